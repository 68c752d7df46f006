//! `/settings/integrations/{id}/referrals`: the source that referrals have in the system there.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};
use engine::{
    Error,
    integrations::{
        get,
        referral_source::{self as source, Chosen, ReferralSource, Source, called},
    },
};
use model::{ConnectionId, connection::ConnectionStatus};
use serde::Deserialize;

use super::view::{Head, Moment, problem_at};
use crate::{
    Web,
    failure::{Failure, Page},
    flash,
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "integrations/referrals.html")]
struct Referrals {
    shell: Shell,
    head: Head,
    wanted: &'static ReferralSource,
    chosen: Option<ChosenView>,
    /// The suggested source, where it is there and is not the one that is used.
    suggested: Option<Source>,
    /// Whether the suggested source would have to be made first.
    absent: bool,
    /// Why the sources could not be seen.
    problem: Option<String>,
    headings: Vec<Heading>,
    /// Whether none of them is to be chosen first.
    undecided: bool,
    error: Option<String>,
}

/// The source that was chosen.
struct ChosenView {
    called: String,
    at: Moment,
    missing: Option<Moment>,
}

/// The sources under one heading.
#[derive(Debug, PartialEq, Eq)]
struct Heading {
    name: String,
    /// Each by its identifier and its name, and whether it is the one to choose first.
    sources: Vec<(String, String, bool)>,
}

/// Looks for the sources and shows the page.
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ConnectionId>,
) -> Page {
    draw(&web, &visitor, shell, id, None).await
}

/// The source that is wanted.
#[derive(Deserialize)]
pub struct Wish {
    #[serde(default)]
    source: String,
}

/// Chooses a source.
pub async fn choose(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ConnectionId>,
    Form(wish): Form<Wish>,
) -> Page {
    let page = format!("/settings/integrations/{id}/referrals");
    match source::choose(&web, &visitor.actor, id, &wish.source).await {
        Ok(()) => Ok(flash::done(&page, "Chosen. Every referral has this source from now on.")),
        Err(error @ Error::Invalid(_)) => draw(&web, &visitor, shell, id, Some(error)).await,
        Err(Error::Vendor(error)) => {
            let said = format!("Nothing was chosen, because the sources could not be looked at. {error}.");
            Ok(flash::redirect_with(&page, "error", &said))
        }
        Err(error) => Err(Failure(error)),
    }
}

async fn draw(web: &Web, visitor: &SignedIn, shell: Shell, id: ConnectionId, error: Option<Error>) -> Page {
    let seen = source::view(web, &visitor.actor, id).await?;
    // What the look found out about the connection shows in its head.
    let connection = get(web, &visitor.actor, id).await?;
    let is_used = |one: &&Source| seen.chosen.as_ref().is_some_and(|chosen| chosen.id == one.id);
    let suggested = seen.suggested();
    let first = match &seen.chosen {
        Some(chosen) if chosen.missing_since.is_none() => Some(chosen.id.as_str()),
        _ => suggested.map(|source| source.id.as_str()),
    };
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(page_with(
        status,
        &Referrals {
            shell: shell.at("integrations"),
            head: Head::of(web, &connection, "referrals"),
            wanted: seen.wanted,
            absent: seen.found.is_ok() && suggested.is_none(),
            problem: seen.found.as_ref().err().map(|error| why(error, connection.status)),
            undecided: first.is_none(),
            headings: headings(seen.found.as_deref().unwrap_or_default(), first),
            suggested: suggested.filter(|one| !is_used(one)).cloned(),
            chosen: seen.chosen.map(chosen),
            error: error.as_ref().and_then(|error| problem_at(error, "source")),
        },
    ))
}

fn why(error: &impl std::fmt::Display, status: ConnectionStatus) -> String {
    match status {
        ConnectionStatus::Broken => "The key is not accepted, so the sources could not be looked at.".into(),
        _ => format!("The sources could not be looked at. {error}."),
    }
}

fn chosen(chosen: Chosen) -> ChosenView {
    ChosenView {
        called: called(&chosen.name, &chosen.heading),
        at: chosen.chosen_at.into(),
        missing: chosen.missing_since.map(Into::into),
    }
}

/// The sources under their headings, both by name; what has no heading stands last.
fn headings(all: &[Source], first: Option<&str>) -> Vec<Heading> {
    let mut all: Vec<_> = all.iter().collect();
    all.sort_by_key(|one| (one.heading.is_empty(), one.heading.to_lowercase(), one.name.to_lowercase()));
    let mut headings: Vec<Heading> = vec![];
    for one in all {
        let entry = (one.id.clone(), one.name.clone(), first == Some(one.id.as_str()));
        match headings.last_mut() {
            Some(last) if last.name == one.heading => last.sources.push(entry),
            _ => headings.push(Heading { name: one.heading.clone(), sources: vec![entry] }),
        }
    }
    headings
}
