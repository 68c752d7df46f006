//! `/referrals/network`: the people whom one knows.

use askama::Template;
use axum::extract::{Query, State};
use engine::referrals::network::{self, PAGE};
use model::network::Known;
use serde::Deserialize;

use super::{NETWORK, people};
use crate::{
    Web,
    failure::Page,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "referrals/network/list.html")]
struct ListPage {
    shell: Shell,
    tab: &'static str,
    words: String,
    all: usize,
    total: String,
    people: Vec<network::Listed>,
    worked_at: String,
    imported_at: Option<String>,
    known: [Known; 5],
    shown: String,
    previous: Option<String>,
    next: Option<String>,
    here: String,
}

/// What was searched for, and which page, from 0.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    page: usize,
}

fn address(words: &str, page: usize) -> String {
    let pairs = [("q", words), ("page", &page.to_string())].map(|(name, value)| (name, value.to_owned()));
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    format!("{NETWORK}?{query}")
}

pub(super) async fn show(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Page {
    let found = network::list(&web, &who.actor, &asked.q, asked.page).await?;
    let (about, imported_at) = network::about(&web, &who.actor).await?;
    let first = asked.page.saturating_mul(PAGE);
    let last = first.saturating_add(found.people.len());
    let shown = if found.people.is_empty() {
        String::new()
    } else {
        format!("{}–{last} of {}", first + 1, found.found)
    };
    Ok(page(&ListPage {
        shell: shell.at("referrals"),
        tab: "network",
        all: found.all,
        total: people(found.all),
        shown,
        previous: asked.page.checked_sub(1).map(|page| address(&asked.q, page)),
        next: (last < found.found).then(|| address(&asked.q, asked.page + 1)),
        here: address(&asked.q, asked.page),
        words: asked.q,
        people: found.people,
        worked_at: about.worked_at.join("\n"),
        imported_at: imported_at.map(|at| at.to_string()),
        known: Known::ALL,
    }))
}
