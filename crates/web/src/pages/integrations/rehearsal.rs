//! `/settings/integrations/{id}/api`: a change to another API of the same system is rehearsed, looked at, and made.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};
use engine::{
    Error,
    integrations::{
        Api, Connection, Credentials, Manifest, get,
        rehearse::{
            Difference, KindCompared, Rehearsal,
            kept::{self, Progress, Standing, Stands, standing},
        },
    },
};
use model::{ConnectionId, remote::RecordKind};

use super::view::{Head, Input, Moment, credentials, problem_at};
use crate::{
    Web,
    failure::{Failure, Page},
    flash,
    pages::numbers::{counted, grouped},
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "integrations/rehearsal.html")]
struct RehearsalPage {
    shell: Shell,
    head: Head,
    /// The API that is spoken.
    now: String,
    /// Those that could be.
    others: Vec<Other>,
    last: Option<Last>,
}

impl RehearsalPage {
    /// Whether a rehearsal can be asked for: none goes on, and none waits to be looked at.
    fn asks(&self) -> bool {
        self.last.as_ref().is_none_or(|last| last.failed.is_some())
    }
}

/// An API to which the connection could be moved.
struct Other {
    key: String,
    label: String,
    help: String,
    inputs: Vec<Input>,
    errors: Vec<(String, String)>,
}

/// The last rehearsal.
struct Last {
    then: String,
    by: String,
    started: Moment,
    /// How far it is, while it goes on.
    running: Option<String>,
    failed: Option<String>,
    found: Option<Found>,
}

/// What it found.
struct Found {
    is_same: bool,
    kinds: Vec<KindView>,
    fields: Vec<String>,
    remarks: Vec<String>,
}

/// One kind of record.
struct KindView {
    name: String,
    both: String,
    is_same: bool,
    /// Records that are there one way only.
    alone: Vec<String>,
    parts: Vec<PartView>,
}

/// A part that says something else.
struct PartView {
    part: String,
    records: String,
    what: String,
    examples: String,
}

/// Shows where it stands; while a rehearsal goes on, the page follows it.
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ConnectionId>,
) -> Page {
    draw(&web, &visitor, shell, id, None).await
}

/// Asks for a rehearsal.
pub async fn begin(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ConnectionId>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Page {
    let typed = credentials(typed);
    match kept::begin(&web, &visitor.actor, id, &typed).await {
        Err(error @ Error::Invalid(_)) => draw(&web, &visitor, shell, id, Some((typed, error))).await,
        other => said(id, "/api", other, "The rehearsal began. You may leave this page."),
    }
}

/// Stops a rehearsal or forgets what it found.
pub async fn forget(State(web): State<Web>, visitor: SignedIn, Path(id): Path<ConnectionId>) -> Page {
    let done = kept::forget(&web, &visitor.actor, id).await;
    said(id, "/api", done, "Forgotten, with the credentials that were typed for it.")
}

/// Changes the API.
pub async fn change(State(web): State<Web>, visitor: SignedIn, Path(id): Path<ConnectionId>) -> Page {
    let done = kept::change(&web, &visitor.actor, id).await;
    said(id, "", done, "The API is changed. Records, links and mapping are the ones they were.")
}

fn said(id: ConnectionId, then: &str, outcome: engine::Result<()>, done: &str) -> Page {
    let page = format!("/settings/integrations/{id}");
    let here = format!("{page}/api");
    match outcome {
        Ok(()) => Ok(flash::done(&format!("{page}{then}"), done)),
        Err(error @ (Error::Conflict(_) | Error::Invalid(_))) => {
            Ok(flash::redirect_with(&here, "error", &error.to_string()))
        }
        Err(Error::Vendor(error)) => {
            let said = format!("Nothing was changed. {error}.");
            Ok(flash::redirect_with(&here, "error", &said))
        }
        Err(error) => Err(Failure(error)),
    }
}

async fn draw(
    web: &Web,
    visitor: &SignedIn,
    shell: Shell,
    id: ConnectionId,
    came: Option<(Credentials, Error)>,
) -> Page {
    let connection = get(web, &visitor.actor, id).await?;
    let head = Head::of(web, &connection, "api");
    if !head.can.apis {
        return Err(Failure::not_found("other API"));
    }
    let manifest = web.connector(&connection.vendor).ok_or(Failure::not_found("app"))?.manifest();
    let last = standing(web, &visitor.actor, id).await?;
    let status = if came.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let now = connection.settings.get(Api::SETTING).map_or("", String::as_str);
    let others = manifest.api.iter().filter(|api| api.key != now);
    Ok(page_with(
        status,
        &RehearsalPage {
            shell: shell.at("integrations"),
            others: others.map(|api| other(manifest, &connection, api, came.as_ref())).collect(),
            last: last.map(|last| view(manifest, last)),
            now: label(manifest, now),
            head,
        },
    ))
}

fn label(manifest: &Manifest, key: &str) -> String {
    manifest.api.iter().find(|api| api.key == key).map_or(key, |api| &api.label).to_owned()
}

/// The form of one API. What is common to both stands as it is kept.
fn other(
    manifest: &Manifest,
    connection: &Connection,
    api: &Api,
    came: Option<&(Credentials, Error)>,
) -> Other {
    let came = came.filter(|(typed, _)| typed.get(Api::SETTING) == api.key);
    let kept = connection.settings.iter().map(|(key, value)| (key.clone(), value.clone().into()));
    let kept = Credentials::new(kept);
    let shown = came.map_or(&kept, |(typed, _)| typed);
    let at = |field: &str| came.and_then(|(_, error)| problem_at(error, field));
    let problems = came.map(|(_, error)| error.problems()).unwrap_or_default();
    let fields = manifest.credentials(&api.key);
    Other {
        inputs: fields.map(|field| Input::of(field, shown, at(&field.key))).collect(),
        errors: problems.iter().map(|one| (one.field.clone(), one.message.clone())).collect(),
        key: api.key.clone(),
        label: api.label.clone(),
        help: api.help.clone(),
    }
}

fn view(manifest: &Manifest, last: Standing) -> Last {
    let (mut running, mut failed, mut found) = (None, None, None);
    match last.stands {
        Stands::Running(far) => running = Some(how_far(far)),
        Stands::Failed(why) => failed = Some(why),
        Stands::Found(what) => found = Some(what_was_found(*what)),
    }
    Last {
        then: label(manifest, &last.then),
        by: last.asked_by,
        started: last.started_at.into(),
        running,
        failed,
        found,
    }
}

fn how_far(far: Progress) -> String {
    match far.kind {
        None => "It begins in a moment.".into(),
        Some(kind) => format!("Reading {}: {} read so far.", kind.plural(), grouped(far.seen)),
    }
}

fn what_was_found(found: Rehearsal) -> Found {
    Found {
        is_same: found.is_same(),
        kinds: found.kinds.iter().map(|(kind, compared)| kind_view(*kind, compared)).collect(),
        fields: found.fields,
        remarks: found.remarks,
    }
}

fn kind_view(kind: RecordKind, compared: &KindCompared) -> KindView {
    let plural = kind.plural();
    let mut name = plural.to_owned();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let alone = [("as it is now", &compared.only_now), ("by the other API", &compared.only_then)];
    let alone = alone.into_iter().filter(|(_, (count, _))| *count > 0);
    KindView {
        both: counted(compared.both, "record", "records"),
        is_same: compared.is_same(),
        alone: alone
            .map(|(way, (count, some))| {
                format!("{} are there only {way}, such as {}.", grouped(*count), some.join(", "))
            })
            .collect(),
        parts: compared.differences.iter().map(part).collect(),
        name,
    }
}

fn part(one: &Difference) -> PartView {
    let other = one.records - one.lost - one.gained;
    let told = [(one.lost, "empty afterwards"), (one.gained, "filled only afterwards"), (other, "other")];
    let told = told.into_iter().filter(|(count, _)| *count > 0);
    PartView {
        part: one.part.clone(),
        records: grouped(one.records),
        what: told.map(|(count, word)| format!("{} {word}", grouped(count))).collect::<Vec<_>>().join(", "),
        examples: one.examples.join(", "),
    }
}
