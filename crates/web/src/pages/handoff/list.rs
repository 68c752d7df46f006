//! `/handoffs`: all hand-offs by state, and the progress of those that were sent together.

use askama::Template;
use axum::extract::{Query, State};
use engine::handoff::{
    Filter,
    list::{PAGE, list},
};
use model::{ConnectionId, handoff::HandoffState};
use serde::Deserialize;
use uuid::Uuid;

use super::story::state;
use crate::{
    Web,
    failure::Page,
    pages::integrations::view::Moment,
    session::SignedIn,
    shell::{Shell, page},
};

/// What the address says.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    state: String,
    batch: Option<Uuid>,
    #[serde(default)]
    to: String,
    #[serde(default)]
    page: u64,
}

impl Asked {
    /// The connection that the list is narrowed to.
    fn there(&self) -> Option<ConnectionId> {
        self.to.parse().ok()
    }

    /// The address of the list in another state or at another page, with the rest as it is.
    fn address(&self, state: &str, page: u64) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if !state.is_empty() {
            query.append_pair("state", state);
        }
        if let Some(batch) = self.batch {
            query.append_pair("batch", &batch.to_string());
        }
        if let Some(there) = self.there() {
            query.append_pair("to", &there.to_string());
        }
        if page > 0 {
            query.append_pair("page", &page.to_string());
        }
        match query.finish() {
            query if query.is_empty() => "/handoffs".into(),
            query => format!("/handoffs?{query}"),
        }
    }
}

#[derive(Template)]
#[template(path = "handoff/list.html")]
struct ListPage {
    shell: Shell,
    address: String,
    tabs: Vec<(String, &'static str, u64, bool)>,
    /// The chosen state, which choosing a connection keeps.
    state: String,
    /// Where hires go, and whether the list is narrowed to it; nothing to choose where all go to one place.
    places: Vec<(String, String, bool)>,
    progress: Option<Progress>,
    moving: bool,
    rows: Vec<Row>,
    shown: String,
    previous: Option<String>,
    next: Option<String>,
}

/// How far those that were sent together have come.
struct Progress {
    total: u64,
    over: u64,
    waiting: u64,
}

struct Row {
    id: String,
    name: String,
    initials: String,
    there: String,
    state: (&'static str, &'static str),
    sentence: String,
    differences: usize,
    arrived: bool,
    next_try: Option<Moment>,
    sent_by: String,
    sent_at: Moment,
}

/// Shows the list; while a batch moves, the page follows it.
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Page {
    let chosen = HandoffState::parse(&asked.state);
    let there = asked.there();
    let filter = Filter { states: chosen.into_iter().collect(), batch: asked.batch, connection: there };
    let found = list(&web, &visitor.actor, &filter, asked.page).await?;
    let count = |wanted: HandoffState| {
        found.counts.iter().find(|(state, _)| *state == wanted).map_or(0, |(_, count)| *count)
    };
    let total: u64 = found.counts.iter().map(|(_, count)| count).sum();
    let link = |state: &str, page: u64| asked.address(state, page);
    let all = (link("", 0), "All", total, chosen.is_none());
    let tabs = HandoffState::ALL.map(|s| (link(s.as_str(), 0), state(s).1, count(s), chosen == Some(s)));
    let (over, waiting) =
        (count(HandoffState::Delivered) + count(HandoffState::Cancelled), count(HandoffState::Waiting));
    let first = asked.page.saturating_mul(PAGE);
    let shown = match found.handoffs.len() as u64 {
        0 => String::new(),
        n => format!("{}-{}", first + 1, first + n),
    };
    let name_of = |id: ConnectionId| {
        let place = found.places.iter().find(|(place, _)| *place == id);
        place.map(|(_, name)| name.clone()).unwrap_or_default()
    };
    let choice = |(id, name): &(ConnectionId, String)| (id.to_string(), name.clone(), there == Some(*id));
    Ok(page(&ListPage {
        shell: shell.at("handoffs"),
        state: chosen.map(HandoffState::as_str).unwrap_or_default().into(),
        places: if found.places.len() > 1 && asked.batch.is_none() {
            found.places.iter().map(choice).collect()
        } else {
            vec![]
        },
        address: link(&asked.state, asked.page),
        tabs: std::iter::once(all).chain(tabs).collect(),
        progress: asked.batch.map(|_| Progress { total, over, waiting }),
        moving: asked.batch.is_some() && over + waiting < total,
        previous: asked.page.checked_sub(1).map(|page| link(&asked.state, page)),
        next: found.more.then(|| link(&asked.state, asked.page + 1)),
        shown,
        rows: found.handoffs.into_iter().map(|handoff| row(name_of(handoff.connection), handoff)).collect(),
    }))
}

fn row(there: String, handoff: engine::handoff::Handoff) -> Row {
    let words = handoff.candidate_name.split_whitespace();
    Row {
        id: handoff.id.to_string(),
        initials: words.filter_map(|word| word.chars().next()).take(2).collect(),
        name: handoff.candidate_name,
        there,
        state: state(handoff.state),
        sentence: handoff.problem.map(|problem| problem.sentence).unwrap_or_default(),
        differences: handoff.differences.len(),
        arrived: handoff.state == HandoffState::Delivered,
        next_try: handoff.next_try_at.map(Into::into),
        sent_by: handoff.created_by,
        sent_at: handoff.created_at.into(),
    }
}
