//! Webhooks out, by the Standard Webhooks specification: what happens here is announced to endpoints that ask for it.
//!
//! An announcement is committed with the change it tells of ([`happened`]), signed and sent by the worker
//! ([`deliver`]), tried again over a day, and kept for a month with what it was answered, so that it can be sent again
//! ([`replay`]). It names records and has no words about anybody: whoever may read them asks for them over the API.

pub(crate) mod deliver;
pub mod endpoints;
mod events;
pub(crate) mod happened;
pub mod replay;
pub mod sign;
#[cfg(test)]
mod tests;

use std::time::Duration;

use model::WebhookEndpointId;
use secrecy::SecretString;
use store::Tx;

pub use events::{EVENTS, Event};
use store::announce::endpoint;
pub use store::announce::{
    endpoint::{Endpoint, EndpointState},
    message::{Message, MessageState},
    tried::Tried,
};

use crate::{App, error::Result};

/// The worker's word for this work.
pub(crate) const TASK: &str = "announce";

/// For how long messages are kept, to be sent again.
pub const KEPT: Duration = Duration::from_secs(30 * 24 * 3600);

/// Where an endpoint's secret belongs, so that it does not open as another's.
fn place(id: WebhookEndpointId) -> String {
    format!("webhook/{id}")
}

fn seal(app: &App, id: WebhookEndpointId, secret: &SecretString) -> String {
    app.vault.seal(secret, &place(id), app.dice.bytes())
}

/// Seals the secrets of endpoints with the sealing key in use, and says how many were sealed anew.
///
/// # Errors
/// Where one can't be opened with any sealing key of this process.
pub(crate) async fn rotate(app: &App, tx: &Tx) -> Result<usize> {
    let mut anew = 0;
    for mut kept in endpoint::of_all_workspaces(tx).await? {
        let old = kept.old.as_mut().map(|(sealed, _)| sealed);
        let mut stale = 0;
        for sealed in std::iter::once(&mut kept.secret).chain(old) {
            if !app.vault.is_current(sealed) {
                let clear = app.vault.open(sealed, &place(kept.id)).map_err(store::Error::from)?;
                *sealed = seal(app, kept.id, &clear);
                stale += 1;
            }
        }
        if stale > 0 {
            endpoint::update(tx, &kept).await?;
            anew += stale;
        }
    }
    Ok(anew)
}
