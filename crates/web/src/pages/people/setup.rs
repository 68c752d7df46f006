//! The page of the first start, behind its one-time link.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};
use engine::{
    Error,
    people::setup::{First, create_first, is_open},
};
use model::workspace::WorkspaceKind;
use secrecy::SecretString;
use serde::Deserialize;

use super::{
    invitation::link_gone,
    problems::Problems,
    sessions::{Caller, begin},
};
use crate::{Web, failure::Page, shell::page_with};

#[derive(Template)]
#[template(path = "people/setup.html")]
struct SetupPage {
    form: Typed,
    problems: Problems,
}

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    company: String,
    kind: String,
    name: String,
    email: String,
    password: SecretString,
}

const GONE: (&str, &str) = (
    "This link was used",
    "Gangway is set up already, or the link was not copied whole. Sign in, or ask your administrator to invite you.",
);

pub(super) async fn show(State(web): State<Web>, Path(token): Path<String>) -> Page {
    if !is_open(&web, &token).await? {
        return Ok(link_gone(GONE));
    }
    Ok(page_with(StatusCode::OK, &SetupPage { form: Typed::default(), problems: Problems::default() }))
}

pub(super) async fn submit(
    State(web): State<Web>,
    Path(token): Path<String>,
    Caller(visitor): Caller,
    Form(form): Form<Typed>,
) -> Page {
    let first = First {
        company: form.company.clone(),
        kind: WorkspaceKind::parse(&form.kind),
        name: form.name.clone(),
        email: form.email.clone(),
        password: form.password.clone(),
    };
    match create_first(&web, &token, &first, &visitor).await {
        Ok(session) => begin(&web, session, None, "/").await,
        Err(Error::NotFound(_)) => Ok(link_gone(GONE)),
        Err(error) => {
            let problems = Problems::from_error(error)?;
            Ok(page_with(StatusCode::UNPROCESSABLE_ENTITY, &SetupPage { form, problems }))
        }
    }
}
