//! The log of a connection's calls, masked.

use connect::CallEntry;
use model::{ConnectionId, HandoffId, access::Right};
use store::integrations::call::{self, LoggedCall};
use uuid::Uuid;

use super::find;
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// A logged call.
pub struct LogLine {
    /// Its identifier.
    pub id: Uuid,
    /// The hand-off it was made for, where it was.
    pub handoff: Option<HandoffId>,
    /// The request that it was made for, or the task where nobody asked.
    pub request: Option<String>,
    /// What was called and what came.
    pub call: CallEntry,
}

impl LogLine {
    fn read(logged: LoggedCall) -> Result<Self> {
        let request = logged.entry["made_for"].as_str().map(str::to_owned);
        let call = serde_json::from_value(logged.entry).map_err(|_| store::Error::Unreadable("call"))?;
        Ok(Self { id: logged.id, handoff: logged.handoff, request, call })
    }
}

/// A connection's newest calls, newest first.
pub async fn calls(app: &App, actor: &Actor, id: ConnectionId, most: u64) -> Result<Vec<LogLine>> {
    actor.require(Right::IntegrationsManage)?;
    find(&app.db, actor.workspace, id).await?;
    call::recent(&app.db, actor.workspace, id, most).await?.into_iter().map(LogLine::read).collect()
}

/// One call.
///
/// # Errors
/// [`Error::NotFound`] where it is no longer kept.
pub async fn call(app: &App, actor: &Actor, id: ConnectionId, call: Uuid) -> Result<LogLine> {
    actor.require(Right::IntegrationsManage)?;
    let logged = call::get(&app.db, actor.workspace, id, call).await?.ok_or(Error::NotFound("call"))?;
    LogLine::read(logged)
}
