//! `/api/v1/connections/{id}/referral-source`: the source that referrals have in the system there.

use axum::{
    Json,
    extract::{Path, State, rejection::JsonRejection},
};
use engine::{
    Error,
    integrations::referral_source::{Chosen, ReferralSource, Source, choose, view},
};
use model::ConnectionId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Web, api::problem::Problem, session::SignedIn};

/// The source of a connection's referrals.
#[derive(Serialize, ToSchema)]
pub struct ReferralSourceBody {
    /// The one that was chosen.
    pub chosen: Option<ChosenBody>,
    /// The one that is suggested, where it is there.
    pub suggested: Option<SourceBody>,
    /// What is suggested, and how it is made there.
    pub wanted: WantedBody,
    /// Every source that is there now.
    pub sources: Vec<SourceBody>,
}

/// The source that was chosen.
#[derive(Serialize, ToSchema)]
pub struct ChosenBody {
    /// Its identifier there.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The heading under which it stands; empty where it has none.
    pub heading: String,
    /// When it was chosen (RFC 3339).
    pub chosen_at: String,
    /// Since when it is not there any more (RFC 3339).
    pub missing_since: Option<String>,
}

/// A source.
#[derive(Serialize, ToSchema)]
pub struct SourceBody {
    /// Its identifier there.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The heading under which it stands; empty where it has none.
    pub heading: String,
}

/// The source that is suggested.
#[derive(Serialize, ToSchema)]
pub struct WantedBody {
    /// Its name.
    pub name: &'static str,
    /// The heading under which it is looked for.
    pub heading: &'static str,
    /// What a person does there to make it.
    pub how: &'static str,
    /// Where.
    pub link: &'static str,
}

/// Which source referrals are to have.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReferralSource {
    /// The identifier of one that is there now.
    source: String,
}

impl From<Chosen> for ChosenBody {
    fn from(chosen: Chosen) -> Self {
        Self {
            id: chosen.id,
            name: chosen.name,
            heading: chosen.heading,
            chosen_at: chosen.chosen_at.to_string(),
            missing_since: chosen.missing_since.map(|at| at.to_string()),
        }
    }
}

impl From<Source> for SourceBody {
    fn from(source: Source) -> Self {
        Self { id: source.id, name: source.name, heading: source.heading }
    }
}

impl From<&'static ReferralSource> for WantedBody {
    fn from(wanted: &'static ReferralSource) -> Self {
        Self { name: &wanted.name, heading: &wanted.heading, how: &wanted.how, link: &wanted.link }
    }
}

async fn seen(web: &Web, visitor: &SignedIn, id: ConnectionId) -> Result<Json<ReferralSourceBody>, Problem> {
    let seen = view(web, &visitor.actor, id).await?;
    Ok(Json(ReferralSourceBody {
        suggested: seen.suggested().cloned().map(Into::into),
        chosen: seen.chosen.map(Into::into),
        wanted: seen.wanted.into(),
        sources: seen.found.map_err(Error::from)?.into_iter().map(Into::into).collect(),
    }))
}

/// Looks for the sources, and says which one referrals have.
#[utoipa::path(
    get,
    path = "/api/v1/connections/{id}/referral-source",
    tag = "connections",
    params(("id" = Uuid, Path, description = "The connection")),
    responses(
        (status = 200, description = "What was chosen, and what is there", body = ReferralSourceBody),
        (status = 404, description = "No such connection, or its system has no list of sources", body = Problem),
        (status = 409, description = "The connection is disconnected", body = Problem),
        (status = 502, description = "The sources can't be looked at", body = Problem),
    )
)]
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Json<ReferralSourceBody>, Problem> {
    seen(&web, &visitor, ConnectionId(id)).await
}

/// Chooses the source that referrals have from now on.
#[utoipa::path(
    put,
    path = "/api/v1/connections/{id}/referral-source",
    tag = "connections",
    params(("id" = Uuid, Path, description = "The connection")),
    request_body = NewReferralSource,
    responses(
        (status = 200, description = "It is chosen", body = ReferralSourceBody),
        (status = 404, description = "No such connection, or its system has no list of sources", body = Problem),
        (status = 409, description = "The connection is disconnected", body = Problem),
        (status = 422, description = "There is no such source", body = Problem),
        (status = 502, description = "The sources can't be looked at", body = Problem),
    )
)]
pub async fn put(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<Uuid>,
    body: Result<Json<NewReferralSource>, JsonRejection>,
) -> Result<Json<ReferralSourceBody>, Problem> {
    let Json(wish) = body.map_err(|rejection| Error::field("body", rejection.body_text()))?;
    choose(&web, &visitor.actor, ConnectionId(id), &wish.source).await?;
    seen(&web, &visitor, ConnectionId(id)).await
}
