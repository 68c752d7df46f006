//! The page behind an invitation's link.

use askama::Template;
use axum::{
    Extension, Form,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use engine::{
    Error,
    people::accept_invitation::{accept_invitation, invitation},
};
use secrecy::SecretString;
use serde::Deserialize;

use super::{
    problems::Problems,
    sessions::{Caller, begin},
};
use crate::{Web, failure::Page, session::SignedIn, shell::page_with};

#[derive(Template)]
#[template(path = "people/invitation.html")]
struct InvitationPage {
    email: String,
    role: String,
    name: String,
    problems: Problems,
}

#[derive(Template)]
#[template(path = "people/link_gone.html")]
struct LinkGonePage {
    title: &'static str,
    sentence: &'static str,
}

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    name: String,
    password: SecretString,
}

const GONE: (&str, &str) = (
    "This invitation is no longer open",
    "It was used, taken back, or is older than seven days. Ask whoever invited you for a new one.",
);

/// The page for a link that opens nothing: what may have happened and what to do.
pub(super) fn link_gone((title, sentence): (&'static str, &'static str)) -> Response {
    page_with(StatusCode::NOT_FOUND, &LinkGonePage { title, sentence })
}

pub(super) async fn show(State(web): State<Web>, Path(token): Path<String>) -> Page {
    draw(&web, &token, StatusCode::OK, String::new(), Problems::default()).await
}

async fn draw(web: &Web, token: &str, status: StatusCode, name: String, problems: Problems) -> Page {
    let Some(invited) = invitation(web, token).await? else { return Ok(link_gone(GONE)) };
    let role = invited.role.label().to_lowercase();
    Ok(page_with(status, &InvitationPage { email: invited.email, role, name, problems }))
}

pub(super) async fn submit(
    State(web): State<Web>,
    Path(token): Path<String>,
    Caller(visitor): Caller,
    before: Option<Extension<SignedIn>>,
    Form(typed): Form<Typed>,
) -> Page {
    match accept_invitation(&web, &token, &typed.name, &typed.password, &visitor).await {
        Ok(session) => begin(&web, session, before.as_deref(), "/").await,
        Err(Error::NotFound(_)) => Ok(link_gone(GONE)),
        Err(error) => {
            let problems = Problems::from_error(error)?;
            draw(&web, &token, StatusCode::UNPROCESSABLE_ENTITY, typed.name, problems).await
        }
    }
}
