//! `GET /api/v1/candidates`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::{
    Error,
    hiring::records::{self, After, Filter},
};
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::CandidateBody;
use crate::{
    Web,
    api::{
        answer::{Page, page},
        call::{Asked, limit},
        problem::Problem,
    },
    session::SignedIn,
};

/// Which candidates are asked for: those that meet all that is named.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Ask {
    /// Words that stand in their name, e-mail address, phone number or headline.
    search: Option<String>,
    /// With this tag.
    tag: Option<Uuid>,
    /// From this source.
    source: Option<String>,
    /// With an application for this job.
    job: Option<Uuid>,
    /// The `next` of the page before.
    after: Option<String>,
    /// How many at most, up to 100.
    limit: Option<u64>,
    /// The fields to be given, apart by commas; all where it is missing.
    fields: Option<String>,
}

fn place(cursor: &str) -> Option<After> {
    let (millis, id) = cursor.split_once('.')?;
    let created_at = Timestamp::from_millisecond(millis.parse().ok()?).ok()?;
    Some(After { created_at, id: id.parse().ok()? })
}

/// Lists candidates, newest first.
#[utoipa::path(
    get,
    path = "/api/v1/candidates",
    tag = "candidates",
    params(Ask),
    responses((status = 200, description = "A page of candidates", body = Page<CandidateBody>))
)]
pub async fn list(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Asked(ask): Asked<Ask>,
) -> Result<Response, Problem> {
    let wrong = || Error::field("after", "Give the “next” of the page before, as it was.");
    let after = ask.after.as_deref().map(|cursor| place(cursor).ok_or_else(wrong)).transpose()?;
    let filter = Filter {
        text: ask.search.unwrap_or_default(),
        tag: ask.tag.map(Into::into),
        source: ask.source,
        job: ask.job.map(Into::into),
        ..Filter::default()
    };
    let limit = limit(ask.limit)?;
    let found = records::candidates(&web, &visitor.actor, &filter, after, limit).await?;
    let next = found.items.last().filter(|_| found.more);
    let next = next.map(|(candidate, made)| format!("{}.{}", made.as_millisecond(), candidate.id));
    let items = found.items.into_iter().map(|(candidate, _)| candidate.into()).collect();
    page(&headers, ask.fields.as_deref(), Page::<CandidateBody> { items, next })
}
