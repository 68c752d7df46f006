//! Putting a label on an application, or taking it off.

use connect::{Outcome, Receipt, error::Result};
use model::remote::{RecordKind, RemoteTag};

use super::{one, receipt};
use crate::pinpoint::{
    client::Client,
    parts::Parts,
    wire::{Application, Body, Nothing, Row, TagChange},
};

/// Makes sure that the label is there, or that it is not.
pub async fn set(
    client: &Client<'_>,
    application: &str,
    change: TagChange,
    tag: &RemoteTag,
) -> Result<Receipt> {
    let reply = client.record(RecordKind::Application, application, &Parts::tags()).await?;
    let row: Row<Application, Nothing> = one(&reply)?;
    let there = row.attributes.tags.iter().flatten();
    let there = there.into_iter().any(|one| *one.name == *tag.name && *one.context == *tag.category);
    if there == (change == TagChange::Add) {
        return Ok(receipt(application, Outcome::AlreadyThere));
    }
    let body = Body::tag(application, change, &tag.name, &tag.category);
    client.change_application(application, &body).await?;
    Ok(receipt(application, Outcome::Updated))
}
