//! Moving an application to another stage of its job.

use connect::{Outcome, Receipt, VendorError, error::Result};
use model::remote::RecordKind;

use super::{one, receipt};
use crate::pinpoint::{
    client::Client,
    parts::Parts,
    wire::{Application, Body, Nothing, Row},
};

/// Moves it, where it still stands where it stood when somebody moved it here.
pub async fn to(client: &Client<'_>, application: &str, from: &str, to: &str) -> Result<Receipt> {
    let reply = client.record(RecordKind::Application, application, &Parts::none()).await?;
    let row: Row<Application, Nothing> = one(&reply)?;
    let stage = row.attributes.stage_id.map(|id| id.to_string()).unwrap_or_default();
    if stage == to {
        return Ok(receipt(application, Outcome::AlreadyThere));
    }
    if stage != from {
        return Err(VendorError::Conflict(format!(
            "the application stands in stage {stage} there, and was to be moved from stage {from} to stage {to}; it was left where it is"
        )));
    }
    client.change_application(application, &Body::move_to(application, to)).await?;
    Ok(receipt(application, Outcome::Updated))
}
