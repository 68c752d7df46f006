//! The app's own settings: where the vendor sends what happens, and where people may be sent back to.

use std::sync::Arc;

use axum::{
    Form,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use connect::World;
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use super::{escape, page, page_with};
use crate::slack::sandbox::notify;

/// The form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addresses {
    request_url: String,
    redirect_url: String,
}

/// `GET /apps`
pub async fn show(State(world): State<Arc<World>>) -> Response {
    world.read(|documents| {
        let app = &documents["app"];
        let text = |value: &Value| escape(value.as_str().unwrap_or_default());
        let verified = match (app["request_url"].as_str().unwrap_or_default(), app["verified"] == true) {
            ("", _) => "There is no address yet.",
            (_, true) => "Verified: the address gave the challenge back.",
            (_, false) => "Not verified: the address did not give the challenge back, or not yet. Look again in a moment.",
        };
        page(
            "The app’s addresses",
            &format!(
                "<dl><dt>Client ID</dt><dd><code>{}</code></dd><dt>Client secret</dt><dd><code>{}</code></dd><dt>Signing secret</dt><dd><code>{}</code></dd></dl>\
                 <form method=\"post\" action=\"/apps\"><label>Request URL of interactivity and events <input name=\"request_url\" value=\"{}\"></label>\
                 <label>Redirect URL <input name=\"redirect_url\" value=\"{}\"></label><button class=\"primary\">Save</button></form><p role=\"status\">{verified}</p>",
                text(&app["client_id"]),
                text(&app["client_secret"]),
                text(&app["signing_secret"]),
                text(&app["request_url"]),
                text(&app["redirect_urls"][0]),
            ),
        )
    })
}

/// `POST /apps`
pub async fn change(State(world): State<Arc<World>>, Form(form): Form<Addresses>) -> Response {
    match save(&world, &form.request_url, &form.redirect_url) {
        Ok(()) => Redirect::to("/apps").into_response(),
        Err(why) => {
            page_with(StatusCode::BAD_REQUEST, "Nothing was saved", &format!("<p>{}</p>", escape(&why)))
        }
    }
}

/// Keeps the addresses, and asks the one for requests to prove itself.
///
/// # Errors
/// A sentence, where one is no address.
pub fn save(world: &World, request_url: &str, redirect_url: &str) -> Result<(), String> {
    let now = world.clock.now();
    for address in [request_url, redirect_url] {
        let known = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        known
            .ok_or_else(|| format!("“{address}” is not an address that begins with http:// or https://."))?;
    }
    world.change(|documents| {
        documents["app"]["request_url"] = request_url.into();
        documents["app"]["redirect_urls"] = json!([redirect_url]);
        notify::challenge(documents, now);
    });
    Ok(())
}

/// The beginning of an address, below which people may be sent back.
pub fn origin(address: &str) -> String {
    Url::parse(address).map(|url| url.origin().ascii_serialization()).unwrap_or_default()
}
