//! The addresses of the stand-in.

use std::sync::Arc;

use axum::{
    Json, Router,
    body::Bytes,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, HeaderValue, Method},
    middleware,
    response::{IntoResponse, Response},
    routing::{any, get},
};
use connect::World;
use serde_json::Value;

use super::{args::Args, auth::Caller, errors::Refusal, install, methods, pages};

/// Everything that the stand-in answers.
pub fn router(world: Arc<World>) -> Router {
    let people = Router::new()
        .route("/oauth/v2/authorize", get(install::authorize::show).post(install::authorize::decide))
        .route("/oauth/v2/request", axum::routing::post(install::request::ask))
        .route("/admin/apps", get(pages::admin::show).post(pages::admin::decide))
        .route("/apps", get(pages::app::show).post(pages::app::change))
        .route("/client", get(pages::client::show))
        .route("/client/press", axum::routing::post(pages::client::press))
        .route("/client/home", get(pages::home::show))
        .route("/page.css", get(pages::style))
        .layer(middleware::from_fn(pages::same_site));
    Router::new()
        .merge(people)
        .route("/api/oauth.v2.access", any(install::access::exchange))
        .route("/api/{method}", any(call))
        .fallback(async || Refusal::unbuilt("This address"))
        .with_state(world)
}

/// One call of the Web API.
async fn call(
    State(world): State<Arc<World>>,
    verb: Method,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(method) = methods::ALL.iter().find(|method| method.name == name) else {
        return Refusal::unbuilt(format!("The method {name}")).into_response();
    };
    if verb != Method::GET && verb != Method::POST {
        return Refusal::unbuilt(format!("The verb {verb}")).into_response();
    }
    let args = match Args::read(query.as_deref().unwrap_or_default(), &headers, &body, method.json) {
        Ok(args) => args,
        Err(refusal) => return refusal.into_response(),
    };
    let caller = match world.read(|documents| Caller::of(documents, &headers, &args)) {
        Ok(caller) => caller,
        Err(refusal) => return refusal.into_response(),
    };
    let answer = caller
        .insist(method.scope)
        .and_then(|()| args.only(method.built, method.unbuilt))
        .and_then(|()| (method.run)(&world, &caller, &args));
    said(&caller, answer)
}

fn said(caller: &Caller, answer: Result<Value, Refusal>) -> Response {
    let mut response = answer.map(Json).into_response();
    if let Ok(scopes) = HeaderValue::from_str(&caller.scopes.join(",")) {
        response.headers_mut().insert("x-oauth-scopes", scopes);
    }
    response
}
