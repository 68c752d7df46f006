//! `POST /api/v1/candidates`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::{Error, hiring::add_candidate::add_candidate};
use model::candidate::Profile;

use super::{CandidateBody, SaidOfCandidate, show::candidate};
use crate::{
    Web,
    api::{answer::made, call::Sent, once::required, problem::Problem},
    session::SignedIn,
};

/// Adds a candidate. Somebody who may be the same person is no obstacle.
#[utoipa::path(
    post,
    path = "/api/v1/candidates",
    tag = "candidates",
    request_body = SaidOfCandidate,
    responses((status = 201, description = "The candidate that was added", body = CandidateBody))
)]
pub async fn create(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Sent(said): Sent<SaidOfCandidate>,
) -> Result<Response, Problem> {
    required(&headers)?;
    let mut profile = said.over(Profile::default())?;
    if let Some(source) = visitor.key.as_ref().and_then(|key| key.source()) {
        if !profile.source.is_empty() && profile.source != source {
            let sentence = format!("What this key makes comes from “{source}”; leave the source out.");
            return Err(Error::field("source", sentence).into());
        }
        profile.source = source.to_owned();
    }
    let id = add_candidate(&web, &visitor.actor, &profile).await?;
    let body = candidate(&web, &visitor, id.into()).await?;
    made(format!("/api/v1/candidates/{id}"), &body)
}
