//! How people come in.

mod attach;
mod credit;
mod enter;
mod find;
mod note;
mod save;
mod user;

use connect::{VendorError, error::Result};

pub use attach::attach;
pub use enter::enter;
pub use find::find;
pub use note::{add as add_note, note};
pub use save::save;
pub use user::{add, find as user};

use super::client::Client;
use serde::de::DeserializeOwned;

/// Somebody who is there.
///
/// # Errors
/// [`VendorError::NotFound`] where nobody has that number.
async fn candidate<T: DeserializeOwned>(client: &Client<'_>, id: &str) -> Result<T> {
    let id: u64 = id.parse().map_err(|_| VendorError::NotFound(format!("there is no candidate {id}")))?;
    client.get("read a candidate", &format!("candidates/{id}"), &[]).await?.json()
}
