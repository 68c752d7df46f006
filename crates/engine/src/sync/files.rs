//! Fetching the content of applications' files, a few at a time, beside everything else that waits.

use std::sync::Arc;

use connect::{VendorError, hris::Document};
use futures::{StreamExt, stream};
use model::{
    ApplicationId, AttachmentId, CandidateId, attachment::AttachmentKind, connection::ConnectionStatus,
    remote::RecordKind,
};
use serde_json::json;
use store::{
    Tx,
    hiring::{application, attachment},
    integrations::connection,
    sync::{
        mirror::{self, Kind, Mirror},
        note, plan, run as runs,
    },
    task::{self, Task},
    workspace,
};

use super::scope::Scope;
use crate::{
    App, Result,
    error::Error,
    hiring::{
        attachments,
        resume_text::{self, Content},
    },
    integrations::{
        health,
        open::{Open, open},
    },
    screening::changed,
};

/// The kind of the task that fetches files; its subject is the connection.
pub(crate) const TASK: &str = "sync.files";

/// How many files are fetched before others have their turn.
const TOGETHER: u64 = 12;

/// How many files are fetched side by side.
const SIDE_BY_SIDE: usize = 4;

/// How often a file is tried before it is given up, until everything is read again.
const TRIES: u64 = 5;

/// So many of those that were given up are tried again after one check of everything.
const TRIED_AGAIN: u64 = 1000;

/// What stands for the hash of a file that is given up.
pub(super) const GIVEN_UP: &str = "given up";

/// How long until files that could not be had are tried again, in seconds.
const PAUSE: std::time::Duration = std::time::Duration::from_secs(60);

/// Fetches some of the files that wait, and asks to be called again while there are more.
///
/// # Errors
/// Where the database fails; the claim then runs out and the rest is fetched later.
pub(crate) async fn work(app: &App, worker: &str, task: &Task) -> Result<()> {
    let space = workspace::get(&app.db, task.workspace).await?.ok_or(Error::NotFound("workspace"))?;
    let plan = plan::get(&app.db, space.id, task.subject.into()).await?;
    let there = connection::get(&app.db, space.id, task.subject.into()).await?;
    let in_use = there
        .zip(plan)
        .filter(|(there, plan)| there.status == ConnectionStatus::Enabled && plan.take_files && !plan.paused);
    let Some((there, plan)) = in_use else { return finish(app, worker, task).await };
    let opened = match open(app, space.kind, &there) {
        Ok(opened) => Arc::new(opened),
        Err(VendorError::RateLimited(after)) => return again(app, worker, task, after).await,
        Err(_) => return finish(app, worker, task).await,
    };
    let waiting = mirror::waiting(&app.db, there.id, Kind::File, TOGETHER).await?;
    if waiting.is_empty() {
        return finish(app, worker, task).await;
    }
    let scope = Scope {
        actor: Scope::actor(&there, space.kind),
        connection: there,
        fields: Default::default(),
        walk: None,
        // The notes stand with the run that saw the files.
        run: runs::recent(&app.db, space.id, plan.connection, 1).await?.first().map(|run| run.id),
        first_enabled_at: plan.first_enabled_at,
    };
    let fetched =
        stream::iter(waiting).map(|row| fetch(Arc::clone(&opened), row)).buffer_unordered(SIDE_BY_SIDE);
    let fetched: Vec<_> = fetched.collect().await;
    let mut wait = None;
    for (row, outcome) in fetched {
        let error = outcome.as_ref().err().cloned();
        let tx = app.db.begin().await?;
        if let Some(said) = keep(app, &tx, &scope, &row, outcome).await? {
            let note = scope.note(app, RecordKind::Application, &row.parent, "file", said);
            note::insert_many(&tx, space.id, plan.connection, vec![note]).await?;
        }
        health::record(app, &tx, &scope.connection, None, opened.ctx.http.calls(), error.as_ref()).await?;
        tx.commit().await?;
        match error {
            Some(VendorError::Auth(_)) => return finish(app, worker, task).await,
            Some(VendorError::RateLimited(after)) => wait = wait.max(Some(after)),
            Some(error) if may_heal(&error) => wait = wait.max(Some(PAUSE)),
            _ => {}
        }
    }
    again(app, worker, task, wait.unwrap_or_default()).await
}

/// Whether another try may bring the file. An answer that makes no sense may be a proxy's, and a file that is given up
/// is not asked for again.
fn may_heal(error: &VendorError) -> bool {
    error.heals_by_itself() || matches!(error, VendorError::Contract { .. })
}

async fn fetch(open: Arc<Open>, row: Mirror) -> (Mirror, std::result::Result<Document, VendorError>) {
    let content = match open.connector.ats() {
        Some(ats) => ats.file(&open.ctx, &row.parent, &row.external_id).await,
        None => Err(VendorError::Forbidden("it has no files".into())),
    };
    (row, content)
}

async fn finish(app: &App, worker: &str, task: &Task) -> Result<()> {
    let tx = app.db.begin().await?;
    task::finish(&tx, task.id, worker).await?;
    Ok(tx.commit().await?)
}

async fn again(app: &App, worker: &str, task: &Task, after: std::time::Duration) -> Result<()> {
    let tx = app.db.begin().await?;
    task::retry(&tx, task.id, worker, app.now() + after).await?;
    Ok(tx.commit().await?)
}

/// Keeps a file, or why it is not kept. Gives what there is to say of it.
async fn keep(
    app: &App,
    tx: &Tx,
    scope: &Scope,
    row: &Mirror,
    outcome: std::result::Result<Document, VendorError>,
) -> Result<Option<String>> {
    let name = row.state["name"].as_str().unwrap_or_default();
    // While it was on its way, the person may have been erased here.
    let now = mirror::of_parents(tx, row.connection, Kind::File, [row.parent.as_str()]).await?;
    if now.iter().any(|now| now.external_id == row.external_id && now.is_erased()) {
        return Ok(None);
    }
    match outcome {
        Ok(document) => store(app, tx, scope, row, document).await,
        Err(VendorError::NotFound(_)) => {
            mirror::set_gone(tx, row, app.now()).await?;
            no_longer_awaited(app, tx, scope, row).await?;
            Ok(Some(format!("The file {name} is no longer there.")))
        }
        Err(error @ (VendorError::Auth(_) | VendorError::RateLimited(_))) => {
            mirror::set_problem(tx, row, Some(&error.to_string())).await?;
            Ok(None)
        }
        Err(error) => {
            let tries = row.state["tries"].as_u64().unwrap_or(0) + 1;
            let mut row = row.clone();
            row.state["tries"] = json!(tries);
            if may_heal(&error) && tries < TRIES {
                mirror::set_state(tx, &row, &row.state).await?;
                return Ok(None);
            }
            let often = if tries == 1 { "1 try".into() } else { format!("{tries} tries") };
            settled(tx, scope, &row, GIVEN_UP, Some(&error.to_string())).await?;
            no_longer_awaited(app, tx, scope, &row).await?;
            Ok(Some(format!(
                "The file {name} could not be fetched, {often}: {error}. It is tried again after the next check of \
                 everything."
            )))
        }
    }
}

/// Lets the files that were given up be tried again.
pub(super) async fn try_again(tx: &Tx, scope: &Scope) -> Result<()> {
    let given_up = mirror::with_hash(tx, scope.connection.id, Kind::File, GIVEN_UP, TRIED_AGAIN).await?;
    let again = given_up.into_iter().map(|mut row| {
        row.state["tries"] = json!(0);
        Mirror { hash: String::new(), problem: None, ..row }
    });
    Ok(mirror::put_many(tx, scope.workspace(), again.collect()).await?)
}

/// Stores a file with its candidate, in place of the version it replaces.
async fn store(
    app: &App,
    tx: &Tx,
    scope: &Scope,
    row: &Mirror,
    document: Document,
) -> Result<Option<String>> {
    let Some((candidate, id)) = belongs(tx, scope, row).await?.zip(row.local) else {
        settled(tx, scope, row, "left", Some("its application is not here")).await?;
        return Ok(None);
    };
    if attachment::get(tx, scope.workspace(), AttachmentId(id)).await?.is_some() {
        settled(tx, scope, row, "kept", None).await?;
        return Ok(None);
    }
    let name = row.state["name"].as_str().unwrap_or_default();
    let kind = row.state["kind"].as_str().and_then(AttachmentKind::parse).unwrap_or(AttachmentKind::Other);
    if let Some(same) = same(tx, scope, candidate, name, &document.bytes).await? {
        let row = Mirror { local: Some(same.into()), ..row.clone() };
        replace(tx, scope, &row).await?;
        settled(tx, scope, &row, "kept", None).await?;
        no_longer_awaited(app, tx, scope, &row).await?;
        return Ok(None);
    }
    let content = resume_text::look(&document.bytes);
    let refused = match content {
        Content::Bomb => Some("It unpacks to far more than it says it is.".to_owned()),
        _ => {
            let bytes = document.bytes.to_vec();
            let kept =
                attachments::keep(app, tx, &scope.actor, AttachmentId(id), candidate, kind, name, bytes);
            match kept.await {
                Ok(()) => None,
                Err(Error::Invalid(problems)) => {
                    Some(problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>().join(" "))
                }
                Err(error) => return Err(error),
            }
        }
    };
    if let Some(why) = refused {
        let why = format!("The file {name} was not kept. {why}");
        settled(tx, scope, row, "left", Some(&why)).await?;
        no_longer_awaited(app, tx, scope, row).await?;
        return Ok(Some(why));
    }
    replace(tx, scope, row).await?;
    settled(tx, scope, row, "kept", None).await?;
    let silent = kind == AttachmentKind::Resume && content == Content::Silent;
    Ok(silent.then(|| format!("The résumé {name} is kept, but no text can be read in it.")))
}

/// Lets screening hear that a résumé which it waited for does not come any more.
async fn no_longer_awaited(app: &App, tx: &Tx, scope: &Scope, row: &Mirror) -> Result<()> {
    if row.state["kind"] != AttachmentKind::Resume.as_str() {
        return Ok(());
    }
    let Some(whose) = belongs(tx, scope, row).await? else { return Ok(()) };
    changed::people(app, tx, scope.workspace(), &[whose], "Its résumé was asked for").await
}

/// Whose file it is.
async fn belongs(tx: &Tx, scope: &Scope, row: &Mirror) -> Result<Option<CandidateId>> {
    let ids = [row.parent.as_str()];
    let rows = mirror::of_external(tx, scope.connection.id, Kind::Application, ids).await?;
    let Some(local) = rows.get(&row.parent).and_then(|row| row.local) else { return Ok(None) };
    let found = application::get(tx, scope.workspace(), ApplicationId(local)).await?;
    Ok(found.map(|application| application.candidate))
}

/// The same file of the same person, where it came with another of their applications.
async fn same(
    tx: &Tx,
    scope: &Scope,
    candidate: CandidateId,
    name: &str,
    bytes: &[u8],
) -> Result<Option<AttachmentId>> {
    let (name, digest) = (attachments::kept_name(name), attachments::digest(bytes));
    let all = attachment::of_candidate(tx, scope.workspace(), candidate).await?;
    for file in all.into_iter().filter(|file| file.name == name && file.sha256 == digest) {
        if is_there(tx, scope, file.id).await? {
            return Ok(Some(file.id));
        }
    }
    Ok(None)
}

/// Whether a file here is one that an application has there.
async fn is_there(tx: &Tx, scope: &Scope, id: AttachmentId) -> Result<bool> {
    let rows = mirror::of_local(tx, scope.workspace(), Kind::File, [id.into()]).await?;
    Ok(rows.iter().any(|row| row.connection == scope.connection.id && row.gone_at.is_none()))
}

/// Takes the versions away that are no longer there, with any application.
async fn replace(tx: &Tx, scope: &Scope, row: &Mirror) -> Result<()> {
    let others = mirror::of_parents(tx, scope.connection.id, Kind::File, [row.parent.as_str()]).await?;
    let same_kind = |other: &&Mirror| other.gone_at.is_some() && other.state["kind"] == row.state["kind"];
    for old in others.iter().filter(same_kind).filter_map(|other| other.local) {
        if row.local != Some(old) && !is_there(tx, scope, AttachmentId(old)).await? {
            attachment::delete(tx, scope.workspace(), AttachmentId(old)).await?;
        }
    }
    Ok(())
}

async fn settled(tx: &Tx, scope: &Scope, row: &Mirror, hash: &str, problem: Option<&str>) -> Result<()> {
    let done = Mirror { hash: hash.into(), problem: problem.map(Into::into), ..row.clone() };
    Ok(mirror::put_many(tx, scope.workspace(), vec![done]).await?)
}
