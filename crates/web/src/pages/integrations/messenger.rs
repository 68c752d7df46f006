//! `/settings/integrations/{id}/messenger`: the installation in the company's messenger, who is known there, and what
//! was asked and pressed.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::HeaderMap,
    response::Response,
};
use engine::{
    Error,
    integrations::get,
    messaging::{
        install,
        overview::{Asked, Heard, MessageState, Standing, overview},
    },
};
use model::{ConnectionId, referral::Answer};
use serde::Deserialize;
use url::Url;

use super::view::{Head, Moment};
use crate::{
    Web,
    failure::{Failure, Page},
    flash,
    session::SignedIn,
    shell::{Shell, page},
};

/// Where a person comes back to from the messenger.
pub const RETURN: &str = "/settings/messenger/installed";

#[derive(Template)]
#[template(path = "integrations/messenger.html")]
struct Messenger {
    shell: Shell,
    head: Head,
    /// The address for what happens there, and the one to come back to.
    hook: String,
    back: String,
    installed: Option<(String, Moment)>,
    begun: Option<(String, Moment)>,
    problem: Option<String>,
    known: usize,
    unknown: Vec<String>,
    unseen: usize,
    messages: Vec<MessageView>,
    presses: Vec<PressView>,
    refused: Option<(u64, Moment, String)>,
}

struct MessageView {
    to: String,
    badge: (&'static str, &'static str),
    problem: String,
    at: Moment,
}

struct PressView {
    by: String,
    answer: String,
    repeats: i32,
    outcome: String,
    at: Moment,
}

/// Shows the page.
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    headers: HeaderMap,
    Path(id): Path<ConnectionId>,
) -> Page {
    let connection = get(&web, &visitor.actor, id).await?;
    let found = overview(&web, &visitor.actor, id).await?;
    let found = found.ok_or(Failure::not_found("page: this app is no messenger"))?;
    let here = web.here(&headers);
    let (installed, begun) = match found.standing {
        Standing::New => (None, None),
        Standing::Begun { by, at } => (None, Some((by, at.into()))),
        Standing::Installed { team, at } => (Some((team, at.into())), None),
    };
    Ok(page(&Messenger {
        shell: shell.at("integrations"),
        head: Head::of(&web, &connection, "messenger"),
        hook: format!("{here}{}", found.path),
        back: format!("{here}{RETURN}"),
        installed,
        begun,
        problem: found.problem,
        known: found.known,
        unknown: found.unknown,
        unseen: found.unseen,
        messages: found.messages.into_iter().map(message).collect(),
        presses: found.presses.into_iter().map(press).collect(),
        refused: found.refused.map(|refused| (refused.refused, refused.last_at.into(), refused.last_why)),
    }))
}

fn message(asked: Asked) -> MessageView {
    let badge = match asked.state {
        MessageState::Waiting => ("badge-info", "To be written"),
        MessageState::Asking => ("badge-info", "Waits for an answer"),
        MessageState::Settling => ("badge-info", "To be changed"),
        MessageState::Settled => ("badge-ok", "Answered or over"),
        MessageState::Failed => ("badge-warn", "Goes by mail"),
    };
    MessageView { to: asked.to, badge, problem: asked.problem.unwrap_or_default(), at: asked.at.into() }
}

fn press(heard: Heard) -> PressView {
    let known = Answer::parse(&heard.answer).map(|answer| answer.label().to_owned());
    PressView {
        by: heard.by,
        answer: known.unwrap_or(heard.answer),
        repeats: heard.repeats,
        outcome: heard.outcome.unwrap_or_else(|| "Being heard".into()),
        at: heard.at.into(),
    }
}

#[derive(Template)]
#[template(path = "integrations/onward.html")]
struct Onward {
    shell: Shell,
    name: String,
    address: String,
    page: String,
}

/// Begins the installation, and sends the person on to the messenger's page: by a page of our own, because a form may
/// lead nowhere else.
pub async fn begin(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    headers: HeaderMap,
    Path(id): Path<ConnectionId>,
) -> Page {
    let connection = get(&web, &visitor.actor, id).await?;
    let there = format!("/settings/integrations/{id}/messenger");
    let Ok(back) = Url::parse(&format!("{}{RETURN}", web.here(&headers))) else {
        return Ok(flash::redirect_with(
            &there,
            "error",
            "This server does not know under which address it is reached.",
        ));
    };
    match install::begin(&web, &visitor.actor, id, &back).await {
        Ok(address) => Ok(page(&Onward {
            shell: shell.at("integrations"),
            name: Head::of(&web, &connection, "messenger").vendor_name,
            address: address.into(),
            page: there,
        })),
        Err(Error::Conflict(sentence)) => Ok(flash::redirect_with(&there, "error", &sentence)),
        Err(Error::Vendor(error)) => Ok(flash::redirect_with(&there, "error", &format!("{error}."))),
        Err(error) => Err(Failure(error)),
    }
}

/// What the messenger sends a person back with.
#[derive(Deserialize)]
pub struct Brought {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
}

/// Ends the installation.
pub async fn finish(State(web): State<Web>, visitor: SignedIn, Query(brought): Query<Brought>) -> Page {
    let actor = &visitor.actor;
    let outcome = match brought.code.as_str() {
        "" => install::declined(&web, actor, &brought.state).await.map(|id| (id, false)),
        code => install::finish(&web, actor, code, &brought.state).await.map(|id| (id, true)),
    };
    let of = |id: ConnectionId| format!("/settings/integrations/{id}/messenger");
    Ok(match outcome {
        Ok((id, true)) => flash::done(
            &of(id),
            "Installed. Employees are looked for there now, and asked there from now on.",
        ),
        Ok((id, false)) => {
            flash::redirect_with(&of(id), "error", "It was not allowed there, so nothing was changed.")
        }
        Err(Error::Conflict(sentence)) => flash::redirect_with("/settings/integrations", "error", &sentence),
        Err(Error::Vendor(error)) => flash::redirect_with(
            "/settings/integrations",
            "error",
            &format!("Installed, but the test failed. {error}."),
        ),
        Err(error) => return Err(Failure(error)),
    })
}

/// Has everybody looked for again.
pub async fn look(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<ConnectionId>,
) -> Result<Response, Failure> {
    let there = format!("/settings/integrations/{id}/messenger");
    install::look_for_everybody(&web, &visitor.actor, id).await.map_err(Failure)?;
    Ok(flash::done(&there, "Whoever was never looked for, or long ago, is looked for now."))
}
