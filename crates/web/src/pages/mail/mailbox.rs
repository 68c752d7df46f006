//! `/settings/mailbox`: every letter, how far it is, and one as whoever gets it reads it.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use engine::{
    Error,
    mail::{Kept, Letter, LetterState, mailbox, server},
};
use model::LetterId;
use serde::Deserialize;

use super::text::{Piece, pieces};
use crate::{
    Web,
    failure::{Failure, Page},
    flash::{done, redirect_with},
    pages::integrations::view::Moment,
    session::SignedIn,
    shell::{Shell, page},
};

/// What is asked of the list.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    state: String,
    page: u64,
}

#[derive(Template)]
#[template(path = "mail/mailbox.html")]
struct MailboxPage {
    shell: Shell,
    tab: &'static str,
    has_server: bool,
    lines: Vec<Line>,
    states: Vec<(&'static str, &'static str)>,
    chosen: String,
    previous: Option<String>,
    next: Option<String>,
    shown: String,
}

struct Line {
    id: LetterId,
    to: String,
    subject: String,
    state: (&'static str, &'static str),
    at: Moment,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct LetterPage {
    shell: Shell,
    id: LetterId,
    to_name: String,
    to_address: String,
    from: String,
    subject: String,
    paragraphs: Vec<Vec<Vec<Piece>>>,
    state: (&'static str, &'static str),
    tries: i32,
    problem: Option<String>,
    at: Moment,
    next_try: Option<Moment>,
    sent: Option<Moment>,
    may_send: bool,
    may_drop: bool,
}

/// A state's mark and its word.
fn word(state: LetterState) -> (&'static str, &'static str) {
    match state {
        LetterState::Kept => ("badge-info", "In the mailbox"),
        LetterState::Waiting => ("badge-info", "On its way"),
        LetterState::Sent => ("badge-ok", "Sent"),
        LetterState::Refused => ("badge-danger", "Not delivered"),
        LetterState::Dropped => ("", "Not sent"),
    }
}

pub(super) async fn list(
    State(web): State<Web>,
    who: SignedIn,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Page {
    let state = LetterState::parse(&asked.state);
    let (letters, more) = mailbox::list(&web, &who.actor, state, asked.page).await?;
    let chosen = state.map_or("", LetterState::as_str);
    let address = |page: u64| format!("/settings/mailbox?state={chosen}&page={page}");
    let first = asked.page.saturating_mul(mailbox::PAGE) + 1;
    let count = letters.len() as u64;
    let shown = if count == 0 { String::new() } else { format!("{first}–{}", first + count - 1) };
    Ok(page(&MailboxPage {
        shell: shell.at("settings"),
        tab: "mailbox",
        has_server: server::get(&web, &who.actor).await?.is_some(),
        lines: letters.into_iter().map(line).collect(),
        states: LetterState::ALL.map(|state| (state.as_str(), word(state).1)).into(),
        chosen: chosen.into(),
        previous: asked.page.checked_sub(1).map(address),
        next: more.then(|| address(asked.page + 1)),
        shown,
    }))
}

fn line((kept, letter): (Kept, Letter)) -> Line {
    let to = if letter.to_name.is_empty() { letter.to_address } else { letter.to_name };
    Line { id: kept.id, to, subject: letter.subject, state: word(kept.state), at: kept.created_at.into() }
}

pub(super) async fn show(
    State(web): State<Web>,
    who: SignedIn,
    shell: Shell,
    Path(id): Path<LetterId>,
) -> Page {
    let (kept, letter) = mailbox::get(&web, &who.actor, id).await?;
    let server = server::get(&web, &who.actor).await?;
    let open = kept.state != LetterState::Sent;
    Ok(page(&LetterPage {
        id,
        from: server.as_ref().map_or_else(|| shell.workspace_name.clone(), |server| server.from_name.clone()),
        to_name: letter.to_name,
        to_address: letter.to_address,
        subject: letter.subject,
        paragraphs: pieces(&letter.text),
        state: word(kept.state),
        tries: kept.tries,
        problem: kept.problem,
        at: kept.created_at.into(),
        next_try: kept.next_try_at.map(Into::into),
        sent: kept.sent_at.map(Into::into),
        may_send: open && server.is_some(),
        may_drop: open && !matches!(kept.state, LetterState::Dropped | LetterState::Kept),
        shell: shell.at("settings"),
    }))
}

pub(super) async fn send(State(web): State<Web>, who: SignedIn, Path(id): Path<LetterId>) -> Page {
    said(mailbox::send_now(&web, &who.actor, id).await, id, "The letter is on its way.")
}

pub(super) async fn drop_it(State(web): State<Web>, who: SignedIn, Path(id): Path<LetterId>) -> Page {
    said(mailbox::drop_it(&web, &who.actor, id).await, id, "The letter will not be sent.")
}

fn said(result: engine::Result<()>, id: LetterId, good: &str) -> Result<Response, Failure> {
    let here = format!("/settings/mailbox/{id}");
    match result {
        Ok(()) => Ok(done(&here, good)),
        Err(Error::Conflict(why)) => Ok(redirect_with(&here, "error", &why)),
        Err(error) => Err(error.into()),
    }
}
