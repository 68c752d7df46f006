//! Carrying changes to an application: what is there is looked at before anything is written.

mod field;
mod note;
mod stage;
mod tag;

use connect::{Receipt, error::Result};
use model::remote::RemoteChange;

use super::client::Client;

/// Carries the change, once however often it is asked for.
pub async fn change(
    client: &Client<'_>,
    application: &str,
    change: &RemoteChange,
    earlier: &[String],
) -> Result<Receipt> {
    match change {
        RemoteChange::Move { from, to } => stage::to(client, application, from, to).await,
        RemoteChange::Comment { text } => note::add(client, application, text, earlier).await,
        RemoteChange::AddTag(tag) => tag::add(client, application, tag).await,
        RemoteChange::RemoveTag(tag) => tag::remove(client, application, tag).await,
        RemoteChange::SetField(value) => field::set(client, application, value).await,
        RemoteChange::FillFields(values) => field::fill(client, application, values).await,
        RemoteChange::OneTag(own) => tag::one(client, application, own).await,
    }
}
