//! Records that are no longer there. Nothing is deleted here: a job is closed, and all are marked.

use model::{
    JobId,
    job::{Job, JobStatus},
    remote::RecordKind,
};
use store::{
    Tx,
    hiring::{application, job},
    sync::{
        mirror::{self, Mirror},
        note::RunNote,
    },
};
use uuid::Uuid;

use super::audit_line;
use crate::{App, Result, referrals::matching, sync::scope::Scope};

/// Marks a record as gone there, and gives the note that says so.
pub(in crate::sync) async fn gone(
    app: &App,
    tx: &Tx,
    scope: &Scope,
    kind: RecordKind,
    row: &Mirror,
) -> Result<RunNote> {
    mirror::set_gone(tx, row, app.now()).await?;
    let there = &scope.connection.name;
    if let Some(local) = row.local {
        let closed = kind == RecordKind::Job && close(app, tx, scope, JobId(local)).await?;
        let what = if closed { " and was closed here" } else { "" };
        let (subject, detail) =
            (subject(tx, scope, kind, local).await?, format!("No longer in {there}{what}"));
        let line = audit_line(app, scope, &format!("{}.gone_there", kind.as_str()), subject, detail);
        store::audit::insert(tx, scope.workspace(), &line).await?;
    }
    let sentence = format!("No longer in {there}. What is known of it stays here.");
    Ok(scope.note(app, kind, &row.external_id, "gone", sentence))
}

async fn close(app: &App, tx: &Tx, scope: &Scope, id: JobId) -> Result<bool> {
    let Some(open) = job::get(tx, scope.workspace(), id).await? else { return Ok(false) };
    if open.status == JobStatus::Closed {
        return Ok(false);
    }
    job::update(tx, scope.workspace(), &Job { status: JobStatus::Closed, ..open }).await?;
    matching::jobs_changed(app, tx, scope.workspace(), &[id]).await?;
    Ok(true)
}

/// The record whose page tells it: an application's stands on its candidate's.
async fn subject(tx: &Tx, scope: &Scope, kind: RecordKind, local: Uuid) -> Result<(&'static str, Uuid)> {
    Ok(match kind {
        RecordKind::Job => ("job", local),
        RecordKind::Candidate => ("candidate", local),
        RecordKind::Application => {
            let found = application::get(tx, scope.workspace(), local.into()).await?;
            ("candidate", found.map_or(local, |application| application.candidate.into()))
        }
    })
}
