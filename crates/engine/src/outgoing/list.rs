//! Changes on their way, for pages.

use model::{CandidateId, access::Right};
use store::outgoing;

use super::{Filter, Outgoing};
use crate::{Actor, App, Result};

/// The most changes that a list holds.
const MOST: u64 = 200;

/// A candidate's changes that went, or are to go, to other systems, newest first.
pub async fn of_candidate(app: &App, actor: &Actor, candidate: CandidateId) -> Result<Vec<Outgoing>> {
    actor.require(Right::CandidatesRead)?;
    Ok(outgoing::of_candidate(&app.db, actor.workspace, candidate, MOST).await?)
}

/// The newest changes that a filter lets through: those to a connection, those that wait.
pub async fn list(app: &App, actor: &Actor, filter: &Filter) -> Result<Vec<Outgoing>> {
    actor.require(Right::CandidatesRead)?;
    Ok(outgoing::list(&app.db, actor.workspace, filter, MOST).await?)
}
