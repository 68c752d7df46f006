//! `/api/v1/runs/{id}`: what a run of the sync saw, did and has to say; and a connection's runs.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, Query, State},
};
use engine::{
    Error,
    sync::{
        Run, RunNote,
        overview::overview,
        run::{PAGE, run},
    },
};
use model::{ConnectionId, RunId, sync::Counts};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{Web, api::problem::Problem, session::SignedIn};

/// A run of the sync.
#[derive(Serialize, ToSchema)]
pub struct RunBody {
    /// Its identifier.
    pub id: Uuid,
    /// The connection.
    pub connection: Uuid,
    /// `full` or `changes`.
    pub mode: &'static str,
    /// What began it: `first`, `schedule`, `person` or `census`.
    pub trigger: &'static str,
    /// `running`, `paused`, `asking`, `done`, `partial`, `failed` or `stopped`.
    pub state: &'static str,
    /// When it began (RFC 3339).
    pub started_at: String,
    /// When it was over (RFC 3339).
    pub ended_at: Option<String>,
    /// What a person should know of how it ended, or why it waits.
    pub sentence: Option<String>,
    /// Whether a person allowed it to change more than the set share.
    pub allowed: bool,
    /// How many calls it made.
    pub requests: u64,
    /// What it did, by kind of record: `job`, `candidate`, `application`.
    pub tally: BTreeMap<&'static str, TallyBody>,
}

/// What a run did to the records of one kind.
#[derive(Serialize, ToSchema)]
pub struct TallyBody {
    /// Read, each record once.
    pub seen: u64,
    /// New here.
    pub made: u64,
    /// Known and changed.
    pub changed: u64,
    /// Known and the same.
    pub unchanged: u64,
    /// No longer there.
    pub gone: u64,
    /// Not taken over; each has a note.
    pub skipped: u64,
    /// How many there are, as the other system counts them.
    pub total: Option<u64>,
}

/// The runs of a connection.
#[derive(Serialize, ToSchema)]
pub struct Runs {
    /// The newest first, the one under way among them.
    pub runs: Vec<RunBody>,
}

/// A run with a page of what it has to say of single records.
#[derive(Serialize, ToSchema)]
pub struct RunAccount {
    /// The run.
    pub run: RunBody,
    /// One page of its notes, in the order they were made.
    pub notes: Vec<NoteBody>,
    /// How many notes there are.
    pub total: u64,
    /// The number of the next page, where there is one.
    pub next_page: Option<u64>,
}

/// What a run has to say of one record.
#[derive(Serialize, ToSchema)]
pub struct NoteBody {
    /// `job`, `candidate` or `application`.
    pub kind: &'static str,
    /// The record there; empty where the note is about the whole kind.
    pub external_id: String,
    /// `skipped`, `gone`, `hidden`, `remark`, `file` or `partial`.
    pub what: String,
    /// What happened, in a sentence.
    pub sentence: String,
    /// When (RFC 3339).
    pub at: String,
}

impl From<Run> for RunBody {
    fn from(run: Run) -> Self {
        Self {
            id: run.id.into(),
            connection: run.connection.into(),
            mode: run.mode.as_str(),
            trigger: run.trigger.as_str(),
            state: run.state.as_str(),
            started_at: run.started_at.to_string(),
            ended_at: run.ended_at.map(|at| at.to_string()),
            sentence: run.sentence,
            allowed: run.allowed,
            requests: run.requests,
            tally: run.tally.iter().map(|(kind, counts)| (kind.as_str(), counts.into())).collect(),
        }
    }
}

impl From<&Counts> for TallyBody {
    fn from(counts: &Counts) -> Self {
        let Counts { seen, made, changed, unchanged, gone, skipped, total } = *counts;
        Self { seen, made, changed, unchanged, gone, skipped, total }
    }
}

impl From<RunNote> for NoteBody {
    fn from(note: RunNote) -> Self {
        Self {
            kind: note.kind.as_str(),
            external_id: note.external_id,
            what: note.what,
            sentence: note.sentence,
            at: note.at.to_string(),
        }
    }
}

/// Lists the newest runs of a connection.
#[utoipa::path(
    get,
    path = "/api/v1/connections/{id}/runs",
    tag = "sync",
    params(("id" = Uuid, Path, description = "The connection")),
    responses(
        (status = 200, description = "The newest runs", body = Runs),
        (status = 404, description = "No such connection, or nothing of it is kept in step", body = Problem),
    )
)]
pub async fn list(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Json<Runs>, Problem> {
    let found = overview(&web, &visitor.actor, ConnectionId(id)).await?;
    let found = found.ok_or(Error::NotFound("sync of this connection"))?;
    let runs = found.current.into_iter().chain(found.runs);
    Ok(Json(Runs { runs: runs.map(Into::into).collect() }))
}

/// Which page of the notes.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// Counted from 0; a page has 100 notes.
    page: u64,
}

/// Says what a run saw and did, with a page of its notes.
#[utoipa::path(
    get,
    path = "/api/v1/runs/{id}",
    tag = "sync",
    params(("id" = Uuid, Path, description = "The run"), Asked),
    responses(
        (status = 200, description = "The run as it stands", body = RunAccount),
        (status = 404, description = "There is none such", body = Problem),
    )
)]
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Result<Json<RunAccount>, Problem> {
    let account = run(&web, &visitor.actor, RunId(id), asked.page).await?;
    let seen = asked.page.saturating_mul(PAGE) + account.notes.len() as u64;
    let next_page = (!account.notes.is_empty() && seen < account.total).then(|| asked.page + 1);
    Ok(Json(RunAccount {
        run: account.run.into(),
        notes: account.notes.into_iter().map(Into::into).collect(),
        total: account.total,
        next_page,
    }))
}
