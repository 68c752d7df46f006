//! Moving an application: to another interview stage, to its end, or back from a rejection.

use connect::{Outcome, Receipt, error::Result};

use crate::greenhouse::{
    moves::{self, Reason, Standing, Step},
    receipt::receipt,
    v1::{client::Client, fetch::application, page, wire::Application},
};

/// Moves it, where it still stands where it stood when somebody moved it here.
pub async fn to(client: &Client<'_>, id: &str, from: &str, to: &str) -> Result<Receipt> {
    let mut step = moves::next(&standing(application(client, id).await?), from, to)?;
    if step == Step::Nothing {
        return Ok(receipt(id, Outcome::AlreadyThere));
    }
    if step == Step::Unreject {
        client.unreject(id).await?;
        step = moves::next(&standing(application(client, id).await?), from, to)?;
    }
    match step {
        Step::Nothing => {}
        Step::Unreject => return Err(moves::still_rejected()),
        Step::Reject => return reject(client, id).await,
        Step::Hire => drop(client.hire(id).await?),
        Step::Move { from, to } => drop(client.move_application(id, from, to).await?),
    }
    Ok(receipt(id, Outcome::Updated))
}

/// v1 says `active` where v3 says `in_process`.
fn standing(there: Application) -> Standing {
    Standing {
        job: there.jobs.first().map(|job| job.id).unwrap_or_default(),
        status: if there.status == "active" { "in_process".into() } else { there.status },
        stage: there.current_stage.map(|stage| stage.id),
    }
}

async fn reject(client: &Client<'_>, id: &str) -> Result<Receipt> {
    let mut reasons: Vec<Reason> = vec![];
    for reply in page::every(client, "list the rejection reasons", "rejection_reasons").await? {
        reasons.extend(reply.json::<Vec<Reason>>()?);
    }
    let reason = moves::reason(reasons)?;
    client.reject(id, reason.id).await?;
    Ok(moves::rejected(id, &reason))
}
