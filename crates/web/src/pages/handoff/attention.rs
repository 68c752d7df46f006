//! `/attention`: everything that waits for a person.

use askama::Template;
use axum::extract::State;
use engine::attention::{Card, list};
use model::handoff::Acts;

use super::story::acts;
use crate::{
    Web,
    failure::Page,
    pages::integrations::view::Moment,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "handoff/attention.html")]
struct Attention {
    shell: Shell,
    people: Vec<CardView>,
    by_itself: Vec<CardView>,
}

struct CardView {
    record: String,
    href: String,
    sentence: String,
    acts: &'static str,
    next_try: Option<Moment>,
    since: Moment,
    action: (&'static str, String),
}

/// Shows the cards, what a person must do first.
pub async fn show(State(web): State<Web>, visitor: SignedIn, shell: Shell) -> Page {
    let cards = list(&web, &visitor.actor).await?;
    let (by_itself, people): (Vec<_>, Vec<_>) =
        cards.into_iter().partition(|card| card.acts == Acts::Gangway);
    Ok(page(&Attention {
        shell: shell.at("attention"),
        people: people.into_iter().map(view).collect(),
        by_itself: by_itself.into_iter().map(view).collect(),
    }))
}

fn view(card: Card) -> CardView {
    CardView {
        record: card.record,
        href: card.href,
        sentence: card.sentence,
        acts: acts(card.acts),
        next_try: card.next_try_at.map(Into::into),
        since: card.since.into(),
        action: card.action,
    }
}
