//! The app's own page, as a member sees it. Opening it is an event.

use std::sync::Arc;

use axum::{
    extract::{Query, State},
    response::Response,
};
use connect::World;
use serde_json::json;

use super::{
    choose_person,
    client::{Who, chosen},
    content::content,
    page,
};
use crate::slack::sandbox::notify;

/// `GET /client/home`
pub async fn show(State(world): State<Arc<World>>, Query(who): Query<Who>) -> Response {
    let now = world.clock.now();
    world.change(|documents| {
        let person = chosen(documents, &who.person);
        let event = json!({
            "type": "app_home_opened",
            "user": person,
            "tab": "home",
            "event_ts": format!("{}.000001", now.as_second()),
        });
        notify::event(documents, event, now);
        let choose = choose_person(documents, "/client/home", &person, "");
        let view = &documents["views"][&person];
        let told = match view.is_null() {
            true => "<p>The app shows nothing here yet. Look again in a moment.</p>".to_owned(),
            false => content(view, &|_| String::new()),
        };
        page("Gangway’s own page", &format!("{choose}{told}"))
    })
}
