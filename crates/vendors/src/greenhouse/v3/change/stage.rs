//! Moving an application: to another interview stage, to its end, or back from a rejection.

use connect::{Outcome, Receipt, error::Result};
use model::remote::RecordKind;

use crate::greenhouse::{
    moves::{self, Reason, Standing, Step},
    receipt::receipt,
    v3::{
        client::{Client, Filter},
        fetch::row,
        page,
        wire::{Application, Move},
    },
};

/// Moves it, where it still stands where it stood when somebody moved it here.
pub async fn to(client: &Client<'_>, id: &str, from: &str, to: &str) -> Result<Receipt> {
    let mut step = moves::next(&standing(client, id).await?, from, to)?;
    if step == Step::Nothing {
        return Ok(receipt(id, Outcome::AlreadyThere));
    }
    if step == Step::Unreject {
        client.unreject(id).await?;
        step = moves::next(&standing(client, id).await?, from, to)?;
    }
    match step {
        Step::Nothing => {}
        Step::Unreject => return Err(moves::still_rejected()),
        Step::Reject => return reject(client, id).await,
        Step::Hire => drop(client.hire(id).await?),
        Step::Move { from: from_stage_id, to: to_stage_id } => {
            client.move_application(id, &Move { from_stage_id, to_stage_id }).await?;
        }
    }
    Ok(receipt(id, Outcome::Updated))
}

async fn standing(client: &Client<'_>, id: &str) -> Result<Standing> {
    let there: Application = row(client, RecordKind::Application, id).await?;
    Ok(Standing { job: there.job_id.unwrap_or_default(), status: there.status, stage: there.stage_id })
}

async fn reject(client: &Client<'_>, id: &str) -> Result<Receipt> {
    let mut reasons: Vec<Reason> = vec![];
    for reply in page::every(client, "list the rejection reasons", "rejection_reasons", Filter::all()).await?
    {
        reasons.extend(reply.json::<Vec<Reason>>()?);
    }
    let reason = moves::reason(reasons)?;
    client.reject(id, reason.id).await?;
    Ok(moves::rejected(id, &reason))
}
