//! `/api/v1/handoffs`: sending a hired candidate, and asking what came of it. The same engine calls as the pages.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, State, rejection::JsonRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use engine::{
    Error,
    handoff::{
        StepState,
        get::{Story, get},
        send::{Request, send},
    },
};
use model::{CandidateId, ConnectionId, HandoffId, hire::HireRecord};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Web, api::problem::Problem, session::SignedIn};

/// What is to be sent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewHandoff {
    /// A candidate in a hired stage.
    pub candidate: Uuid,
    /// An enabled connection.
    pub connection: Uuid,
    /// The values by the form's field keys; what is known is sent where this is left out.
    pub values: Option<BTreeMap<String, String>>,
}

/// A hand-off.
#[derive(Serialize, ToSchema)]
pub struct HandoffBody {
    /// Its identifier.
    pub id: Uuid,
    /// The candidate.
    pub candidate: Uuid,
    /// The connection.
    pub connection: Uuid,
    /// `queued`, `sending`, `retrying`, `waiting`, `delivered` or `cancelled`.
    pub state: &'static str,
    /// The employee's identifier in the HR system, once it is known.
    pub external_id: Option<String>,
    /// The employee's page in the HR system.
    pub url: Option<String>,
    /// Why it does not go on, where it doesn't.
    pub problem: Option<HandoffProblem>,
    /// What the HR system holds otherwise than it was sent.
    pub differences: Vec<DifferenceBody>,
    /// The steps so far.
    pub steps: Vec<StepBody>,
    /// When it is tried again by itself (RFC 3339).
    pub next_try_at: Option<String>,
    /// Who sent it.
    pub created_by: String,
    /// When it was sent (RFC 3339).
    pub created_at: String,
    /// When it last changed (RFC 3339).
    pub updated_at: String,
}

/// Why a hand-off does not go on.
#[derive(Serialize, ToSchema)]
pub struct HandoffProblem {
    /// The kind, in a word that stays the same.
    #[schema(value_type = String)]
    pub kind: model::handoff::ProblemKind,
    /// Who acts next: `gangway`, `sender` or `administrator`.
    #[schema(value_type = String)]
    pub acts: model::handoff::Acts,
    /// What happened and what was kept.
    pub sentence: String,
    /// What is wrong with single fields, by their keys.
    pub fields: BTreeMap<String, String>,
}

/// One field that is there otherwise than it was sent.
#[derive(Serialize, ToSchema)]
pub struct DifferenceBody {
    /// The field's key.
    pub field: String,
    /// What was sent.
    pub sent: String,
    /// What is there; null where it was left out.
    pub found: Option<String>,
}

/// One step.
#[derive(Serialize, ToSchema)]
pub struct StepBody {
    /// Which step.
    pub step: &'static str,
    /// `done`, `skipped` or `failed`.
    pub state: &'static str,
    /// How often it was tried.
    pub attempts: i32,
    /// When the last try ended (RFC 3339).
    pub ended_at: String,
}

impl From<Story> for HandoffBody {
    fn from(story: Story) -> Self {
        let Story { handoff, steps, .. } = story;
        let problem = handoff.problem.map(|problem| HandoffProblem {
            kind: problem.kind,
            acts: problem.kind.acts(),
            sentence: problem.sentence,
            fields: problem.fields.into_iter().map(|p| (p.field, p.message)).collect(),
        });
        let difference =
            |d: model::handoff::Difference| DifferenceBody { field: d.field, sent: d.sent, found: d.found };
        Self {
            id: handoff.id.into(),
            candidate: handoff.candidate.into(),
            connection: handoff.connection.into(),
            state: handoff.state.as_str(),
            external_id: handoff.external_id,
            url: handoff.url,
            problem,
            differences: handoff.differences.into_iter().map(difference).collect(),
            steps: steps
                .into_iter()
                .map(|entry| StepBody {
                    step: entry.step.as_str(),
                    state: StepState::as_str(entry.state),
                    attempts: entry.attempts,
                    ended_at: entry.ended_at.to_string(),
                })
                .collect(),
            next_try_at: handoff.next_try_at.map(|at| at.to_string()),
            created_by: handoff.created_by,
            created_at: handoff.created_at.to_string(),
            updated_at: handoff.updated_at.to_string(),
        }
    }
}

/// Sends a hired candidate to an HR system.
#[utoipa::path(
    post,
    path = "/api/v1/handoffs",
    tag = "handoffs",
    params(("Idempotency-Key" = String, Header, description = "The same key asks for the same hand-off, however often it comes.")),
    request_body = NewHandoff,
    responses(
        (status = 202, description = "On its way; ask for it by its id", body = HandoffBody),
        (status = 409, description = "Not hired, not enabled, or on its way already", body = Problem),
        (status = 422, description = "Some values can't be sent", body = Problem),
    )
)]
pub async fn create(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    body: Result<Json<NewHandoff>, JsonRejection>,
) -> Result<Response, Problem> {
    let Json(new) = body.map_err(|rejection| Error::field("body", rejection.body_text()))?;
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok()).map(str::trim);
    let Some(key) = key.filter(|key| !key.is_empty() && key.len() <= 200) else {
        let sentence =
            "Send an Idempotency-Key of up to 200 letters, so that a repeated call asks for the same.";
        return Err(Error::field("Idempotency-Key", sentence).into());
    };
    let request = Request {
        candidate: CandidateId(new.candidate),
        connection: ConnectionId(new.connection),
        application: None,
        values: new.values.map(|values| {
            let mut record = HireRecord::default();
            values.into_iter().for_each(|(field, value)| record.set(field, value));
            record
        }),
        // A program's keys live apart from those of pages and rules.
        key: format!("api/{key}"),
    };
    let id = send(&web, &visitor.actor, request).await?;
    let story = get(&web, &visitor.actor, id).await?;
    let place = [("location", format!("/api/v1/handoffs/{id}"))];
    Ok((StatusCode::ACCEPTED, place, Json(HandoffBody::from(story))).into_response())
}

/// Says what came of a hand-off.
#[utoipa::path(
    get,
    path = "/api/v1/handoffs/{id}",
    tag = "handoffs",
    params(("id" = Uuid, Path, description = "The hand-off")),
    responses(
        (status = 200, description = "The hand-off as it stands", body = HandoffBody),
        (status = 404, description = "There is none such", body = Problem),
    )
)]
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Json<HandoffBody>, Problem> {
    Ok(Json(get(&web, &visitor.actor, HandoffId(id)).await?.into()))
}
