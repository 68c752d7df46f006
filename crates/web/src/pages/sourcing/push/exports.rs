//! `/sourcing/exports`: people on their way into a recruiting CRM.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
};
use axum_extra::extract::Form;
use engine::{
    Error,
    sourcing::{
        export::{self, PAGE, Progress, Request, Row},
        push::approval::{May, offers},
    },
};
use model::{ConnectionId, ExportId, ProfileId, connection::ConnectionStatus, push::ExportState};
use serde::Deserialize;

use crate::{
    Web,
    failure::{Failure, Page},
    flash,
    pages::integrations::view::Moment,
    session::SignedIn,
    shell::{Shell, page, page_with},
};

#[derive(Template)]
#[template(path = "sourcing/push/exports.html")]
struct Exports {
    shell: Shell,
    exports: Vec<ExportView>,
}

#[derive(Template)]
#[template(path = "sourcing/push/export.html")]
struct One {
    shell: Shell,
    export: ExportView,
    people: Vec<PersonView>,
    state: &'static str,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "sourcing/push/choose.html")]
struct Choose {
    shell: Shell,
    people: usize,
    profiles: Vec<String>,
    key: String,
    /// Each connection: identifier, name, whether it is a sandbox.
    offers: Vec<(String, String, bool)>,
    /// Connections that are there and can't be used, each with why.
    others: Vec<(String, &'static str)>,
    error: Option<String>,
}

/// An export as a page shows it.
struct ExportView {
    id: String,
    there: String,
    by: String,
    at: Moment,
    total: u64,
    done: u64,
    queued: u64,
    waiting: u64,
    cancelled: u64,
    percent: u64,
}

/// One person of an export.
struct PersonView {
    href: String,
    name: String,
    badge: (&'static str, &'static str),
    outcome: &'static str,
    external_id: String,
    problem: String,
    notes: Vec<String>,
    next_try: Option<Moment>,
}

/// The newest exports.
pub async fn all(State(web): State<Web>, visitor: SignedIn, shell: Shell) -> Page {
    let exports = export::recent(&web, &visitor.actor).await?;
    let exports = exports.into_iter().map(progress).collect();
    Ok(page(&Exports { shell: shell.at("sourcing"), exports }))
}

/// Which people of an export are shown.
#[derive(Deserialize)]
pub struct Shown {
    #[serde(default)]
    state: String,
    #[serde(default)]
    page: u64,
}

/// One export.
pub async fn one(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ExportId>,
    Query(shown): Query<Shown>,
) -> Page {
    let (state, number) = (ExportState::parse(&shown.state), shown.page.max(1));
    let (export, rows) = export::get(&web, &visitor.actor, id, state, number).await?;
    let word = state.map_or("", ExportState::as_str);
    let to = |page: u64| format!("/sourcing/exports/{id}?state={word}&page={page}");
    let is_full = rows.len() as u64 == PAGE;
    Ok(page(&One {
        shell: shell.at("sourcing"),
        export: progress(export),
        people: rows.into_iter().map(person).collect(),
        state: word,
        previous: (number > 1).then(|| to(number - 1)),
        next: is_full.then(|| to(number + 1)),
    }))
}

/// Whom somebody chose, and where they are to go.
#[derive(Deserialize)]
pub struct Chosen {
    #[serde(default)]
    id: Vec<ProfileId>,
    #[serde(default)]
    connection: Option<ConnectionId>,
    #[serde(default)]
    key: String,
}

/// Asks where the chosen people are to go.
pub async fn choose(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Form(chosen): Form<Chosen>,
) -> Page {
    ask(&web, &visitor, shell, chosen, None).await
}

async fn ask(web: &Web, visitor: &SignedIn, shell: Shell, chosen: Chosen, error: Option<String>) -> Page {
    let (mut usable, mut others) = (vec![], vec![]);
    for offer in offers(web, &visitor.actor).await? {
        let (connection, name) = (&offer.connection, offer.connection.name.clone());
        let is_sandbox = connection.kind == model::workspace::WorkspaceKind::Sandbox;
        match offer.may {
            May::Send if !offer.is_set_up => {
                others.push((name, "An administrator has to set up how people go there."))
            }
            May::Send if connection.status != ConnectionStatus::Enabled => {
                others.push((name, "It is not enabled."))
            }
            May::Send => usable.push((connection.id.to_string(), name, is_sandbox)),
            May::Ask => others.push((name, "Ask an administrator first.")),
            May::Wait => others.push((name, "Your request waits for an administrator.")),
            May::Refused => others.push((name, "An administrator refused your request.")),
            May::Never => others.push((name, "Only administrators send people there.")),
        }
    }
    let key = if chosen.key.is_empty() { web.id::<ExportId>().to_string() } else { chosen.key };
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(page_with(
        status,
        &Choose {
            shell: shell.at("sourcing"),
            people: chosen.id.len(),
            profiles: chosen.id.iter().map(ToString::to_string).collect(),
            key,
            offers: usable,
            others,
            error,
        },
    ))
}

/// Begins the export.
pub async fn begin(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Form(chosen): Form<Chosen>,
) -> Page {
    let Some(connection) = chosen.connection else {
        return ask(&web, &visitor, shell, chosen, Some("Choose where they are to go.".into())).await;
    };
    let request = Request { connection, profiles: chosen.id.clone(), place: None, key: chosen.key.clone() };
    match export::begin(&web, &visitor.actor, request).await {
        Ok(begun) => {
            let left_out = match begun.left_out {
                0 => String::new(),
                1 => " One is on the way there already, or not in the pool any more.".into(),
                n => format!(" {n} are on the way there already, or not in the pool any more."),
            };
            let people = if begun.people == 1 {
                "One person is".into()
            } else {
                format!("{} people are", begun.people)
            };
            let said = format!("{people} on the way.{left_out}");
            Ok(flash::done(&format!("/sourcing/exports/{}", begun.id), &said))
        }
        Err(Error::Conflict(why)) => ask(&web, &visitor, shell, chosen, Some(why)).await,
        Err(error) => Err(Failure(error)),
    }
}

/// Lets those who wait be tried again.
pub async fn retry(State(web): State<Web>, visitor: SignedIn, Path(id): Path<ExportId>) -> Page {
    export::retry(&web, &visitor.actor, id).await?;
    Ok(flash::done(&format!("/sourcing/exports/{id}"), "Tried again."))
}

/// Takes back those who are not there yet.
pub async fn cancel(State(web): State<Web>, visitor: SignedIn, Path(id): Path<ExportId>) -> Page {
    export::cancel(&web, &visitor.actor, id).await?;
    Ok(flash::done(&format!("/sourcing/exports/{id}"), "Taken back. Whoever was made there stays there."))
}

fn progress(progress: Progress) -> ExportView {
    ExportView {
        id: progress.export.id.to_string(),
        done: progress.count(ExportState::Done),
        queued: progress.count(ExportState::Queued),
        waiting: progress.count(ExportState::Waiting),
        cancelled: progress.count(ExportState::Cancelled),
        percent: progress.percent(),
        total: progress.export.total,
        at: progress.export.created_at.into(),
        by: progress.export.created_by,
        there: progress.there,
    }
}

fn person(row: Row) -> PersonView {
    let (item, ledger) = (&row.item, &row.item.ledger);
    PersonView {
        href: format!("/sourcing/people/{}", item.profile),
        name: if row.name.is_empty() { "Forgotten meanwhile".into() } else { row.name.clone() },
        badge: match item.state {
            ExportState::Queued if item.tries > 0 => ("badge-warn", "Tried again by itself"),
            ExportState::Queued => ("badge-info", "On the way"),
            ExportState::Waiting => ("badge-danger", "Waits for a person"),
            ExportState::Done => ("badge-ok", "There"),
            ExportState::Cancelled => ("", "Taken back"),
        },
        outcome: ledger.outcome.map(|outcome| outcome.label()).unwrap_or_default(),
        external_id: ledger.external_id.clone().unwrap_or_default(),
        problem: item.problem.as_ref().map(|problem| problem.sentence.clone()).unwrap_or_default(),
        notes: ledger.notes.iter().map(|note| note.text.clone()).collect(),
        next_try: item.next_try_at.map(Into::into),
    }
}
