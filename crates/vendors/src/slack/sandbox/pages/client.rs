//! The conversations of one member with the app and with Slackbot, and the buttons in them.

use std::sync::Arc;

use axum::{
    Form,
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use connect::World;
use serde::Deserialize;
use serde_json::Value;

use super::{choose_person, content::content, escape, page_under_way, page_with};
use crate::slack::sandbox::press::{self, Press};

/// Who looks.
#[derive(Deserialize)]
pub struct Who {
    /// The member.
    #[serde(default, rename = "as")]
    pub person: String,
}

/// The member who looks: the one chosen, or the first to whom anybody wrote.
pub fn chosen(documents: &Value, person: &str) -> String {
    if documents["users"][person].is_object() {
        return person.to_owned();
    }
    let mut channels = documents["channels"].as_object().into_iter().flatten();
    let written = channels.next().and_then(|(_, channel)| channel["user"].as_str());
    let first =
        || documents["users"].as_object()?.keys().find(|id| id.starts_with("U01")).map(String::as_str);
    written.or_else(first).unwrap_or_default().to_owned()
}

/// `GET /client`
pub async fn show(State(world): State<Arc<World>>, Query(who): Query<Who>) -> Response {
    world.read(|documents| {
        let person = chosen(documents, &who.person);
        let choose = choose_person(documents, "/client", &person, "");
        let channels = documents["channels"].as_object().into_iter().flatten();
        let own = channels.filter(|(_, channel)| channel["user"] == person.as_str());
        let told: String = own.map(|(id, channel)| conversation(documents, &person, id, channel)).collect();
        let told = if told.is_empty() { "<p>Nobody wrote to this person.</p>".into() } else { told };
        let home = format!(
            "<p><a href=\"/client/home?as={}\">Gangway’s own page, as this person sees it</a></p>",
            escape(&person)
        );
        page_under_way("Messages", &format!("{choose}{home}{told}"), under_way(documents))
    })
}

fn under_way(documents: &Value) -> bool {
    let mut deliveries = documents["deliveries"].as_array().into_iter().flatten();
    deliveries.any(|one| one["kind"] == "interaction" && one["state"] == "waiting")
}

fn conversation(documents: &Value, person: &str, id: &str, channel: &Value) -> String {
    let with = if channel["with"] == "app" { "Gangway" } else { "Slackbot" };
    let messages = documents["messages"][id].as_array().into_iter().flatten().rev();
    let messages: String = messages.map(|message| shown(documents, person, id, message)).collect();
    format!("<section><h2>{with}</h2>{messages}</section>")
}

fn shown(documents: &Value, person: &str, channel: &str, message: &Value) -> String {
    let ts = message["ts"].as_str().unwrap_or_default();
    let button = |button: &Value| {
        let style = if button["style"] == "primary" { " class=\"primary\"" } else { "" };
        format!(
            "<form method=\"post\" action=\"/client/press\"><input type=\"hidden\" name=\"as\" value=\"{}\">\
             <input type=\"hidden\" name=\"channel\" value=\"{}\"><input type=\"hidden\" name=\"ts\" value=\"{}\">\
             <button{style} name=\"action_id\" value=\"{}\">{}</button></form>",
            escape(person),
            escape(channel),
            escape(ts),
            escape(button["action_id"].as_str().unwrap_or_default()),
            escape(button["text"]["text"].as_str().unwrap_or_default()),
        )
    };
    let edited = if message["edited"].is_null() { "" } else { " <span class=\"quiet\">(edited)</span>" };
    format!(
        "<article data-ts=\"{}\">{}{edited}{}</article>",
        escape(ts),
        content(message, &button),
        pressed(documents, channel, ts)
    )
}

/// How the last press went.
fn pressed(documents: &Value, channel: &str, ts: &str) -> &'static str {
    let mut deliveries = documents["deliveries"].as_array().into_iter().flatten().rev();
    let last = deliveries.find(|one| {
        one["kind"] == "interaction" && one["about"]["channel"] == channel && one["about"]["ts"] == ts
    });
    match last.and_then(|last| last["state"].as_str()) {
        Some("waiting") => "<p class=\"quiet\" role=\"status\">…</p>",
        Some("failed") => {
            "<p class=\"notice\" role=\"alert\">⚠ The app did not answer well within 3 seconds. Press again in a while.</p>"
        }
        _ => "",
    }
}

/// `POST /client/press`
pub async fn press(State(world): State<Arc<World>>, Form(wish): Form<Press>) -> Response {
    match press::press(&world, &wish) {
        Ok(_) => Redirect::to(&format!("/client?as={}", wish.member)).into_response(),
        Err(why) => {
            page_with(StatusCode::CONFLICT, "Nothing was pressed", &format!("<p>{}</p>", escape(&why)))
        }
    }
}
