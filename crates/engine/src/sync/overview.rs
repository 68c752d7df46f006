//! How a connection's records are kept in step, as its page shows it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{ConnectionId, connection::ConnectionStatus, remote::RecordKind, sync::RunState};
use store::{
    sync::{
        mirror::{self, Kind},
        plan, run as runs,
    },
    task,
};

use super::{
    Plan, Run, TASK,
    progress::Progress,
    unfetched::{Unfetched, unfetched},
};
use crate::{Actor, App, Result, integrations};

/// How many runs the history shows.
const MOST: u64 = 20;

/// How a connection's records are kept in step.
#[derive(Clone, Debug)]
pub struct Overview {
    /// What was decided, and how far it came.
    pub plan: Plan,
    /// The run that is not over.
    pub current: Option<Run>,
    /// The kind of record that the run reads just now.
    pub reading: Option<RecordKind>,
    /// The newest runs that are over, newest first.
    pub runs: Vec<Run>,
    /// How many records are known and not gone, by kind.
    pub known: BTreeMap<RecordKind, u64>,
    /// The files that could not be fetched and wait until everything is read again.
    pub unfetched: Unfetched,
    /// When the worker looks next, where it does by itself.
    pub next_at: Option<Timestamp>,
    /// The application fields there, by identifier, that can take an HR system's reference, with their names.
    pub reference_fields: Vec<(String, String)>,
    /// What can be done now.
    pub can: Can,
}

/// What can be done now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Can {
    /// Begin a run.
    pub now: bool,
    /// Hold everything until further notice.
    pub pause: bool,
    /// Go on after a pause.
    pub resume: bool,
    /// End the run that is under way.
    pub stop: bool,
    /// Answer that the run may change as much as it would.
    pub allow: bool,
}

/// The overview; `None` where the connection has no records that are kept in step, or was never enabled.
///
/// # Errors
/// [`crate::Error::Denied`]; [`crate::Error::NotFound`].
pub async fn overview(app: &App, actor: &Actor, id: ConnectionId) -> Result<Option<Overview>> {
    let (db, space) = (&app.db, actor.workspace);
    let connection = integrations::get(app, actor, id).await?;
    let Some(plan) = plan::get(db, space, id).await? else { return Ok(None) };
    let current = runs::open(db, space, id).await?;
    let counts = mirror::counts(db, id).await?;
    let known = RecordKind::ALL.into_iter().filter_map(|kind| Some((kind, *counts.get(&kind.into())?)));
    let state = current.as_ref().map(|run| run.state);
    let enabled = connection.status == ConnectionStatus::Enabled;
    let mut runs = runs::recent(db, space, id, MOST).await?;
    runs.retain(|run| run.ended_at.is_some());
    let fields = mirror::all(db, id, Kind::Field).await?.into_iter().filter(|field| field.gone_at.is_none());
    Ok(Some(Overview {
        reading: current.as_ref().and_then(|run| Progress::of(run).walk).map(|walk| walk.kind),
        runs,
        known: known.collect(),
        unfetched: unfetched(app, actor, id).await?,
        next_at: task::due_at(db, TASK, id.into()).await?.filter(|_| enabled && !plan.paused),
        reference_fields: fields
            .filter(|field| field.state["subject"] == "application")
            .map(|field| (field.external_id, field.state["name"].as_str().unwrap_or_default().to_owned()))
            .collect(),
        can: Can {
            now: enabled && !plan.paused && state.is_none(),
            pause: enabled && !plan.paused,
            resume: enabled && plan.paused,
            stop: state.is_some(),
            allow: enabled && state == Some(RunState::Asking),
        },
        current,
        plan,
    }))
}
