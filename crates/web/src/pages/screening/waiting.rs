//! `/jobs/{id}/screening/waiting`: how much is still to be scored, for a page that asks again and again.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{Html, IntoResponse},
};
use engine::screening::rescore;
use model::JobId;

use super::head::Head;
use crate::{Web, failure::Page, flash::done, pages::numbers::counted, session::SignedIn};

#[derive(Template)]
#[template(path = "screening/waiting_part.html")]
struct WaitingPart {
    head: Head,
    waiting: u64,
    known: u64,
    in_use: bool,
    enabled: bool,
}

/// Lets everybody of the job be scored again.
pub(super) async fn again(State(web): State<Web>, visitor: SignedIn, Path(id): Path<JobId>) -> Page {
    let said = match rescore::rescore(&web, &visitor.actor, id).await? {
        0 => "There is nobody to score again.".to_owned(),
        count => format!("{} scored again.", counted(count, "person is", "people are")),
    };
    Ok(done(&format!("/jobs/{id}/screening"), &said))
}

pub(super) async fn show(State(web): State<Web>, visitor: SignedIn, Path(id): Path<JobId>) -> Page {
    let progress = rescore::progress(&web, &visitor.actor, id).await?;
    if progress.waiting == 0 {
        // What was waited for is there: the page shows it anew.
        return Ok([("hx-refresh", "true")].into_response());
    }
    let head = Head::of(&web, &visitor.actor, id, "people").await?;
    let part =
        WaitingPart { head, waiting: progress.waiting, known: progress.all, in_use: true, enabled: true };
    Ok(Html(part.render().unwrap_or_default()).into_response())
}
