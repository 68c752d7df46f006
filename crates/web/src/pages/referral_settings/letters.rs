//! `/settings/referrals/letters`: the words of each letter, with what can be put in.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};
use engine::{Error, referrals::settings};
use model::referral::{Template as Words, TemplateKind, VARIABLES};
use serde::Deserialize;

use crate::{
    Web,
    failure::Page,
    flash::done,
    pages::people::problems::Problems,
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "referral_settings/letters.html")]
struct LettersPage {
    shell: Shell,
    letters: Vec<Letter>,
    /// As they are written, and what each is.
    variables: Vec<(String, &'static str)>,
}

struct Letter {
    kind: &'static str,
    label: &'static str,
    subject: String,
    body: String,
    is_own: bool,
    problems: Problems,
}

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    subject: String,
    body: String,
    /// Pressed to bring the built-in words back.
    usual: Option<String>,
}

async fn draw(
    web: &Web,
    who: &SignedIn,
    shell: Shell,
    came: Option<(TemplateKind, Words, Problems)>,
) -> Page {
    let status = came.as_ref().map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    let mut letters = Vec::new();
    for (kind, kept) in settings::templates(web, &who.actor).await? {
        let is_own = kept != kind.built_in();
        let (words, problems) = match &came {
            Some((typed, words, problems)) if *typed == kind => (words.clone(), problems.clone()),
            _ => (kept, Problems::default()),
        };
        let (subject, body) = (words.subject, words.body);
        letters.push(Letter { kind: kind.as_str(), label: kind.label(), subject, body, is_own, problems });
    }
    let variables = VARIABLES.into_iter().map(|(name, what)| (format!("{{{name}}}"), what)).collect();
    let page = LettersPage { shell: shell.at("settings"), letters, variables };
    Ok(page_with(status, &page))
}

pub(super) async fn show(State(web): State<Web>, who: SignedIn, shell: Shell) -> Page {
    draw(&web, &who, shell, None).await
}

pub(super) async fn save(
    State(web): State<Web>,
    who: SignedIn,
    shell: Shell,
    Path(kind): Path<String>,
    Form(typed): Form<Typed>,
) -> Page {
    let kind = TemplateKind::parse(&kind).ok_or(Error::NotFound("letter"))?;
    // A browser sends the end of a line in two characters.
    let words = Words { subject: typed.subject, body: typed.body.replace("\r\n", "\n") };
    let own = typed.usual.is_none().then_some(&words);
    match settings::set_template(&web, &who.actor, kind, own).await {
        Ok(()) => Ok(done("/settings/referrals/letters", "Letters have these words from now on.")),
        Err(error @ Error::Invalid(_)) => {
            draw(&web, &who, shell, Some((kind, words, Problems::from_error(error)?))).await
        }
        Err(error) => Err(error.into()),
    }
}
