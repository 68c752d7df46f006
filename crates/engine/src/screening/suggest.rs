//! Criteria suggested from a job's own words. A person accepts them; until then they ask for nothing.

use model::{JobId, access::Right};
pub use screen::suggest::{Place, Suggestion};

use super::the_job;
use crate::{Actor, App, Result};

/// What a job's title and description ask for, must-haves first, each with the place that says so.
///
/// # Errors
/// [`crate::Error::Denied`].
pub async fn suggest(app: &App, actor: &Actor, job: JobId) -> Result<Vec<Suggestion>> {
    actor.require(Right::JobsWrite)?;
    let of = the_job(&app.db, actor.workspace, job).await?;
    Ok(screen::suggest::suggest(&of.title, &of.description))
}
