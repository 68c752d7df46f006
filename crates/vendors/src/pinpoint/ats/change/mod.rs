//! Carrying a change to an application. Each looks at what is there before it writes.

mod comment;
mod field;
mod stage;
mod tag;

use connect::{Outcome, Receipt, Reply, VendorError, error::Result};
use model::remote::RemoteChange;
use serde::Deserialize;

use self::tag::TagChange;
use crate::pinpoint::{client::Client, wire::One};

/// Carries the change, once however often it is asked for.
pub async fn change(
    client: &Client<'_>,
    application: &str,
    change: &RemoteChange,
    earlier: &[String],
) -> Result<Receipt> {
    match change {
        RemoteChange::Move { from, to } => stage::to(client, application, from, to).await,
        RemoteChange::Comment { text } => comment::add(client, application, text, earlier).await,
        RemoteChange::AddTag(tag) => tag::set(client, application, TagChange::Add, tag).await,
        RemoteChange::RemoveTag(tag) => tag::set(client, application, TagChange::Remove, tag).await,
        RemoteChange::SetField(value) => field::set(client, application, value).await,
        RemoteChange::FillFields(values) => field::fill(client, application, values).await,
        RemoteChange::OneTag(own) => tag::one(client, application, own).await,
    }
}

fn receipt(external_id: impl Into<String>, outcome: Outcome) -> Receipt {
    Receipt { external_id: external_id.into(), outcome, notes: vec![], left: vec![] }
}

/// The one record of an answer.
fn one<'a, T: Deserialize<'a>>(reply: &'a Reply) -> Result<T> {
    let one: One = reply.json()?;
    serde_json::from_str(one.data.get()).map_err(|_| VendorError::Contract {
        path: "/data".into(),
        message: "the record does not have the documented form".into(),
    })
}
