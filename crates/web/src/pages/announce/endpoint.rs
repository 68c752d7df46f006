//! One endpoint: its settings, its secret, and what it was told.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use axum_extra::extract::Form as Posted;
use engine::announce::{EndpointState, Message, endpoints, replay};
use model::WebhookEndpointId;
use secrecy::ExposeSecret;

use super::{Choice, Form, HERE, choices, moment, state_of, state_of_message};
use crate::{
    Web,
    failure::{Failure, Page},
    flash::done,
    pages::people::problems::Problems,
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "announce/endpoint.html")]
struct EndpointPage {
    shell: Shell,
    id: String,
    address: String,
    url: String,
    choices: Vec<Choice>,
    problems: Problems,
    state: (&'static str, &'static str),
    enabled: bool,
    problem: Option<String>,
    secret: Option<String>,
    both_until: Option<(String, String)>,
    messages: Vec<Line>,
    from: String,
    to: String,
}

struct Line {
    id: String,
    event: String,
    state: (&'static str, &'static str),
    tries: u32,
    at: (String, String),
}

impl From<Message> for Line {
    fn from(message: Message) -> Self {
        Self {
            id: message.id.to_string(),
            event: message.event,
            state: state_of_message(message.state),
            tries: message.tries,
            at: moment(message.created_at),
        }
    }
}

/// What a form of the page brought back.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) form: Option<Form>,
    pub(super) problems: Problems,
    pub(super) secret: Option<String>,
    pub(super) span: (String, String),
}

pub(super) async fn draw(
    web: &Web,
    shell: Shell,
    who: &SignedIn,
    id: WebhookEndpointId,
    shown: Shown,
) -> Page {
    let kept = endpoints::get(web, &who.actor, id).await?;
    let messages = replay::messages(web, &who.actor, id).await?;
    let wrong = !shown.problems.pairs().is_empty();
    let form = shown.form.unwrap_or(Form { url: kept.url.clone(), event: kept.events.clone() });
    let old = kept.old.filter(|(_, until)| *until > web.now());
    let page = EndpointPage {
        shell,
        id: id.to_string(),
        address: kept.url,
        url: form.url,
        choices: choices(&form.event),
        problems: shown.problems,
        state: state_of(kept.state),
        enabled: kept.state == EndpointState::Enabled,
        problem: kept.problem,
        secret: shown.secret,
        both_until: old.map(|(_, until)| moment(until)),
        messages: messages.into_iter().map(Into::into).collect(),
        from: shown.span.0,
        to: shown.span.1,
    };
    Ok(page_with(if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &page))
}

pub(super) async fn show(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Path(id): Path<WebhookEndpointId>,
) -> Page {
    draw(&web, shell, &who, id, Shown::default()).await
}

pub(super) async fn change(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Path(id): Path<WebhookEndpointId>,
    Posted(form): Posted<Form>,
) -> Page {
    match endpoints::change(&web, &who.actor, id, &form.typed()).await {
        Ok(()) => Ok(done(&format!("{HERE}/{id}"), "The endpoint is saved.")),
        Err(error) => {
            let problems = Problems::from_error(error)?;
            draw(&web, shell, &who, id, Shown { form: Some(form), problems, ..Shown::default() }).await
        }
    }
}

/// Shows the secret at once and not after a redirect, so that it is kept nowhere.
pub(super) async fn another_secret(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Path(id): Path<WebhookEndpointId>,
) -> Page {
    let secret = endpoints::another_secret(&web, &who.actor, id).await?;
    let secret = Some(secret.expose_secret().to_owned());
    draw(&web, shell, &who, id, Shown { secret, ..Shown::default() }).await
}

pub(super) async fn enable(
    State(web): State<Web>,
    who: SignedIn,
    Path(id): Path<WebhookEndpointId>,
) -> Result<Response, Failure> {
    endpoints::enable(&web, &who.actor, id, true).await?;
    Ok(done(&format!("{HERE}/{id}"), "The endpoint is sent what happens from now on."))
}

pub(super) async fn disable(
    State(web): State<Web>,
    who: SignedIn,
    Path(id): Path<WebhookEndpointId>,
) -> Result<Response, Failure> {
    endpoints::enable(&web, &who.actor, id, false).await?;
    Ok(done(
        &format!("{HERE}/{id}"),
        "Nothing is sent now. What happens is kept for 30 days, to be sent again.",
    ))
}

pub(super) async fn delete(
    State(web): State<Web>,
    who: SignedIn,
    Path(id): Path<WebhookEndpointId>,
) -> Result<Response, Failure> {
    endpoints::delete(&web, &who.actor, id).await?;
    Ok(done(HERE, "The endpoint is taken away."))
}
