//! The places where a user is signed in.

pub use store::people::session::Session;

use crate::{Actor, App, error::Result};

/// The sessions of the user who asks, the one used last first.
///
/// # Errors
/// [`crate::Error::Store`] where the database stands against it.
pub async fn list_sessions(app: &App, actor: &Actor) -> Result<Vec<Session>> {
    let Some(user) = actor.user else { return Ok(Vec::new()) };
    Ok(store::people::session::of_user(&app.db, user, app.now()).await?)
}
