//! The form, out of what the company tells of itself.

use std::collections::BTreeMap;

use connect::{VendorError, error::Result};
use model::{hire::HireForm, note::Note};

use super::lists;
use crate::intellihr::{
    client::Client,
    map::form::SetUp,
    wire::{List, Workflow},
};

/// Draws the form.
pub async fn form(client: &Client<'_>) -> Result<HireForm> {
    let mut known = BTreeMap::new();
    for list in List::ALL {
        known.insert(list, lists::list(client, list).await?);
    }
    let (workflows, note) = workflows(client).await?;
    let custom = lists::custom(client).await?;
    let mut form = SetUp { lists: known, custom, workflows }.form();
    form.notes.extend(note);
    Ok(form)
}

/// The workflows under the connection's event. One that is not there keeps nobody from being sent.
pub async fn workflows(client: &Client<'_>) -> Result<(Vec<Workflow>, Option<Note>)> {
    let Some(event) = event(client) else { return Ok((vec![], None)) };
    match client.workflow_event(event).await {
        Ok(event) => Ok((event.workflows, None)),
        Err(VendorError::NotFound(_) | VendorError::Rejected(_) | VendorError::Forbidden(_)) => {
            let note = "Onboarding workflows are not offered: intelliHR has no workflow event of the identifier that \
                        this connection was given.";
            Ok((vec![], Some(Note::on("", note))))
        }
        Err(error) => Err(error),
    }
}

/// The workflow event that the connection names.
pub fn event<'a>(client: &'a Client<'_>) -> Option<&'a str> {
    client.0.settings.get("workflow_event").map(|event| event.trim()).filter(|event| !event.is_empty())
}
