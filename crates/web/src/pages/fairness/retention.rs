//! `/fairness/retention`: how long people who were not hired are kept, by country, and whom each rule would erase.

use askama::Template;
use axum::{
    Form,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use engine::{
    Error,
    retention::{self, Foreseen, Quiet},
};
use serde::Deserialize;

use crate::{
    Web,
    failure::Page,
    flash::done,
    pages::{numbers::counted, people::problems::Problems},
    session::SignedIn,
    shell::{Shell, page_with},
};

const HERE: &str = "/fairness/retention";

/// How many people a rule names; the others are counted.
const NAMED: usize = 25;

#[derive(Template)]
#[template(path = "fairness/retention.html")]
struct RetentionPage {
    shell: Shell,
    tab: &'static str,
    rules: Vec<Rule>,
    last: Option<String>,
    typed: Typed,
    problems: Problems,
}

/// A rule as the page shows it.
struct Rule {
    country: String,
    heading: String,
    months: String,
    active: bool,
    set_by: String,
    now: String,
    soon: String,
    named: Vec<Quiet>,
    more: usize,
}

impl From<Foreseen> for Rule {
    fn from(foreseen: Foreseen) -> Self {
        let Foreseen { rule, now, soon } = foreseen;
        let people = |count: usize| counted(count as u64, "person", "people");
        Self {
            heading: if rule.country.is_empty() {
                "All other countries".into()
            } else {
                rule.country.clone()
            },
            months: counted(rule.months.into(), "month", "months"),
            active: rule.active,
            set_by: rule.set_by,
            now: people(now.len()),
            soon: people(soon),
            more: now.len().saturating_sub(NAMED),
            named: now.into_iter().take(NAMED).collect(),
            country: rule.country,
        }
    }
}

/// What was typed for a new rule, or which one is meant.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    country: String,
    months: String,
}

async fn draw(web: &Web, shell: Shell, who: &SignedIn, typed: Typed, problems: Problems) -> Page {
    let status = if problems.pairs().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let rules = retention::foresee(web, &who.actor).await?.into_iter().map(Rule::from).collect();
    let last = retention::last_run(web, &who.actor).await?.map(|run| {
        let held = match run.held_back {
            0 => String::new(),
            some => {
                format!(" {} held back: something of theirs was on its way.", counted(some, "was", "were"))
            }
        };
        let day = run.at.strftime("%Y-%m-%d");
        format!("On {day} {} erased.{held}", counted(run.erased, "person was", "people were"))
    });
    let shell = shell.at("settings");
    Ok(page_with(status, &RetentionPage { shell, tab: "retention", rules, last, typed, problems }))
}

pub(super) async fn show(State(web): State<Web>, shell: Shell, who: SignedIn) -> Page {
    draw(&web, shell, &who, Typed::default(), Problems::default()).await
}

pub(super) async fn set(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Form(typed): Form<Typed>,
) -> Page {
    // What is no number is refused as one that no rule has.
    let months = typed.months.trim().parse().unwrap_or(0);
    match retention::set(&web, &who.actor, &typed.country, months).await {
        Ok(()) => Ok(done(HERE, "The rule is kept. Look at whom it is about, then switch it on.")),
        Err(error) => draw(&web, shell, &who, typed, Problems::from_error(error)?).await,
    }
}

pub(super) async fn on(State(web): State<Web>, who: SignedIn, Form(typed): Form<Typed>) -> Page {
    switch(&web, &who, &typed.country, true).await
}

pub(super) async fn off(State(web): State<Web>, who: SignedIn, Form(typed): Form<Typed>) -> Page {
    switch(&web, &who, &typed.country, false).await
}

async fn switch(web: &Web, who: &SignedIn, country: &str, on: bool) -> Page {
    retention::switch(web, &who.actor, country, on).await?;
    let told = if on { "Switched on: who is due is erased each night." } else { "Switched off." };
    Ok(done(HERE, told))
}

pub(super) async fn remove(State(web): State<Web>, who: SignedIn, Form(typed): Form<Typed>) -> Page {
    match retention::remove(&web, &who.actor, &typed.country).await {
        // Somebody else was quicker; it is gone, as was asked.
        Ok(()) | Err(Error::NotFound(_)) => Ok(gone()),
        Err(error) => Err(error.into()),
    }
}

fn gone() -> Response {
    done(HERE, "The rule is gone. Nobody is erased by it any more.").into_response()
}
