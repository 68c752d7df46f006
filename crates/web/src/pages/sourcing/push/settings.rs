//! `/settings/integrations/{id}/push`: where people go, who may send them, and which field goes where.

use askama::Template;
use axum::{
    Form as Posted,
    extract::{Path, State},
    http::StatusCode,
};
use engine::{
    Error,
    sourcing::{
        intake,
        push::{
            View,
            approval::{self, Member},
            save as keep,
            try_on::try_on,
            vanished, view,
        },
    },
};
use model::{ConnectionId, UserId, push::Standing};
use serde::Deserialize;

use super::{
    form::{self, Form},
    intake::WalkView,
    try_on::TriedView,
};
use crate::{
    Web,
    failure::{Failure, Page},
    flash,
    pages::integrations::view::{Head, Moment},
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "sourcing/push/settings.html")]
struct Settings {
    shell: Shell,
    head: Head,
    form: Form,
    /// Why the fields could not be seen.
    problem: Option<String>,
    stopped: Option<String>,
    saved: Option<(String, Moment)>,
    source: String,
    same_source: String,
    requests: Vec<RequestView>,
    walk: WalkView,
    tried: Option<Vec<TriedView>>,
}

/// Somebody who asked.
struct RequestView {
    user: String,
    name: String,
    reason: String,
    at: Moment,
    waits: bool,
    granted: bool,
    answered: String,
}

/// Shows the page.
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ConnectionId>,
) -> Page {
    let seen = view(&web, &visitor.actor, id).await?;
    let form = Form::of(&seen.settings(), seen.there.as_ref().ok(), None);
    draw(&web, &visitor, shell, seen, form, None, StatusCode::OK).await
}

/// Tries what was typed on a few people, or keeps it.
pub async fn save(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ConnectionId>,
    Posted(pairs): Posted<Vec<(String, String)>>,
) -> Page {
    let is_trial = pairs.iter().any(|(name, value)| name == "do" && value == "try");
    let typed = form::read(pairs);
    if !is_trial {
        match keep(&web, &visitor.actor, id, &typed).await {
            Ok(()) => {
                let page = format!("/settings/integrations/{id}/push");
                return Ok(flash::done(&page, "Saved. People go there like this from now on."));
            }
            Err(error @ Error::Invalid(_)) => {
                let seen = view(&web, &visitor.actor, id).await?;
                let form = Form::of(&typed, seen.there.as_ref().ok(), Some(&error));
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                return draw(&web, &visitor, shell, seen, form, None, status).await;
            }
            Err(Error::Vendor(error)) => {
                let page = format!("/settings/integrations/{id}/push");
                let said = format!("Nothing was saved, because the fields could not be looked at. {error}.");
                return Ok(flash::redirect_with(&page, "error", &said));
            }
            Err(error) => return Err(Failure(error)),
        }
    }
    let seen = view(&web, &visitor.actor, id).await?;
    let tried = match &seen.there {
        Ok(there) => {
            let problems = typed.problems(&there.fields);
            let error = (!problems.is_empty()).then_some(Error::Invalid(problems));
            let tried = try_on(&web, &visitor.actor, id, &typed).await?;
            Some((error, tried.into_iter().map(Into::into).collect()))
        }
        Err(_) => None,
    };
    let (error, tried) = tried.map_or((None, None), |(error, tried)| (error, Some(tried)));
    let form = Form::of(&typed, seen.there.as_ref().ok(), error.as_ref());
    draw(&web, &visitor, shell, seen, form, tried, StatusCode::OK).await
}

/// The answer to a request.
#[derive(Deserialize)]
pub struct Answer {
    #[serde(default)]
    granted: bool,
}

/// Answers a request.
pub async fn decide(
    State(web): State<Web>,
    visitor: SignedIn,
    Path((id, user)): Path<(ConnectionId, UserId)>,
    Posted(answer): Posted<Answer>,
) -> Page {
    approval::decide(&web, &visitor.actor, id, user, answer.granted).await?;
    let said =
        if answer.granted { "They may send people there now." } else { "They may not send people there." };
    Ok(flash::done(&format!("/settings/integrations/{id}/push#requests"), said))
}

async fn draw(
    web: &Web,
    visitor: &SignedIn,
    shell: Shell,
    seen: View,
    form: Form,
    tried: Option<Vec<TriedView>>,
    status: StatusCode,
) -> Page {
    let requests = approval::requests(web, &visitor.actor, seen.connection.id).await?;
    let name = &seen.connection.name;
    let stopped = seen.kept.as_ref().filter(|kept| !kept.vanished.is_empty());
    Ok(page_with(
        status,
        &Settings {
            shell: shell.at("integrations"),
            head: Head::of(web, &seen.connection, "push"),
            problem: seen.there.as_ref().err().map(|error| format!("{error}.")),
            stopped: stopped.map(|kept| vanished::sentence(name, kept)),
            saved: seen.kept.as_ref().map(|kept| (kept.saved_by.clone(), kept.saved_at.into())),
            source: seen.source,
            same_source: seen.same_source.join(", "),
            requests: requests.into_iter().map(request).collect(),
            walk: intake::get(web, &visitor.actor, seen.connection.id).await?.into(),
            form,
            tried,
        },
    ))
}

fn request((member, name): (Member, String)) -> RequestView {
    RequestView {
        user: member.user.to_string(),
        name,
        waits: member.standing == Standing::Asked,
        granted: member.standing == Standing::Granted,
        answered: member.decided_by.unwrap_or_default(),
        reason: member.reason,
        at: member.asked_at.into(),
    }
}
