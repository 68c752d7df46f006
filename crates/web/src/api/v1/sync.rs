//! `/api/v1/connections/{id}/sync`: where the sync of a connection stands, and its buttons. The same engine calls as
//! the pages.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, State, rejection::JsonRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use engine::{
    Error,
    sync::{
        allow::allow as answer, now::sync_now, overview::overview, pause::pause as hold,
        resume::resume as go_on, run::run, stop::stop as end,
    },
};
use model::{ConnectionId, sync::RunMode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::runs::RunBody;
use crate::{Web, api::problem::Problem, session::SignedIn};

/// Where the sync of a connection stands.
#[derive(Serialize, ToSchema)]
pub struct SyncBody {
    /// Whether somebody paused it.
    pub paused: bool,
    /// How many minutes after a run the next one begins.
    pub every_minutes: u32,
    /// The share of known records, in per cent, that a run may change without asking.
    pub share_percent: u32,
    /// Whether files are fetched.
    pub take_files: bool,
    /// The field there into which an employee's number is written back.
    pub reference_field: Option<String>,
    /// When the next run begins by itself (RFC 3339).
    pub next_at: Option<String>,
    /// How many records are known, by kind: `job`, `candidate`, `application`.
    pub known: BTreeMap<&'static str, u64>,
    /// The run under way.
    pub current: Option<RunBody>,
    /// The newest runs that are over, newest first.
    pub runs: Vec<RunBody>,
}

/// How much is read.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRun {
    /// `changes` (what changed since the last run) or `full` (everything, so that missing records are noticed).
    #[schema(value_type = Option<String>)]
    mode: Option<RunMode>,
}

async fn standing(web: &Web, visitor: &SignedIn, id: ConnectionId) -> Result<SyncBody, Problem> {
    let found = overview(web, &visitor.actor, id).await?.ok_or(Error::NotFound("sync of this connection"))?;
    Ok(SyncBody {
        paused: found.plan.paused,
        every_minutes: found.plan.every_minutes,
        share_percent: found.plan.share_percent,
        take_files: found.plan.take_files,
        reference_field: found.plan.reference_field,
        next_at: found.next_at.map(|at| at.to_string()),
        known: found.known.into_iter().map(|(kind, count)| (kind.as_str(), count)).collect(),
        current: found.current.map(Into::into),
        runs: found.runs.into_iter().map(Into::into).collect(),
    })
}

/// Says where the sync of a connection stands.
#[utoipa::path(
    get,
    path = "/api/v1/connections/{id}/sync",
    tag = "sync",
    params(("id" = Uuid, Path, description = "The connection")),
    responses(
        (status = 200, description = "Where it stands", body = SyncBody),
        (status = 404, description = "No such connection, or nothing of it is kept in step", body = Problem),
    )
)]
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Json<SyncBody>, Problem> {
    Ok(Json(standing(&web, &visitor, ConnectionId(id)).await?))
}

/// Begins a run without waiting for its time.
#[utoipa::path(
    post,
    path = "/api/v1/connections/{id}/sync",
    tag = "sync",
    params(("id" = Uuid, Path, description = "The connection")),
    request_body(content = Option<NewRun>, description = "What changed is read where nothing is sent"),
    responses(
        (status = 202, description = "It began; ask for it by its id", body = RunBody),
        (status = 409, description = "One is under way, or the sync is paused or the connection not enabled", body = Problem),
    )
)]
pub async fn start(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<Uuid>,
    body: Result<Option<Json<NewRun>>, JsonRejection>,
) -> Result<Response, Problem> {
    let body = body.map_err(|rejection| Error::field("body", rejection.body_text()))?;
    let mode = body.and_then(|Json(new)| new.mode).unwrap_or(RunMode::Changes);
    let begun = sync_now(&web, &visitor.actor, ConnectionId(id), mode).await?;
    let account = run(&web, &visitor.actor, begun, 0).await?;
    let place = [("location", format!("/api/v1/runs/{begun}"))];
    Ok((StatusCode::ACCEPTED, place, Json(RunBody::from(account.run))).into_response())
}

/// Pauses the sync: a run under way keeps its place, and none begins.
#[utoipa::path(
    post,
    path = "/api/v1/connections/{id}/sync/pause",
    tag = "sync",
    params(("id" = Uuid, Path, description = "The connection")),
    responses((status = 200, description = "Paused", body = SyncBody)),
)]
pub async fn pause(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Json<SyncBody>, Problem> {
    hold(&web, &visitor.actor, ConnectionId(id)).await?;
    Ok(Json(standing(&web, &visitor, ConnectionId(id)).await?))
}

/// Ends the pause.
#[utoipa::path(
    post,
    path = "/api/v1/connections/{id}/sync/resume",
    tag = "sync",
    params(("id" = Uuid, Path, description = "The connection")),
    responses(
        (status = 200, description = "It goes on", body = SyncBody),
        (status = 409, description = "The connection is not enabled", body = Problem),
    )
)]
pub async fn resume(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Json<SyncBody>, Problem> {
    go_on(&web, &visitor.actor, ConnectionId(id)).await?;
    Ok(Json(standing(&web, &visitor, ConnectionId(id)).await?))
}

/// Ends the run under way; what it brought is kept.
#[utoipa::path(
    post,
    path = "/api/v1/connections/{id}/sync/stop",
    tag = "sync",
    params(("id" = Uuid, Path, description = "The connection")),
    responses(
        (status = 200, description = "Stopped", body = SyncBody),
        (status = 409, description = "No run is under way", body = Problem),
    )
)]
pub async fn stop(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Json<SyncBody>, Problem> {
    end(&web, &visitor.actor, ConnectionId(id)).await?;
    Ok(Json(standing(&web, &visitor, ConnectionId(id)).await?))
}

/// Lets the run that asks change as much as it would.
#[utoipa::path(
    post,
    path = "/api/v1/connections/{id}/sync/allow",
    tag = "sync",
    params(("id" = Uuid, Path, description = "The connection")),
    responses(
        (status = 200, description = "It goes on", body = SyncBody),
        (status = 409, description = "No run asks", body = Problem),
    )
)]
pub async fn allow(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Json<SyncBody>, Problem> {
    answer(&web, &visitor.actor, ConnectionId(id)).await?;
    Ok(Json(standing(&web, &visitor, ConnectionId(id)).await?))
}
