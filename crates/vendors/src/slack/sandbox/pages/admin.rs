//! Where owners and app managers approve an app or restrict it.

use std::sync::Arc;

use axum::{
    Form,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use connect::World;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::{escape, page, page_with};
use crate::slack::sandbox::notify;

/// What is decided, or set.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    #[serde(default)]
    request: String,
    decision: String,
}

/// `GET /admin/apps`
pub async fn show(State(world): State<Arc<World>>) -> Response {
    world.read(|documents| {
        let required = documents["settings"]["require_app_approval"] == true;
        let (word, other, label) = match required {
            true => ("Members have to ask for apps.", "free", "Let members install apps"),
            false => ("Members may install apps.", "required", "Require approval of apps"),
        };
        let app = &documents["app"];
        let standing = match (app["installed"].is_null(), app["restricted"] == true) {
            (false, _) => "installed",
            (_, true) => "restricted",
            _ if app["approved_scopes"].is_array() => "approved, not installed",
            _ => "neither approved nor restricted",
        };
        let requests: String =
            documents["requests"].as_array().into_iter().flatten().rev().map(|one| request(documents, one)).collect();
        let requests = if requests.is_empty() { "<p>Nobody asked for an app.</p>".into() } else { requests };
        page(
            "Approval of apps",
            &format!(
                "<p>You decide here as an owner. {word}</p><form method=\"post\" action=\"/admin/apps\"><button name=\"decision\" value=\"{other}\">{label}</button></form>\
                 <p>Gangway is <strong>{standing}</strong>.</p><h2>Requests</h2>{requests}"
            ),
        )
    })
}

fn request(documents: &Value, one: &Value) -> String {
    let name = documents["users"][one["user"].as_str().unwrap_or_default()]["real_name"]
        .as_str()
        .unwrap_or_default();
    let scopes = one["scopes"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let scopes = scopes.collect::<Vec<_>>().join(", ");
    let message = one["message"].as_str().filter(|text| !text.is_empty()).unwrap_or("No message.");
    let act = match one["state"].as_str() {
        Some("waiting") => format!(
            "<form method=\"post\" action=\"/admin/apps\"><input type=\"hidden\" name=\"request\" value=\"{}\">\
             <button class=\"primary\" name=\"decision\" value=\"approve\">Approve</button><button name=\"decision\" value=\"restrict\">Restrict</button></form>",
            escape(one["id"].as_str().unwrap_or_default())
        ),
        state => format!("<p class=\"quiet\">{}</p>", escape(state.unwrap_or_default())),
    };
    format!(
        "<article><p><strong>{}</strong> asks for Gangway: {}</p><p class=\"quiet\"><code>{}</code></p>{act}</article>",
        escape(name),
        escape(message),
        escape(&scopes)
    )
}

/// `POST /admin/apps`
pub async fn decide(State(world): State<Arc<World>>, Form(form): Form<Decision>) -> Response {
    let now = world.clock.now();
    let outcome = world.change(|documents| match form.decision.as_str() {
        "required" | "free" => {
            documents["settings"]["require_app_approval"] = (form.decision == "required").into();
            Ok(())
        }
        "approve" | "restrict" => settle(documents, &form.request, form.decision == "approve", now),
        _ => Err("There is nothing like that to decide."),
    });
    match outcome {
        Ok(()) => Redirect::to("/admin/apps").into_response(),
        Err(why) => page_with(StatusCode::BAD_REQUEST, "Nothing was decided", &format!("<p>{why}</p>")),
    }
}

fn settle(documents: &mut Value, id: &str, approve: bool, now: Timestamp) -> Result<(), &'static str> {
    let mut requests = documents["requests"].as_array_mut().into_iter().flatten();
    let one = requests.find(|one| one["id"] == id && one["state"] == "waiting");
    let one = one.ok_or("There is no such request any more.")?;
    one["state"] = if approve { "approved" } else { "restricted" }.into();
    let (user, scopes) = (one["user"].as_str().unwrap_or_default().to_owned(), one["scopes"].clone());
    documents["app"]["restricted"] = (!approve).into();
    if approve {
        documents["app"]["approved_scopes"] = scopes;
    }
    let text = match approve {
        true => "Gangway was approved. You can install it now: begin again in Gangway.",
        false => "Gangway was restricted, so it can't be installed.",
    };
    notify::slackbot(documents, &user, text, now);
    Ok(())
}
