//! `oauth.v2.access`: a code becomes a token, once.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{RawQuery, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use connect::World;
use serde_json::{Value, json};

use crate::slack::sandbox::{
    args::Args,
    errors::{Answer, Refusal},
    seed,
};

/// The method, which takes no token but the app's own id and secret.
pub async fn exchange(
    State(world): State<Arc<World>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let args = Args::read(query.as_deref().unwrap_or_default(), &headers, &body, false);
    match args.and_then(|args| answer(&world, &headers, &args)) {
        Ok(answer) => Json(answer).into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

fn answer(world: &World, headers: &HeaderMap, args: &Args) -> Answer {
    args.only(
        &["client_id", "client_secret", "code", "redirect_uri"],
        &["grant_type", "refresh_token", "code_verifier"],
    )?;
    let (id, secret) = basic(headers).unwrap_or_else(|| {
        let text = |name| args.text(name).unwrap_or_default().to_owned();
        (text("client_id"), text("client_secret"))
    });
    let now = world.clock.now();
    world.change(|documents| {
        let app = &documents["app"];
        if app["client_id"] != id.as_str() {
            return Err(Refusal::Word("invalid_client_id"));
        }
        if app["client_secret"] != secret.as_str() {
            return Err(Refusal::Word("bad_client_secret"));
        }
        let code = args.text("code").ok_or(Refusal::Word("invalid_code"))?.to_owned();
        let kept = documents["codes"][&code].clone();
        let late = kept["until"].as_i64().is_none_or(|until| until < now.as_second());
        if kept.is_null() || late {
            return Err(Refusal::Word("invalid_code"));
        }
        if kept["used"] == true {
            return Err(Refusal::Word("code_already_used"));
        }
        if args.text("redirect_uri") != kept["redirect_uri"].as_str() {
            return Err(Refusal::Word("bad_redirect_uri"));
        }
        documents["codes"][&code]["used"] = true.into();
        let scopes = kept["scopes"].as_array().into_iter().flatten();
        let scopes: Vec<_> = scopes.filter_map(|scope| scope.as_str().map(str::to_owned)).collect();
        let member = kept["user"].as_str().unwrap_or_default();
        let token = super::install(documents, member, &scopes, now);
        Ok(granted(documents, member, &token))
    })
}

fn granted(documents: &Value, member: &str, token: &str) -> Value {
    let scopes = documents["tokens"][token]["scopes"].as_array().into_iter().flatten();
    let scopes: Vec<_> = scopes.filter_map(Value::as_str).collect();
    json!({
        "ok": true,
        "access_token": token,
        "token_type": "bot",
        "scope": scopes.join(","),
        "bot_user_id": seed::BOT_USER,
        "app_id": documents["app"]["id"],
        "team": {"id": documents["team"]["id"], "name": documents["team"]["name"]},
        "enterprise": null,
        "authed_user": {"id": member},
        "is_enterprise_install": false,
    })
}

fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Basic ")?;
    let pair = String::from_utf8(STANDARD.decode(value).ok()?).ok()?;
    let (id, secret) = pair.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}
