//! What a call brings along, read strictly: what can't be read is a problem that names it.

use axum::{
    Json,
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Path, Query, Request},
    http::{header, request::Parts},
};
use engine::{Error, hiring::records::MOST};
use serde::{Deserialize, de::DeserializeOwned};
use utoipa::IntoParams;
use uuid::Uuid;

use super::problem::Problem;

/// How many records a page has where the call does not say.
const USUAL: u64 = 50;

/// The identifier in the path.
pub struct Named(pub Uuid);

/// The two identifiers in the path, in their order.
pub struct Both(pub Uuid, pub Uuid);

/// The query, whose names are all known.
pub struct Asked<T>(pub T);

/// The body, whose fields are all known.
pub struct Sent<T>(pub T);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let found = Path::<Uuid>::from_request_parts(parts, state).await;
        found.map(|Path(id)| Self(id)).map_err(|_| Error::NotFound("record").into())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Both {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let found = Path::<(Uuid, Uuid)>::from_request_parts(parts, state).await;
        found.map(|Path((one, two))| Self(one, two)).map_err(|_| Error::NotFound("record").into())
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        if parts.uri.query().is_some_and(|query| query.contains("%00")) {
            return Err(nothing("query"));
        }
        let found = Query::<T>::from_request_parts(parts, state).await;
        found.map(|Query(asked)| Self(asked)).map_err(|why| Error::field("query", why.body_text()).into())
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Sent<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("application/json")) {
            return Err(Error::field("body", "Send JSON, and say so: Content-Type: application/json.").into());
        }
        let bytes =
            Bytes::from_request(request, state).await.map_err(|why| Problem::refused(why.status()))?;
        if bytes.windows(6).any(|six| six == b"\\u0000") {
            return Err(nothing("body"));
        }
        let found = Json::<T>::from_bytes(&bytes);
        found.map(|Json(sent)| Self(sent)).map_err(|why| Error::field("body", why.body_text()).into())
    }
}

/// The character that stands for nothing, which one of the databases does not keep.
fn nothing(field: &str) -> Problem {
    Error::field(field, "Leave the character U+0000 out; it can't be kept.").into()
}

/// Which part of one record is asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Part {
    /// The fields to be given, apart by commas; all where it is missing.
    pub fields: Option<String>,
}

/// How many records a page has.
///
/// # Errors
/// [`Error::Invalid`] at `limit`.
pub fn limit(asked: Option<u64>) -> Result<u64, Error> {
    match asked.unwrap_or(USUAL) {
        limit @ 1..=MOST => Ok(limit),
        _ => Err(Error::field("limit", format!("Ask for 1 to {MOST} at once."))),
    }
}

/// The record that a page begins behind.
///
/// # Errors
/// [`Error::Invalid`] at `after`.
pub fn after<T: std::str::FromStr>(cursor: Option<&str>) -> Result<Option<T>, Error> {
    let wrong = || Error::field("after", "Give the “next” of the page before, as it was.");
    cursor.map(|cursor| cursor.parse().map_err(|_| wrong())).transpose()
}
