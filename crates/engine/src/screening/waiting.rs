//! By what a job scores now, and how much of it is still to be scored.

use model::{JobId, access::Right};
use store::screening::{criteria, mark};

use super::{CriteriaState, the_job};
use crate::{Actor, App, Result};

/// By what a job scores now, and how much waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The version of the criteria in use; `None` where the job asks for nothing yet.
    pub in_use: Option<u32>,
    /// How many results wait to be scored again.
    pub stale: u64,
}

/// By what a job scores now, and how much waits.
///
/// # Errors
/// [`crate::Error::Denied`].
pub async fn of_job(app: &App, actor: &Actor, job: JobId) -> Result<Waiting> {
    actor.require(Right::CandidatesRead)?;
    let (db, space) = (&app.db, actor.workspace);
    the_job(db, space, job).await?;
    let active = criteria::in_state(db, space, job, CriteriaState::Active).await?;
    let stale = mark::count_stale(db, space, job).await?;
    Ok(Waiting { in_use: active.map(|version| version.version), stale })
}
