//! `Idempotency-Key`: the same write again, with the same key, is done once and answered as it was.

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use engine::{
    Actor, Error,
    people::api_answer::{Answered, LONGEST_KEY, Turn, begin, call_hash, end, forget},
};
use uuid::Uuid;

use super::problem::Problem;
use crate::{Web, access::Access, router::LARGEST_BODY, session::SignedIn};

/// The header that carries the key.
pub const HEADER: &str = "idempotency-key";

/// The largest answer that is kept.
const LARGEST_ANSWER: usize = 1024 * 1024;

/// Does a write once for each key. A call without one, or by somebody whom the route does not admit, passes as it is.
pub async fn once(State((web, access)): State<(Web, Access)>, request: Request, next: Next) -> Response {
    let visitor = request.extensions().get::<SignedIn>().cloned();
    let (Some(visitor), true) = (&visitor, access.admits_visitor(visitor.as_ref())) else {
        return next.run(request).await;
    };
    let key = match key(request.headers()) {
        Ok(None) => return next.run(request).await,
        Ok(Some(key)) => key,
        Err(problem) => return problem.into_response(),
    };
    // Programs of one person don't know of each other's keys.
    let key = match &visitor.key {
        Some(program) => format!("{}/{key}", program.id),
        None => format!("session/{key}"),
    };
    let actor = visitor.actor.clone();
    // Goes on although the caller hangs up: else nobody would know whether it was done.
    let work = tokio::spawn(async move { keyed(&web, &actor, &key, request, next).await });
    match work.await {
        Ok(Ok(answer)) => answer,
        Ok(Err(problem)) => problem.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The key of a call, where it has one.
///
/// # Errors
/// 422 where it is empty or too long.
pub fn key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get(HEADER) else { return Ok(None) };
    let key = value.to_str().map(str::trim).unwrap_or_default();
    if key.is_empty() || key.len() > LONGEST_KEY {
        return Err(missing());
    }
    Ok(Some(key.to_owned()))
}

/// Refuses a call that makes something and has no key.
///
/// # Errors
/// 422.
pub fn required(headers: &HeaderMap) -> Result<(), Problem> {
    key(headers)?.map(|_| ()).ok_or_else(missing)
}

fn missing() -> Problem {
    let sentence = "Send an Idempotency-Key of up to 200 letters, so that a repeated call is done once.";
    Error::field("Idempotency-Key", sentence).into()
}

async fn keyed(
    web: &Web,
    actor: &Actor,
    key: &str,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
        return Err(Problem::refused(StatusCode::PAYLOAD_TOO_LARGE));
    };
    match begin(web, actor, key, &call(&parts, &body)).await? {
        Turn::Again(answered) => again(answered),
        Turn::UnderWay => {
            let detail = "The same write was begun before and its end is not known yet. Ask again in a moment; where \
                          that goes on, look whether it was done, and send it with another key if it was not.";
            Err(Problem::of(StatusCode::CONFLICT, "under_way", "Under way", detail))
        }
        Turn::Another => {
            let sentence = "This key was given to another write. Give each write a key of its own.";
            Err(Error::field("Idempotency-Key", sentence).into())
        }
        Turn::Begun(id) => first(web, id, Request::from_parts(parts, Body::from(body)), next).await,
    }
}

fn call(parts: &Parts, body: &[u8]) -> String {
    let method: &Method = &parts.method;
    call_hash(method.as_str(), parts.uri.path_and_query().map_or("/", |path| path.as_str()), body)
}

async fn first(web: &Web, id: Uuid, request: Request, next: Next) -> Result<Response, Problem> {
    let (parts, body) = next.run(request).await.into_parts();
    // After an error of ours it is not known whether it was done: the key stays begun.
    if parts.status.is_client_error() {
        forget(web, id).await?;
        return Ok(Response::from_parts(parts, body));
    }
    if !parts.status.is_success() {
        return Ok(Response::from_parts(parts, body));
    }
    let text = |bytes: &[u8]| (!bytes.is_empty()).then(|| String::from_utf8_lossy(bytes).into_owned());
    let bytes = to_bytes(body, LARGEST_ANSWER).await.unwrap_or_default();
    let location = parts.headers.get(header::LOCATION).and_then(|place| place.to_str().ok());
    let answered =
        Answered { status: parts.status.as_u16(), location: location.map(str::to_owned), body: text(&bytes) };
    end(web, id, &answered).await?;
    Ok(Response::from_parts(parts, Body::from(bytes)))
}

fn again(answered: Answered) -> Result<Response, Problem> {
    let status = StatusCode::from_u16(answered.status).unwrap_or(StatusCode::OK);
    if answered.body.is_none() && status != StatusCode::NO_CONTENT {
        let detail = "This write was done. What it was answered told of somebody who was erased meanwhile.";
        return Err(Problem::of(StatusCode::CONFLICT, "answer_erased", "Done before", detail));
    }
    let mut response = Response::new(answered.body.map(Body::from).unwrap_or_default());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert("idempotent-replayed", axum::http::HeaderValue::from_static("true"));
    if status != StatusCode::NO_CONTENT {
        headers.insert(header::CONTENT_TYPE, axum::http::HeaderValue::from_static("application/json"));
    }
    if let Some(place) = answered.location.and_then(|place| place.parse().ok()) {
        headers.insert(header::LOCATION, place);
    }
    Ok(response)
}
