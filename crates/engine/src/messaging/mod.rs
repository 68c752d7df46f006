//! Questions in the company's messenger. A use case [`ask`]s and [`settle`]s in its own transaction; a worker writes and
//! changes the message, and whoever presses a button is answered at once and heard by a worker.
//!
//! Whoever can't be reached so is told apart before anything is written: [`ask`] says false, and mail is the other way.

pub mod ask;
pub(crate) mod deliver;
pub(crate) mod home;
pub mod install;
pub(crate) mod members;
pub mod overview;
pub(crate) mod press;
pub mod receive;
pub mod settle;
#[cfg(test)]
mod tests;

use std::time::Duration;

use connect::{Messenger, VendorError, messenger::Message};
use model::ConnectionId;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use store::{
    Tx,
    messaging::message::{self, Message as Kept},
};
use uuid::Uuid;

pub use ask::{AskMessage, ask};
pub use settle::settle;

use crate::{App, error::Result, integrations::open::Open};

/// How long a press is remembered, for the connection's page and to know a repeat: 90 days.
pub const KEPT: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// Where the messenger sends what happens in it: the path after this server's address.
pub fn path(connection: ConnectionId) -> String {
    format!("/messenger/{connection}")
}

impl Open {
    /// The messenger's side of the connector.
    pub(crate) fn messenger(&self) -> std::result::Result<&dyn Messenger, VendorError> {
        self.connector.messenger().ok_or_else(|| {
            VendorError::Forbidden(format!("{} is no messenger", self.connector.manifest().name))
        })
    }
}

/// What is to be written, as it is sealed.
#[derive(Serialize, Deserialize)]
struct Content {
    title: String,
    paragraphs: Vec<String>,
    /// Each answer's word and what stands on its button.
    buttons: Vec<(String, String)>,
}

fn seal(app: &App, id: Uuid, content: &Content) -> String {
    // Our own type always has a text.
    let text = SecretString::from(serde_json::to_string(content).unwrap_or_default());
    app.vault.seal(&text, &place(id), app.dice.bytes())
}

/// What is to be written for a message; `None` where nothing is.
fn open(app: &App, kept: &Kept) -> Result<Option<Message>> {
    let Some(sealed) = &kept.sealed else { return Ok(None) };
    let text = app.vault.open(sealed, &place(kept.id)).map_err(store::Error::from)?;
    let content: Content =
        serde_json::from_str(text.expose_secret()).map_err(|_| store::Error::Unreadable("message"))?;
    let button =
        |(answer, label)| connect::messenger::Button { answer, label, value: kept.request.to_string() };
    Ok(Some(Message {
        title: content.title,
        paragraphs: content.paragraphs,
        buttons: content.buttons.into_iter().map(button).collect(),
    }))
}

fn place(id: Uuid) -> String {
    format!("message/{id}")
}

/// Seals what is to be written with the key in use, and says how many messages were sealed anew.
///
/// # Errors
/// Where one can't be opened with any key of this process.
pub(crate) async fn rotate(app: &App, tx: &Tx) -> Result<usize> {
    let mut anew = 0;
    for kept in message::sealed_of_all_workspaces(tx).await? {
        let Some(sealed) = kept.sealed.as_ref().filter(|sealed| !app.vault.is_current(sealed)) else {
            continue;
        };
        let text = app.vault.open(sealed, &place(kept.id)).map_err(store::Error::from)?;
        let sealed = Some(app.vault.seal(&text, &place(kept.id), app.dice.bytes()));
        message::update(tx, &Kept { sealed, ..kept }).await?;
        anew += 1;
    }
    Ok(anew)
}
