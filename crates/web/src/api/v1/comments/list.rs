//! `GET /api/v1/candidates/{id}/comments`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::hiring::records;
use serde::Deserialize;
use utoipa::IntoParams;

use super::CommentBody;
use crate::{
    Web,
    api::{
        answer::{Page, page},
        call::{Asked, Named, after, limit},
        problem::Problem,
    },
    session::SignedIn,
};

/// Which comments are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Ask {
    /// The `next` of the page before.
    after: Option<String>,
    /// How many at most, up to 100.
    limit: Option<u64>,
    /// The fields to be given, apart by commas; all where it is missing.
    fields: Option<String>,
}

/// Lists the comments on a candidate, newest first.
#[utoipa::path(
    get,
    path = "/api/v1/candidates/{id}/comments",
    tag = "comments",
    params(("id" = Uuid, Path, description = "The candidate"), Ask),
    responses((status = 200, description = "A page of comments", body = Page<CommentBody>))
)]
pub async fn list(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Named(id): Named,
    Asked(ask): Asked<Ask>,
) -> Result<Response, Problem> {
    let (after, limit) = (after(ask.after.as_deref())?, limit(ask.limit)?);
    let found = records::comments(&web, &visitor.actor, id.into(), after, limit).await?;
    let next = found.items.last().filter(|_| found.more).map(|last| last.id.to_string());
    let items = found.items.into_iter().map(CommentBody::from).collect();
    page(&headers, ask.fields.as_deref(), Page { items, next })
}
