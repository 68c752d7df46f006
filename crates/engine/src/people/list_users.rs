//! Who can sign in to the workspace.

pub use store::people::user::User;

use crate::{Actor, App, error::Result};

/// The workspace's users by name, disabled ones too. Everyone may know their colleagues' names: comments and the
/// timeline show them.
///
/// # Errors
/// [`crate::Error::Store`] where the database stands against it.
pub async fn list_users(app: &App, actor: &Actor) -> Result<Vec<User>> {
    Ok(store::people::user::list(&app.db, actor.workspace).await?)
}
