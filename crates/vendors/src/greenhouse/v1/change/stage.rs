//! Moving an application: to another interview stage, to its end, or back from a rejection.

use connect::{Outcome, Receipt, VendorError, error::Result};
use model::{hire::FieldProblem, note::Note};

use super::receipt;
use crate::greenhouse::{
    stages::{self, HIRED, REJECTED},
    v1::{
        client::Client,
        fetch::application,
        page,
        wire::{Application, Named},
    },
};

/// Moves it, where it still stands where it stood when somebody moved it here. One that was rejected is taken back
/// first; where that was done and nothing more, the rest is done now.
pub async fn to(client: &Client<'_>, id: &str, from: &str, to: &str) -> Result<Receipt> {
    let there = application(client, id).await?;
    let stands = standing(&there);
    if stands == to {
        return Ok(receipt(id, Outcome::AlreadyThere));
    }
    let was_rejected = stages::end_of(from) == Some(REJECTED);
    let taken_back = was_rejected && there.status == "active";
    if stands != from && !taken_back {
        return Err(VendorError::Conflict(format!(
            "the application stands in stage {stands} there, and was to be moved from stage {from} to stage {to}; it was left where it is"
        )));
    }
    if stages::end_of(&stands) == Some(HIRED) {
        return Err(refused("Greenhouse has no call that takes a hire back: do it there."));
    }
    match stages::end_of(to) {
        Some(REJECTED) => return reject(client, id).await,
        Some(_) => {
            client.hire(id).await?;
            return Ok(receipt(id, Outcome::Updated));
        }
        None => {}
    }
    let mut now = there;
    if was_rejected && !taken_back {
        client.unreject(id).await?;
        now = application(client, id).await?;
    }
    let (Some(stage), Ok(to)) = (now.current_stage, to.parse()) else {
        return Err(refused("The application stands in no stage there from which it could be moved."));
    };
    if stage.id != to {
        client.move_application(id, stage.id, to).await?;
    }
    Ok(receipt(id, Outcome::Updated))
}

fn standing(application: &Application) -> String {
    let job = application.jobs.first().map(|job| job.id).unwrap_or_default();
    stages::standing(job, &application.status, application.current_stage.as_ref().map(|stage| stage.id))
}

/// A rejection needs one of the company's reasons; a move on a board names none.
async fn reject(client: &Client<'_>, id: &str) -> Result<Receipt> {
    let mut reasons: Vec<Named> = vec![];
    for reply in page::every(client, "list the rejection reasons", "rejection_reasons").await? {
        reasons.extend(reply.json::<Vec<Named>>()?);
    }
    let other = reasons.iter().find(|reason| reason.name.to_lowercase().contains("other"));
    let Some(reason) = other.or(reasons.first()) else {
        return Err(refused("Greenhouse has no rejection reason to choose: make one there."));
    };
    client.reject(id, reason.id).await?;
    let text = format!("It was rejected there with the reason “{}”, because a move names none.", reason.name);
    Ok(Receipt { notes: vec![Note::on("reason", text)], ..receipt(id, Outcome::Updated) })
}

fn refused(message: &str) -> VendorError {
    VendorError::Rejected(vec![FieldProblem { field: "stage".into(), message: message.into() }])
}
