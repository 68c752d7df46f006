//! The company's own space.

pub use store::workspace::Workspace;

use crate::{
    Actor, App,
    error::{Error, Result},
};

/// The workspace that the actor works in.
///
/// # Errors
/// [`Error::NotFound`] where it was taken away meanwhile.
pub async fn current(app: &App, actor: &Actor) -> Result<Workspace> {
    store::workspace::get(&app.db, actor.workspace).await?.ok_or(Error::NotFound("workspace"))
}
