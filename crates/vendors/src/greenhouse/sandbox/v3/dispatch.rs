//! One way for every call: whose it is, whether it is one too many, and who answers.

use std::sync::Arc;

use axum::{
    body::{self, Body},
    extract::{Request, State},
    http::{Method, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde_json::{Map, Value};

use super::{
    LARGEST_BODY,
    caller::Caller,
    desk::Desk,
    errors::{Answer, Refusal},
    lists::List,
    operations::{self, Operation},
    page,
    shown::{self, Scene, Shown},
    write::{Done, Write},
};
use crate::greenhouse::sandbox::rows;

/// Answers a call below `/v3`.
pub async fn answer(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let now = desk.world.clock.now();
    let caller = desk.world.read(|documents| Caller::of(documents, &request, now));
    let who = caller.as_ref().map_or("", |caller| &caller.client);
    let left = desk.usage.count(&desk.world, "v3", 30, who);
    let answered = match (left.filter(|left| left.is_over), caller) {
        (Some(left), _) => Err(Refusal::too_many(left.wait())),
        (None, Err(refusal)) => Err(refusal),
        (None, Ok(caller)) => route(&desk, &caller, request).await,
    };
    let mut response = answered.unwrap_or_else(Refusal::into_response);
    if let Some(left) = left {
        left.tell(response.headers_mut());
    }
    response
}

async fn route(desk: &Desk, caller: &Caller, request: Request) -> Answer {
    let path = request.uri().path().strip_prefix("/v3/").unwrap_or_default().to_owned();
    let query = request.uri().query().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').collect();
    let id = parts.get(1).and_then(|id| id.parse::<u64>().ok());
    if let (&Method::GET, [name]) = (request.method(), &parts[..])
        && let Some(list) = List::find(name)
    {
        return page::list(desk, caller, list, query);
    }
    match (request.method(), &parts[..]) {
        (&Method::GET, ["rejection_reasons", _]) => {
            insist_on_no(query)?;
            return page::rejection_reason(desk, caller, id.ok_or_else(Refusal::not_found)?);
        }
        (&Method::GET, ["bulk_requests", uuid]) => {
            insist_on_no(query)?;
            return page::bulk_request(desk, caller, uuid);
        }
        _ => {}
    }
    let call = call(request.method(), &parts, id);
    if operations::UNBUILT.contains(&call.as_str()) {
        return Err(Refusal::unbuilt(&format!("{} /v3/{path}", request.method())));
    }
    let operation = Operation::find(&call).ok_or_else(Refusal::not_found)?;
    caller.insist(&format!("harvest:{}", operation.scope))?;
    insist_on_no(query)?;
    let body = sent(request).await?;
    write(desk, caller, operation, id.unwrap_or_default(), &body)
}

/// Nothing but a list takes parameters.
fn insist_on_no(query: &str) -> Result<(), Refusal> {
    let names: Vec<_> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    if query.is_empty() {
        return Ok(());
    }
    Err(Refusal::unprocessable(format!("Invalid query params: {}", names.join(", "))))
}

/// `POST applications/{id}/move`
fn call(method: &Method, parts: &[&str], id: Option<u64>) -> String {
    let mut parts = parts.to_vec();
    if id.is_some() {
        parts[1] = "{id}";
    }
    format!("{method} {}", parts.join("/"))
}

/// The object that a write sends; an empty one where nothing was sent.
async fn sent(request: Request<Body>) -> Result<Map<String, Value>, Refusal> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let is_json = kind.is_some_and(|kind| kind.to_lowercase().starts_with("application/json"));
    let body = body::to_bytes(request.into_body(), LARGEST_BODY).await.map_err(|_| Refusal::too_large())?;
    if body.is_empty() {
        return Ok(Map::new());
    }
    if !is_json {
        return Err(Refusal::unprocessable("The body has to be application/json."));
    }
    serde_json::from_slice(&body)
        .map_err(|error| Refusal::unprocessable(format!("The body is no object: {error}")))
}

fn write(desk: &Desk, caller: &Caller, operation: &Operation, id: u64, body: &Map<String, Value>) -> Answer {
    desk.world.change(|documents| {
        let now = desk.world.clock.now();
        let done = (operation.does)(&mut Write { documents, now, user: caller.user }, id, body)?;
        let scene = Scene { documents, now, base: &caller.base };
        let show = |status, name, id| {
            let list = List::find(name).ok_or_else(Refusal::not_found)?;
            let row = rows::find(documents, name, id).ok_or_else(|| Refusal::no_row(name, id))?;
            Ok(shown::answer(status, &Shown { scene, list, row, fields: None }))
        };
        match done {
            Done::Made(name, id) => show(StatusCode::CREATED, name, id),
            Done::Told(body) => Ok(shown::answer(StatusCode::CREATED, &body)),
            Done::Changed(name, id) => show(StatusCode::OK, name, id),
            Done::Nothing => Ok(StatusCode::NO_CONTENT.into_response()),
        }
    })
}
