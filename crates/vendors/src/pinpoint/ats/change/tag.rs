//! Putting a label on an application, or taking it off.

use connect::{Outcome, Receipt, error::Result};
use model::remote::{OwnTag, RecordKind, RemoteTag, TagStep};

use super::{one as single, receipt};
use crate::pinpoint::{
    client::Client,
    parts::Parts,
    wire::{Application, Body, Nothing, Row},
};

/// What to do with a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagChange {
    /// Put it on.
    Add,
    /// Take it off.
    Remove,
}

/// Makes sure that the label is there, or that it is not.
pub async fn set(
    client: &Client<'_>,
    application: &str,
    change: TagChange,
    tag: &RemoteTag,
) -> Result<Receipt> {
    if has(client, application).await?.contains(tag) == (change == TagChange::Add) {
        return Ok(receipt(application, Outcome::AlreadyThere));
    }
    let body = match change {
        TagChange::Add => Body::tags(application, Some(tag), None),
        TagChange::Remove => Body::tags(application, None, Some(tag)),
    };
    client.change_application(application, &body).await?;
    Ok(receipt(application, Outcome::Updated))
}

/// Makes sure that of the labels which are ours to set the right one is there and no other. One call puts one on and
/// takes one off; more are taken off by calls of their own.
pub async fn one(client: &Client<'_>, application: &str, own: &OwnTag) -> Result<Receipt> {
    let there = has(client, application).await?;
    let (mut add, remove) = match own.step(|tag| there.contains(tag)) {
        TagStep::Nothing => return Ok(receipt(application, Outcome::AlreadyThere)),
        TagStep::Leave(left) => {
            return Ok(Receipt { left, ..receipt(application, Outcome::AlreadyThere) });
        }
        TagStep::Change { add, remove } => (add, remove),
    };
    let mut remove = remove.into_iter();
    loop {
        let (put, take) = (add.take(), remove.next());
        if put.is_none() && take.is_none() {
            return Ok(receipt(application, Outcome::Updated));
        }
        client.change_application(application, &Body::tags(application, put, take)).await?;
    }
}

/// The application's labels, as they are now.
async fn has(client: &Client<'_>, application: &str) -> Result<Vec<RemoteTag>> {
    let reply = client.record(RecordKind::Application, application, &Parts::tags()).await?;
    let row: Row<Application, Nothing> = single(&reply)?;
    let tags = row.attributes.tags.iter().flatten();
    Ok(tags.map(|tag| RemoteTag { name: tag.name.to_string(), category: tag.context.to_string() }).collect())
}
