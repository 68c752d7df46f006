//! `/jobs/{id}/screening/waiting`: how much is still to be scored, for a page that asks again and again.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{Html, IntoResponse},
};
use engine::screening::waiting;
use model::JobId;

use super::head::Head;
use crate::{Web, failure::Page, session::SignedIn};

#[derive(Template)]
#[template(path = "screening/waiting_part.html")]
struct WaitingPart {
    head: Head,
    waiting: u64,
    enabled: bool,
}

pub(super) async fn show(State(web): State<Web>, visitor: SignedIn, Path(id): Path<JobId>) -> Page {
    let waiting = waiting::of_job(&web, &visitor.actor, id).await?.stale;
    if waiting == 0 {
        // What was waited for is there: the page shows it anew.
        return Ok([("hx-refresh", "true")].into_response());
    }
    let head = Head::of(&web, &visitor.actor, id, "people").await?;
    let part = WaitingPart { head, waiting, enabled: true };
    Ok(Html(part.render().unwrap_or_default()).into_response())
}
