//! One message: what was sent, when, and what it was answered.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use engine::announce::replay;
use model::WebhookMessageId;

use super::{moment, state_of_message};
use crate::{
    Web,
    failure::Page,
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "announce/message.html")]
struct MessagePage {
    shell: Shell,
    id: String,
    sent_as: String,
    endpoint: String,
    event: String,
    body: String,
    state: (&'static str, &'static str),
    next: Option<(String, String)>,
    tries: Vec<Line>,
}

struct Line {
    at: (String, String),
    status: Option<u16>,
    answer: String,
}

pub(super) async fn show(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Path(id): Path<WebhookMessageId>,
) -> Page {
    let (kept, tries) = replay::message(&web, &who.actor, id).await?;
    let line = |tried: engine::announce::Tried| Line {
        at: moment(tried.at),
        status: tried.status,
        answer: tried.answer,
    };
    let page = MessagePage {
        shell,
        id: id.to_string(),
        sent_as: format!("msg_{}", id.0.simple()),
        endpoint: kept.endpoint.to_string(),
        event: kept.event,
        body: kept.body,
        state: state_of_message(kept.state),
        next: kept.next_try_at.map(moment),
        tries: tries.into_iter().map(line).collect(),
    };
    Ok(page_with(StatusCode::OK, &page))
}
