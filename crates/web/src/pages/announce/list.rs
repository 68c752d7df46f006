//! The endpoints there are, and a new one.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use axum_extra::extract::Form as Posted;
use engine::announce::{Endpoint, endpoints};
use secrecy::ExposeSecret;

use super::{Choice, Form, choices, moment, state_of};
use crate::{
    Web,
    failure::Page,
    pages::people::problems::Problems,
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "announce/list.html")]
struct ListPage {
    shell: Shell,
    endpoints: Vec<Line>,
    url: String,
    choices: Vec<Choice>,
    problems: Problems,
    secret: Option<String>,
}

struct Line {
    id: String,
    url: String,
    state: (&'static str, &'static str),
    events: usize,
    problem: Option<String>,
    made: (String, String),
}

impl From<Endpoint> for Line {
    fn from(endpoint: Endpoint) -> Self {
        Self {
            id: endpoint.id.to_string(),
            url: endpoint.url,
            state: state_of(endpoint.state),
            events: endpoint.events.len(),
            problem: endpoint.problem,
            made: moment(endpoint.created_at),
        }
    }
}

async fn draw(
    web: &Web,
    shell: Shell,
    who: &SignedIn,
    status: StatusCode,
    (form, problems, secret): (Form, Problems, Option<String>),
) -> Page {
    let endpoints = endpoints::list(web, &who.actor).await?.into_iter().map(Into::into).collect();
    let page = ListPage { shell, endpoints, url: form.url, choices: choices(&form.event), problems, secret };
    Ok(page_with(status, &page))
}

pub(super) async fn show(State(web): State<Web>, shell: Shell, who: SignedIn) -> Page {
    draw(&web, shell, &who, StatusCode::OK, Default::default()).await
}

/// Shows the secret at once and not after a redirect, so that it is kept nowhere.
pub(super) async fn make(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Posted(form): Posted<Form>,
) -> Page {
    match endpoints::create(&web, &who.actor, &form.typed()).await {
        Ok((_, secret)) => {
            let secret = Some(secret.expose_secret().to_owned());
            draw(&web, shell, &who, StatusCode::OK, (Form::default(), Problems::default(), secret)).await
        }
        Err(error) => {
            let shown = (form, Problems::from_error(error)?, None);
            draw(&web, shell, &who, StatusCode::UNPROCESSABLE_ENTITY, shown).await
        }
    }
}
