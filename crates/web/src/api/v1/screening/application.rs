//! `/api/v1/applications/{id}/screening`: one application with its reasons, and a person's word on it.

use axum::{
    Json,
    extract::{Path, State, rejection::JsonRejection},
    http::StatusCode,
};
use engine::{
    Error,
    screening::{Decision, decide, list, list::Shown},
};
use model::{
    ApplicationId,
    screening::{Criteria, Score, Standing},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Web, api::problem::Problem, session::SignedIn};

/// One application with its reasons.
#[derive(Serialize, ToSchema)]
pub struct Screening {
    /// The application.
    pub application: Uuid,
    /// For which job.
    pub job: Uuid,
    /// Whose it is.
    pub candidate: Uuid,
    /// Where it stands.
    pub standing: &'static str,
    /// The threshold by which it stands there.
    pub threshold: u8,
    /// Its score with a reason for each criterion; null where it has none.
    #[schema(value_type = Option<Object>)]
    pub score: Option<Score>,
    /// By which version of the job's criteria.
    pub criteria_version: Option<u32>,
    /// What was asked by that version.
    #[schema(value_type = Object)]
    pub criteria: Criteria,
    /// When it was scored, or found to have nothing to score (RFC 3339).
    pub scored_at: Option<String>,
    /// Why there is nothing to score.
    pub unreadable: Option<String>,
    /// Why it waits to be scored again.
    pub stale: Option<String>,
    /// When the person asked not to be screened (RFC 3339).
    pub opted_out_at: Option<String>,
    /// A person's word.
    pub decision: Option<DecisionBody>,
}

/// A person's word on an application.
#[derive(Serialize, ToSchema)]
pub struct DecisionBody {
    /// `qualified` or `not_qualified`.
    pub standing: &'static str,
    /// Who said so.
    pub by: String,
    /// When (RFC 3339).
    pub at: String,
    /// Why, in their words.
    pub reason: String,
}

/// What a person decides.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDecision {
    /// `qualified` or `not_qualified`.
    standing: String,
    /// Why. Needed where the score says something else.
    #[serde(default)]
    reason: String,
}

impl From<Decision> for DecisionBody {
    fn from(said: Decision) -> Self {
        Self { standing: said.standing.as_str(), by: said.by, at: said.at.to_string(), reason: said.why }
    }
}

impl From<Shown> for Screening {
    fn from(shown: Shown) -> Self {
        let result = shown.result;
        Self {
            application: shown.application.id.into(),
            job: shown.application.job.into(),
            candidate: shown.candidate.id.into(),
            standing: shown.standing.as_str(),
            threshold: shown.threshold.0,
            score: result.score,
            criteria_version: result.criteria_version,
            criteria: shown.criteria,
            scored_at: result.scored_at.map(|at| at.to_string()),
            unreadable: result.unreadable,
            stale: result.stale.map(|stale| stale.why),
            opted_out_at: result.opted_out_at.map(|at| at.to_string()),
            decision: result.decision.map(Into::into),
        }
    }
}

/// Says where an application stands, and why.
#[utoipa::path(
    get,
    path = "/api/v1/applications/{id}/screening",
    tag = "screening",
    params(("id" = Uuid, Path, description = "The application")),
    responses(
        (status = 200, description = "Where it stands", body = Screening),
        (status = 404, description = "No such application", body = Problem),
    )
)]
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Json<Screening>, Problem> {
    Ok(Json(list::get(&web, &visitor.actor, ApplicationId(id)).await?.into()))
}

/// Keeps the word of the person whose key it is. It stands above the score; it moves and rejects nobody.
#[utoipa::path(
    put,
    path = "/api/v1/applications/{id}/screening/decision",
    tag = "screening",
    params(("id" = Uuid, Path, description = "The application")),
    request_body = NewDecision,
    responses(
        (status = 200, description = "It is kept", body = Screening),
        (status = 404, description = "No such application", body = Problem),
        (status = 409, description = "The person asked not to be screened", body = Problem),
        (status = 422, description = "No such standing, or a reason is missing", body = Problem),
    )
)]
pub async fn decide(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<Uuid>,
    body: Result<Json<NewDecision>, JsonRejection>,
) -> Result<Json<Screening>, Problem> {
    let Json(said) = body.map_err(|rejection| Error::field("body", rejection.body_text()))?;
    let standing = Standing::parse(&said.standing)
        .ok_or_else(|| Error::field("standing", "Say that somebody qualifies or that they do not."))?;
    decide::decide(&web, &visitor.actor, ApplicationId(id), standing, &said.reason).await?;
    Ok(Json(list::get(&web, &visitor.actor, ApplicationId(id)).await?.into()))
}

/// Takes a person's word back: the application stands where its score says again.
#[utoipa::path(
    delete,
    path = "/api/v1/applications/{id}/screening/decision",
    tag = "screening",
    params(("id" = Uuid, Path, description = "The application")),
    responses(
        (status = 204, description = "It is taken back"),
        (status = 404, description = "No such application", body = Problem),
        (status = 409, description = "Nobody has decided on it", body = Problem),
    )
)]
pub async fn reopen(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<StatusCode, Problem> {
    decide::reopen(&web, &visitor.actor, ApplicationId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
