//! One way for every call: whose it is, what it points to, and who answers.

use std::sync::Arc;

use axum::{
    body::{self, Body, Bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use connect::World;
use serde_json::Value;

use super::{auth, candidates, company, files, history, lists, projects, refusal::Refusal, render::Answer};

/// More than any call carries.
const LARGEST_BODY: usize = 64 * 1024 * 1024;

/// What every handler gets.
pub struct Called<'a> {
    /// The documents.
    pub world: &'a World,
    /// The name of the credential.
    pub credential: String,
    /// The address.
    pub uri: Uri,
    /// The body.
    pub body: Bytes,
}

impl Called<'_> {
    /// The attributes of the record that the call carries, which has to be of one of these kinds.
    ///
    /// # Errors
    /// 400 for a body that is no such document, 409 for a record of another kind, as JSON:API has it.
    pub fn attributes(&self, kinds: &[&str]) -> Result<Value, Refusal> {
        let document: Value = serde_json::from_slice(&self.body)
            .map_err(|_| Refusal::malformed("The body is no JSON document"))?;
        let data = &document["data"];
        if !data.is_object() {
            return Err(Refusal::malformed("The body has no data"));
        }
        let kind = data["type"].as_str().unwrap_or_default();
        if !kinds.contains(&kind) {
            let detail = format!("The type is {}, not “{kind}”", kinds[0]);
            return Err(Refusal::new(StatusCode::CONFLICT, "Wrong type", detail));
        }
        let unknown = data.as_object().into_iter().flatten().map(|(name, _)| name.as_str());
        if let Some(name) = unknown.into_iter().find(|name| !["type", "id", "attributes"].contains(name)) {
            return Err(Refusal::malformed(&format!("{name} is not part of this call")));
        }
        Ok(data["attributes"].clone())
    }
}

/// Answers a call.
pub async fn answer(State(world): State<Arc<World>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let done = async {
        let body = sent(body).await?;
        let (method, uri, headers) = (parts.method, parts.uri, parts.headers);
        let now = world.clock.now();
        let credential =
            world.read(|documents| auth::check(documents, now, &method, &uri, &headers, &body))?;
        speaks(&headers, &body)?;
        let called = Called { world: &world, credential, uri, body };
        carry_out(&method, &called)
    };
    done.await.unwrap_or_else(|refusal| refusal.into_response())
}

async fn sent(body: Body) -> Result<Bytes, Refusal> {
    let too_large = |_| Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "Too large", "The body is too large");
    body::to_bytes(body, LARGEST_BODY).await.map_err(too_large)
}

/// Both of the vendor's clients ask for JSON:API; one of them sends plain JSON.
fn speaks(headers: &HeaderMap, body: &[u8]) -> Result<(), Refusal> {
    let of = |name: header::HeaderName| {
        headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    };
    let accept = of(header::ACCEPT);
    if !accept.contains("application/vnd.api+json") && !accept.contains("*/*") {
        let detail = "The API answers with application/vnd.api+json only";
        return Err(Refusal::new(StatusCode::NOT_ACCEPTABLE, "Not acceptable", detail));
    }
    let kind = of(header::CONTENT_TYPE);
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !body.is_empty() && !["application/vnd.api+json", "application/json"].contains(&kind) {
        let detail = "The body has to be application/vnd.api+json";
        return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Unsupported media type", detail));
    }
    Ok(())
}

fn carry_out(method: &Method, called: &Called) -> Answer {
    let path = called.uri.path().trim_matches('/').to_owned();
    let parts: Vec<&str> = path.split('/').collect();
    let [version, parts @ ..] = parts.as_slice() else { return Err(Refusal::not_found()) };
    if !["v1", "v2"].contains(version) {
        return Err(Refusal::not_found());
    }
    match (method.as_str(), parts) {
        ("GET", ["candidates"]) => candidates::list(called),
        ("POST", ["candidates"]) => candidates::make(called),
        ("GET", ["candidates", id]) => candidates::one(called, id),
        ("PATCH", ["candidates", id]) => candidates::change(called, id),
        ("GET", ["candidates", id, "activities"]) => history::list(called, id),
        ("POST", ["candidates", id, "activities"]) => history::add(called, id),
        ("GET", ["candidates", id, "attachments"]) => files::list(called, id),
        ("POST", ["candidates", id, "attachments"]) => files::add(called, id),
        ("GET", ["candidate_custom_fields"]) => company::custom_fields(called),
        ("GET", ["jobs"]) => company::jobs(called),
        ("GET", ["job_departments"]) => company::departments(called),
        ("GET", ["job_locations", "cities"]) => company::cities(called),
        ("GET", ["lists"]) => lists::all(called),
        ("GET", ["lists", id, "candidates"]) => lists::members(called, id),
        ("POST", ["lists", id, "relationships", "candidates"]) => lists::change(called, id, true),
        ("DELETE", ["lists", id, "relationships", "candidates"]) => lists::change(called, id, false),
        ("GET", ["projects"]) => projects::all(called),
        ("GET", ["projects", id, "stages"]) => projects::stages(called, id),
        ("GET", ["projects", id, "candidates"]) => projects::members(called, id),
        ("POST", ["projects", id, "candidates"]) => projects::add(called, id),
        (_, ["themes", ..] | ["public", "messages", ..] | ["openapi"]) => {
            Err(Refusal::unbuilt(&format!("{method} /{path}")))
        }
        _ => Err(Refusal::not_found()),
    }
}
