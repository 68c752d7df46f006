//! The list of hand-offs, and how many are in each state.

use model::{access::Right, handoff::HandoffState};
use store::integrations::handoff::{self, Filter, Handoff};
use uuid::Uuid;

use crate::{Actor, App, Result};

/// How many hand-offs a page of the list holds.
pub const PAGE: u64 = 50;

/// One page of the list.
pub struct List {
    /// The newest first.
    pub handoffs: Vec<Handoff>,
    /// How many are in each state, of the batch where one is asked for.
    pub counts: Vec<(HandoffState, u64)>,
    /// Whether there is another page.
    pub more: bool,
}

/// The hand-offs that a filter lets through, a page at a time; the first page is 0.
pub async fn list(app: &App, actor: &Actor, filter: &Filter, page: u64) -> Result<List> {
    actor.require(Right::HandoffsSend)?;
    let skip = page.saturating_mul(PAGE);
    let mut handoffs = handoff::list(&app.db, actor.workspace, filter, PAGE + 1, skip).await?;
    let more = handoffs.len() as u64 > PAGE;
    handoffs.truncate(PAGE as usize);
    Ok(List { handoffs, counts: counts(app, actor, filter.batch).await?, more })
}

async fn counts(app: &App, actor: &Actor, batch: Option<Uuid>) -> Result<Vec<(HandoffState, u64)>> {
    Ok(handoff::counts(&app.db, actor.workspace, batch).await?)
}
