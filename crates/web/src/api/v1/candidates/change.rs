//! `PATCH /api/v1/candidates/{id}`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::hiring::edit_candidate::{edit_candidate, get};

use super::{CandidateBody, SaidOfCandidate, show::candidate};
use crate::{
    Web,
    api::{
        answer::{one, unless_changed},
        call::{Named, Sent},
        problem::Problem,
    },
    session::SignedIn,
};

/// Changes what is known of a candidate: what is said, and nothing else.
#[utoipa::path(
    patch,
    path = "/api/v1/candidates/{id}",
    tag = "candidates",
    params(("id" = Uuid, Path, description = "The candidate")),
    request_body = SaidOfCandidate,
    responses((status = 200, description = "The candidate as it stands now", body = CandidateBody))
)]
pub async fn change(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Named(id): Named,
    Sent(said): Sent<SaidOfCandidate>,
) -> Result<Response, Problem> {
    unless_changed(&headers, &candidate(&web, &visitor, id).await?)?;
    let before = get(&web, &visitor.actor, id.into()).await?.profile;
    edit_candidate(&web, &visitor.actor, id.into(), &said.over(before)?).await?;
    one(&HeaderMap::new(), None, &candidate(&web, &visitor, id).await?)
}
