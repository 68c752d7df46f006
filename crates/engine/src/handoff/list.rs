//! The list of hand-offs, how many are in each state, and where they go.

use model::{ConnectionId, access::Right, handoff::HandoffState};
use store::integrations::{
    connection,
    handoff::{self, Filter, Handoff},
};

use crate::{Actor, App, Result, integrations::abilities};

/// How many hand-offs a page of the list holds.
pub const PAGE: u64 = 50;

/// One page of the list.
pub struct List {
    /// The newest first.
    pub handoffs: Vec<Handoff>,
    /// How many are in each state, of the batch and the connection where one is asked for.
    pub counts: Vec<(HandoffState, u64)>,
    /// Every connection that takes or took hires, with its name, so that rows can be told apart.
    pub places: Vec<(ConnectionId, String)>,
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
    let counts = handoff::counts(&app.db, actor.workspace, filter).await?;
    let places = connection::all(&app.db, actor.workspace).await?.into_iter();
    let places = places.filter(|there| abilities(app, &there.vendor).hires);
    Ok(List { handoffs, counts, places: places.map(|there| (there.id, there.name)).collect(), more })
}
