//! One record fetched by itself and taken over, because the other system said that it changed.

use connect::VendorError;
use model::{ConnectionId, WorkspaceId, remote::RecordKind};
use store::{
    integrations::connection,
    sync::{
        mirror::{self, Kind},
        note, plan,
    },
    task, workspace,
};

use super::{
    apply::{self, Attempt, Batch, Parents, Wanted, gone::gone},
    fields::Fields,
    files, fingerprint,
    scope::Scope,
};
use crate::{
    App,
    error::{Error, Result},
    integrations::{
        health,
        open::{Open, open},
    },
};

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// New here.
    Made,
    /// Changed here.
    Changed,
    /// Here as it is there.
    Same,
    /// Read, and not taken over; a note says why.
    Skipped,
    /// No longer there.
    Gone,
}

/// Fetches one record and takes it over, with what it refers to.
///
/// # Errors
/// [`Error::Vendor`] where it can't be fetched now; the calls and what they say of the connection are kept.
pub async fn take_one(
    app: &App,
    workspace: WorkspaceId,
    connection: ConnectionId,
    kind: RecordKind,
    external_id: &str,
) -> Result<Taken> {
    let space = workspace::get(&app.db, workspace).await?.ok_or(Error::NotFound("workspace"))?;
    let there =
        connection::get(&app.db, workspace, connection).await?.ok_or(Error::NotFound("connection"))?;
    let plan = plan::get(&app.db, workspace, connection).await?.ok_or(Error::NotFound("plan of a sync"))?;
    let opened = open(app, space.kind, &there)?;
    let scope = Scope {
        actor: Scope::actor(&there, space.kind),
        connection: there,
        fields: Fields::default(),
        walk: None,
        run: None,
        first_enabled_at: plan.first_enabled_at,
    };
    let outcome = bring(app, &opened, scope, kind, external_id).await;
    if let Err(Error::Vendor(error)) = &outcome {
        let there =
            connection::get(&app.db, workspace, connection).await?.ok_or(Error::NotFound("connection"))?;
        let tx = app.db.begin().await?;
        health::record(app, &tx, &there, None, opened.ctx.http.calls(), Some(error)).await?;
        tx.commit().await?;
    }
    outcome
}

async fn bring(app: &App, open: &Open, mut scope: Scope, kind: RecordKind, id: &str) -> Result<Taken> {
    let ats = open.connector.ats().ok_or(Error::NotFound("record"))?;
    let asked_at = app.now();
    let fetched = match ats.fetch(&open.ctx, kind, id).await {
        Err(VendorError::NotFound(_)) => None,
        Err(error) => return Err(error.into()),
        Ok(incoming) => Some(incoming),
    };
    let (mut parents, mut looked) = (Parents::new(), false);
    loop {
        let tx = app.db.begin().await?;
        plan::lock(&tx, scope.workspace(), scope.connection.id).await?;
        scope.fields = Fields::known(&tx, &scope.connection).await?;
        let Some(incoming) = &fetched else {
            let taken = lost(app, &tx, &scope, kind, id).await?;
            health::record(app, &tx, &scope.connection, None, open.ctx.http.calls(), None).await?;
            tx.commit().await?;
            return Ok(taken);
        };
        let mut notes = Vec::new();
        for (kind, records) in &parents {
            let batch = Batch {
                kind: *kind,
                records,
                fingerprints: &fingerprint::of_each(records),
                asked_at,
                answered_at: None,
                limit: u64::MAX,
                looked: true,
                files: &[],
            };
            if let Attempt::Done(applied) = apply::attempt(app, &tx, &scope, &batch).await? {
                notes.extend(applied.notes);
            }
        }
        let records = std::slice::from_ref(incoming);
        let batch = Batch {
            kind,
            records,
            fingerprints: &fingerprint::of_each(records),
            asked_at,
            answered_at: None,
            limit: u64::MAX,
            looked,
            files: &[],
        };
        match apply::attempt(app, &tx, &scope, &batch).await? {
            Attempt::Missing(wanted) if !looked => {
                drop(tx);
                parents = referred(open, wanted).await?;
                looked = true;
            }
            Attempt::Done(applied) => {
                notes.extend(applied.notes);
                note::insert_many(&tx, scope.workspace(), scope.connection.id, notes).await?;
                health::record(app, &tx, &scope.connection, None, open.ctx.http.calls(), None).await?;
                fetch_files(app, &tx, &scope).await?;
                tx.commit().await?;
                app.bell.notify_one();
                let counts = applied.counts;
                return Ok(match (counts.made, counts.changed, counts.skipped) {
                    (1.., _, _) => Taken::Made,
                    (_, 1.., _) => Taken::Changed,
                    (_, _, 1..) => Taken::Skipped,
                    _ => Taken::Same,
                });
            }
            _ => return Ok(Taken::Skipped),
        }
    }
}

async fn lost(app: &App, tx: &store::Tx, scope: &Scope, kind: RecordKind, id: &str) -> Result<Taken> {
    let rows = mirror::of_external(tx, scope.connection.id, kind.into(), [id]).await?;
    if let Some(row) = rows.get(id).filter(|row| row.gone_at.is_none()) {
        let note = gone(app, tx, scope, kind, row).await?;
        note::insert_many(tx, scope.workspace(), scope.connection.id, vec![note]).await?;
    }
    Ok(Taken::Gone)
}

/// Fetches what is referred to and not known. What can't be had is left out.
async fn referred(open: &Open, wanted: Wanted) -> Result<Parents> {
    let ats = open.connector.ats().ok_or(Error::NotFound("record"))?;
    let mut parents = Vec::new();
    for (kind, ids) in [(RecordKind::Job, wanted.jobs), (RecordKind::Candidate, wanted.candidates)] {
        let mut records = Vec::new();
        for id in ids {
            match ats.fetch(&open.ctx, kind, &id).await {
                Ok(incoming) => records.push(incoming),
                Err(VendorError::NotFound(_) | VendorError::Forbidden(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        parents.push((kind, records));
    }
    Ok(parents)
}

async fn fetch_files(app: &App, tx: &store::Tx, scope: &Scope) -> Result<()> {
    let there = scope.connection.id;
    if mirror::waiting(tx, there, Kind::File, 1).await?.is_empty() {
        return Ok(());
    }
    Ok(task::push(tx, app.id(), scope.workspace(), files::TASK, there.into(), app.now(), app.now()).await?)
}
