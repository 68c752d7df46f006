//! `/settings/integrations/{id}/sync/runs/{run}`: what one run saw, did and has to say of single records.

use askama::Template;
use axum::extract::{Path, Query, State};
use engine::{
    integrations::get,
    sync::{
        RunNote,
        run::{PAGE, run},
    },
};
use model::{ConnectionId, RunId, remote::RecordKind};
use serde::Deserialize;

use super::view::{RunView, href};
use crate::{
    Web,
    failure::{Failure, Page},
    pages::{integrations::view::Moment, numbers::grouped},
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "integrations/run.html")]
struct RunPage {
    shell: Shell,
    connection: String,
    connection_href: String,
    sync_href: String,
    address: String,
    run: RunView,
    notes: Vec<Note>,
    shown: String,
    previous: Option<String>,
    next: Option<String>,
}

/// What the run has to say of one record.
struct Note {
    kind: &'static str,
    external_id: String,
    what: (&'static str, String),
    sentence: String,
    at: Moment,
}

/// Which page of the notes.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    page: u64,
}

/// Shows a run.
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path((id, run_id)): Path<(ConnectionId, RunId)>,
    Query(asked): Query<Asked>,
) -> Page {
    let connection = get(&web, &visitor.actor, id).await?;
    let account = run(&web, &visitor.actor, run_id, asked.page).await?;
    if account.run.connection != id {
        return Err(Failure::not_found("run"));
    }
    let place = |page: u64| match page {
        0 => href(id, run_id),
        page => format!("{}?page={page}", href(id, run_id)),
    };
    let first = asked.page.saturating_mul(PAGE);
    let last = first + account.notes.len() as u64;
    Ok(page(&RunPage {
        shell: shell.at("integrations"),
        connection: connection.name,
        connection_href: format!("/settings/integrations/{id}"),
        sync_href: format!("/settings/integrations/{id}/sync"),
        address: place(asked.page),
        run: RunView::of(&account.run, web.now()),
        shown: match account.notes.len() {
            0 => String::new(),
            _ => format!("{}–{} of {}", grouped(first + 1), grouped(last), grouped(account.total)),
        },
        previous: asked.page.checked_sub(1).map(place),
        next: (last < account.total).then(|| place(asked.page.saturating_add(1))),
        notes: account.notes.into_iter().map(note).collect(),
    }))
}

fn note(note: RunNote) -> Note {
    let what = match note.what.as_str() {
        "skipped" => ("badge-warn", "Skipped".into()),
        "gone" => ("badge-danger", "Gone there".into()),
        "hidden" => ("badge-warn", "Hidden there".into()),
        "remark" => ("", "Taken over with a loss".into()),
        "file" => ("badge-warn", "File".into()),
        "partial" => ("badge-warn", "Not seen whole".into()),
        "clock" => ("badge-warn", "Clock there".into()),
        other => ("", other.to_owned()),
    };
    let kind = match note.kind {
        RecordKind::Job => "Job",
        RecordKind::Candidate => "Candidate",
        RecordKind::Application => "Application",
    };
    Note { kind, external_id: note.external_id, what, sentence: note.sentence, at: note.at.into() }
}
