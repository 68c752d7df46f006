//! Asking those who decide about apps for one.

use std::sync::Arc;

use axum::{Form, extract::State, http::StatusCode, response::Response};
use connect::World;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Standing, authorize::Wish, standing};
use crate::slack::sandbox::{
    ids, notify,
    pages::{escape, page, page_with},
};

/// The form.
#[derive(Deserialize)]
pub struct Asking {
    #[serde(flatten)]
    wish: Wish,
    #[serde(default)]
    message: String,
}

/// `POST /oauth/v2/request`
pub async fn ask(State(world): State<Arc<World>>, Form(form): Form<Asking>) -> Response {
    let now = world.clock.now();
    let outcome = world.change(|documents| {
        let asked = form.wish.check(documents)?;
        if standing(documents, &asked.person, &asked.scopes) != Standing::MustAsk {
            return Err(
                "There is nothing to ask for: the app may be installed, was asked for, or is restricted."
                    .to_owned(),
            );
        }
        let request = json!({
            "id": ids::new(documents, "Ar"),
            "user": asked.person,
            "message": form.message,
            "scopes": asked.scopes,
            "at": now.as_second(),
            "state": "waiting",
        });
        if let Some(requests) = documents["requests"].as_array_mut() {
            requests.push(request);
        }
        let name = documents["users"][&asked.person]["real_name"].as_str().unwrap_or_default().to_owned();
        for admin in admins(documents) {
            let text = format!("{name} asks to install Gangway. Decide under /admin/apps.");
            notify::slackbot(documents, &admin, &text, now);
        }
        Ok(asked.back)
    });
    match outcome {
        Ok(back) => page(
            "Request sent",
            &format!(
                "<p>Your request was sent to the owners and app managers. Slackbot tells you when they decide; then install the app again.</p>\
                 <p><a href=\"{}\">Back to Gangway</a></p>",
                escape(&back.origin().ascii_serialization())
            ),
        ),
        Err(why) => {
            page_with(StatusCode::BAD_REQUEST, "Something went wrong", &format!("<p>{}</p>", escape(&why)))
        }
    }
}

fn admins(documents: &Value) -> Vec<String> {
    let users = documents["users"].as_object().into_iter().flatten();
    users.filter(|(_, user)| user["is_admin"] == true).map(|(id, _)| id.clone()).collect()
}
