//! The part of a candidate's profile that says where this person is in the connected systems.

use askama::Template;
use engine::{Actor, handoff::actions::handoff_panel};
use model::{CandidateId, access::Right};

use super::story::state;
use crate::{Web, pages::integrations::view::Moment};

/// The panel; the profile's page shows it by `{{ panel|safe }}` where it is drawn.
#[derive(Template)]
#[template(path = "handoff/panel.html")]
struct Panel {
    rows: Vec<Row>,
    may_open: bool,
}

struct Row {
    there: String,
    employee: Option<(String, String)>,
    handoff: String,
    state: (&'static str, &'static str),
    differences: usize,
    by: String,
    at: Moment,
}

/// The panel as HTML; empty for someone who was never sent anywhere.
///
/// # Errors
/// As [`handoff_panel`].
pub async fn html(web: &Web, actor: &Actor, candidate: CandidateId) -> engine::Result<String> {
    let rows: Vec<_> = handoff_panel(web, actor, candidate)
        .await?
        .into_iter()
        .map(|panel| Row {
            there: panel.connection,
            employee: panel.link.map(|link| (link.external_id, link.url)),
            handoff: format!("/handoffs/{}", panel.last.id),
            state: state(panel.last.state),
            differences: panel.last.differences.len(),
            by: panel.last.created_by,
            at: panel.last.created_at.into(),
        })
        .collect();
    if rows.is_empty() {
        return Ok(String::new());
    }
    let panel = Panel { rows, may_open: actor.role.may(Right::HandoffsSend) };
    Ok(panel.render().unwrap_or_else(|error| {
        tracing::error!(%error, "the hand-off panel could not be drawn");
        String::new()
    }))
}
