//! `/settings/screening-model`: a model that judges what words mean. None is asked unless one is named here.

use askama::Template;
use axum::{Form, extract::State, http::StatusCode};
use engine::{
    Error,
    screening::meaning::{self, Embedder, Typed as TypedModel},
};
use secrecy::SecretString;
use serde::Deserialize;

use crate::{
    Web,
    failure::Page,
    flash::{done, redirect_with},
    pages::{integrations::view::Moment, people::problems::Problems},
    session::SignedIn,
    shell::{Shell, page_with},
};

const HERE: &str = "/settings/screening-model";

#[derive(Template)]
#[template(path = "screening/model.html")]
struct ModelPage {
    shell: Shell,
    is_on: bool,
    has_key: bool,
    problem: Option<(Moment, String)>,
    form: Typed,
    problems: Problems,
}

/// The form as it was typed.
#[derive(Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    base: String,
    name: String,
    least: String,
    key: SecretString,
}

impl Default for Typed {
    fn default() -> Self {
        let empty = String::new;
        Self { base: empty(), name: empty(), least: "80".into(), key: SecretString::default() }
    }
}

impl Typed {
    fn of(kept: &Embedder) -> Self {
        let (base, name) = (kept.base.clone(), kept.name.clone());
        Self { base, name, least: kept.least.to_string(), key: SecretString::default() }
    }
}

async fn draw(web: &Web, who: &SignedIn, shell: Shell, came: Option<(Typed, Problems)>) -> Page {
    let kept = meaning::get(web, &who.actor).await?;
    let status = came.as_ref().map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    let (form, problems) =
        came.unwrap_or_else(|| (kept.as_ref().map_or_else(Typed::default, Typed::of), Problems::default()));
    let page = ModelPage {
        is_on: kept.is_some(),
        has_key: kept.as_ref().is_some_and(|kept| kept.key.is_some()),
        problem: kept.and_then(|kept| kept.problem).map(|(at, why)| (at.into(), why)),
        form,
        problems,
        shell: shell.at("settings"),
    };
    Ok(page_with(status, &page))
}

pub(super) async fn show(State(web): State<Web>, who: SignedIn, shell: Shell) -> Page {
    draw(&web, &who, shell, None).await
}

pub(super) async fn save(
    State(web): State<Web>,
    who: SignedIn,
    shell: Shell,
    Form(form): Form<Typed>,
) -> Page {
    let typed = TypedModel {
        base: form.base.clone(),
        name: form.name.clone(),
        // What is no number is none that can be chosen.
        least: form.least.trim().parse().unwrap_or(0),
        key: form.key.clone(),
    };
    match meaning::set(&web, &who.actor, &typed).await {
        Ok(()) => Ok(done(HERE, "The model is on. Everybody who is screened is scored again with it.")),
        Err(error) => {
            let problems = Problems::from_error(error)?;
            draw(&web, &who, shell, Some((form, problems))).await
        }
    }
}

pub(super) async fn try_out(State(web): State<Web>, who: SignedIn) -> Page {
    match meaning::try_out(&web, &who.actor).await {
        Ok(()) => Ok(done(HERE, "The model answered.")),
        Err(Error::Conflict(why)) => Ok(redirect_with(HERE, "error", &why)),
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn forget(State(web): State<Web>, who: SignedIn) -> Page {
    meaning::forget(&web, &who.actor).await?;
    Ok(done(HERE, "The model is off. Everybody who is screened is scored again without it."))
}
