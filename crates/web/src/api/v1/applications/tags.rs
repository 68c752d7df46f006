//! `PUT /api/v1/applications/{id}/tags`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::{
    Error,
    hiring::{records::tag_called, set_tags::set_tags},
};
use model::TagId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{ApplicationBody, show::application};
use crate::{
    Web,
    api::{
        answer::{one, unless_changed},
        call::{Named, Sent},
        problem::Problem,
    },
    session::SignedIn,
};

/// The most tags that are given at once.
const MOST: usize = 50;

/// The tags as a whole.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Tags {
    /// Each by its name or its identifier.
    #[schema(max_items = 50)]
    pub tags: Vec<String>,
}

/// Gives the person these tags and takes off every other. Tags are the person's, whichever application they came by.
#[utoipa::path(
    put,
    path = "/api/v1/applications/{id}/tags",
    tag = "applications",
    params(("id" = Uuid, Path, description = "The application")),
    request_body = Tags,
    responses((status = 200, description = "The application with its tags", body = ApplicationBody))
)]
pub async fn put(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Named(id): Named,
    Sent(said): Sent<Tags>,
) -> Result<Response, Problem> {
    let before = application(&web, &visitor, id).await?;
    unless_changed(&headers, &before)?;
    let tags = wanted(&web, &visitor, &said).await?;
    set_tags(&web, &visitor.actor, before.candidate.into(), &tags).await?;
    one(&HeaderMap::new(), None, &application(&web, &visitor, id).await?)
}

/// The tags that are named, which have to be there.
///
/// # Errors
/// 422 at `tags`.
pub(in crate::api::v1) async fn wanted(
    web: &Web,
    visitor: &SignedIn,
    said: &Tags,
) -> Result<Vec<TagId>, Problem> {
    if said.tags.len() > MOST {
        return Err(Error::field("tags", format!("Give at most {MOST} tags.")).into());
    }
    let mut tags = Vec::new();
    for called in &said.tags {
        match tag_called(web, &visitor.actor, called).await {
            Err(Error::NotFound(_)) => {
                return Err(
                    Error::field("tags", format!("There is no tag “{called}”; make it first.")).into()
                );
            }
            found => tags.push(found?),
        }
    }
    Ok(tags)
}
