//! Carrying people through a connection, one after the other; each step's result is committed before the next begins.
//!
//! One task a connection: nobody is looked for while somebody else with the same address is being made. Whoever takes a
//! delivery up that was cut off reads the ledger, and the connector looks before it makes anybody.

use connect::VendorError;
use model::{
    connection::ConnectionStatus,
    crm::CrmField,
    handoff::{Problem, ProblemKind},
    pool::{Consent, Origin, Profile, Record},
    push::ExportState,
};
use store::{
    Tx,
    integrations::connection::{self, Connection},
    sourcing::{
        export, export_item, profile,
        push::{self, Kept},
        record,
    },
    task::{self, Task},
    workspace,
};

use super::{
    Item,
    step::{self, Stop, Way},
};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    handoff::problem::{Follows, follows},
    integrations::{
        health,
        open::{Open, open},
    },
    sourcing::push::{crm, vanished},
    work::LEASE,
};

/// How many people are read ahead.
const AHEAD: u64 = 50;

/// What a run needs.
struct Run<'a> {
    app: &'a App,
    worker: &'a str,
    task: &'a Task,
    actor: Actor,
    connection: Connection,
    kept: Kept,
    open: Open,
}

/// How a person's turn ended.
enum Turn {
    /// The next step, or the next one.
    Next,
    /// Somebody took this person back meanwhile: the next one.
    Gone,
    /// This run is over: the task was given back or passed to another worker.
    Over,
}

/// Carries everyone who waits.
///
/// # Errors
/// Where the database fails; the claim then runs out and the delivery is taken up again.
pub(crate) async fn deliver(app: &App, worker: &str, task: &Task) -> Result<()> {
    let space = workspace::get(&app.db, task.workspace).await?.ok_or(Error::NotFound("workspace"))?;
    let connection = connection::get(&app.db, space.id, task.subject.into()).await?;
    let connection = connection.ok_or(Error::NotFound("connection"))?;
    let kept = push::of(&app.db, space.id, connection.id).await?;
    let actor = Actor::worker(space.id, space.kind);
    let Some(kept) = kept.filter(|_| connection.status == ConnectionStatus::Enabled) else {
        return stand_still(app, worker, task, &connection).await;
    };
    let open = match open(app, space.kind, &connection) {
        Ok(open) => open,
        Err(error) => return later(app, worker, task, &connection, &error).await,
    };
    let run = Run { app, worker, task, actor, connection, kept, open };
    run.everyone().await
}

impl Run<'_> {
    async fn everyone(&self) -> Result<()> {
        let app = self.app;
        // Looked at afresh before anybody is sent.
        let fields = match self.fields().await? {
            Ok(fields) => fields,
            Err(error) => return self.failed(&error).await,
        };
        if !self.kept.settings.vanished(&fields).is_empty() {
            return self.finish().await;
        }
        loop {
            let items = export_item::next(&app.db, self.connection.id, app.now(), AHEAD).await?;
            if items.is_empty() {
                return self.finish().await;
            }
            let now = connection::get(&app.db, self.actor.workspace, self.connection.id).await?;
            if now.is_none_or(|now| now.status != ConnectionStatus::Enabled) {
                return stand_still(app, self.worker, self.task, &self.connection).await;
            }
            for item in items {
                let export = export::get(&app.db, self.actor.workspace, item.export).await?;
                let export = export.ok_or(Error::NotFound("export"))?;
                let way = Way {
                    open: &self.open,
                    settings: &self.kept.settings,
                    place: export.place,
                    fields: &fields,
                    workspace: self.actor.workspace,
                };
                if let Turn::Over = self.person(&way, item).await? {
                    return Ok(());
                }
            }
        }
    }

    /// The fields that are there now. A mapped one that is gone stops everybody.
    async fn fields(&self) -> Result<std::result::Result<Vec<CrmField>, VendorError>> {
        let fields = match crm(&self.open) {
            Ok(crm) => crm.fields(&self.open.ctx).await,
            Err(error) => Err(error),
        };
        if let Ok(fields) = &fields {
            let (app, tx) = (self.app, self.app.db.begin().await?);
            vanished::note(app, &tx, &self.actor, &self.connection, &self.kept, fields).await?;
            health::record(app, &tx, &self.connection, None, self.open.ctx.http.calls(), None).await?;
            tx.commit().await?;
        }
        Ok(fields)
    }

    /// One person's turn.
    async fn person(&self, way: &Way<'_>, mut item: Item) -> Result<Turn> {
        let found = profile::get(&self.app.db, self.actor.workspace, item.profile).await?;
        let Some(profile) = found else {
            let tx = self.app.db.begin().await?;
            item.state = ExportState::Cancelled;
            return self.keep(tx, item, None).await;
        };
        while let Some(step) = step::next(&item.ledger) {
            match step::run(self.app, way, &profile, &mut item, step).await {
                Ok(()) => {}
                Err(Stop::Ours(error)) => return Err(error),
                Err(Stop::Person(problem)) => return self.wait(item, problem, None).await,
                Err(Stop::Vendor(error)) => return self.refused(item, error).await,
            }
            let tx = self.app.db.begin().await?;
            (item.tries, item.problem, item.next_try_at) = (0, None, None);
            if step::next(&item.ledger).is_none() {
                item.state = ExportState::Done;
                self.arrived(&tx, &profile, &item).await?;
            }
            match self.keep(tx, item.clone(), None).await? {
                Turn::Next => {}
                ended => return Ok(ended),
            }
        }
        Ok(Turn::Next)
    }

    /// From now on the pool knows that they are there.
    async fn arrived(&self, tx: &Tx, profile: &Profile, item: &Item) -> Result<()> {
        let (app, workspace) = (self.app, self.actor.workspace);
        let external_id = item.ledger.external_id.clone().unwrap_or_default();
        let known = record::of_system(tx, workspace, self.connection.id, &external_id).await?;
        if known.is_none() {
            let origin =
                Origin::System { connection: self.connection.id, external_id, address: String::new() };
            let new = Record {
                id: app.id(),
                profile: profile.id,
                origin,
                person: profile.person.clone(),
                consent: Consent::Unknown,
                seen_at: app.now(),
            };
            record::put_many(tx, workspace, &[new]).await?;
            let seen = Profile { changed_at: app.now(), ..profile.clone() };
            profile::put_many(tx, workspace, &[seen]).await?;
        }
        let outcome = item.ledger.outcome.map(|outcome| outcome.label()).unwrap_or_default();
        let detail = format!("Sent to {}: {outcome}", self.connection.name);
        audit::write(app, tx, &self.actor, "profile.sent", ("profile", Some(profile.id.into())), detail).await
    }

    /// What follows when the other system does not take somebody.
    async fn refused(&self, mut item: Item, error: VendorError) -> Result<Turn> {
        // A field may have gone while people were on their way.
        if let VendorError::Rejected(_) = &error
            && let Ok(fields) = self.fields().await?
            && !self.kept.settings.vanished(&fields).is_empty()
        {
            self.finish().await?;
            return Ok(Turn::Over);
        }
        let tries = item.tries + 1;
        match follows(&error, tries, &self.connection.name) {
            Follows::Card(problem) if matches!(error, VendorError::Auth(_)) => {
                let tx = self.app.db.begin().await?;
                export_item::stop_all(&tx, self.connection.id, &problem, self.app.now()).await?;
                self.end(tx, Some(&error), None).await
            }
            Follows::Card(problem) => self.wait(item, problem, Some(&error)).await,
            Follows::Again(after, problem) => {
                let at = self.app.now() + after;
                item.tries = tries;
                (item.problem, item.next_try_at) = (Some(problem), Some(at));
                item.updated_at = self.app.now();
                let tx = self.app.db.begin().await?;
                export_item::save(&tx, &item, ExportState::Queued).await?;
                // Nobody else is sent meanwhile: they might be the same person.
                self.end(tx, Some(&error), Some(at)).await
            }
        }
    }

    async fn wait(&self, mut item: Item, problem: Problem, error: Option<&VendorError>) -> Result<Turn> {
        let tx = self.app.db.begin().await?;
        item.state = ExportState::Waiting;
        item.problem = Some(problem);
        self.keep(tx, item, error).await
    }

    /// Keeps a person's state with the calls that were made, while the claim is still this worker's.
    async fn keep(&self, tx: Tx, mut item: Item, error: Option<&VendorError>) -> Result<Turn> {
        let app = self.app;
        item.updated_at = app.now();
        let held = task::renew(&tx, self.task.id, self.worker, app.now() + LEASE).await?;
        if !held {
            return Ok(Turn::Over);
        }
        if !export_item::save(&tx, &item, ExportState::Queued).await? {
            return Ok(Turn::Gone);
        }
        health::record(app, &tx, &self.connection, None, self.open.ctx.http.calls(), error).await?;
        tx.commit().await?;
        Ok(Turn::Next)
    }

    /// Ends this run: for good, or until then.
    async fn end(
        &self,
        tx: Tx,
        error: Option<&VendorError>,
        again_at: Option<jiff::Timestamp>,
    ) -> Result<Turn> {
        let held = match again_at {
            Some(at) => task::retry(&tx, self.task.id, self.worker, at).await?,
            None => task::finish(&tx, self.task.id, self.worker).await?,
        };
        if held {
            health::record(self.app, &tx, &self.connection, None, self.open.ctx.http.calls(), error).await?;
            tx.commit().await?;
        }
        Ok(Turn::Over)
    }

    async fn failed(&self, error: &VendorError) -> Result<()> {
        let tx = self.app.db.begin().await?;
        let again_at = match follows(error, 1, &self.connection.name) {
            Follows::Again(after, _) => Some(self.app.now() + after),
            Follows::Card(problem) => {
                export_item::stop_all(&tx, self.connection.id, &problem, self.app.now()).await?;
                None
            }
        };
        self.end(tx, Some(error), again_at).await.map(|_| ())
    }

    /// Nobody is left for now. Whoever came or is due later is not forgotten: it is looked for once the task is gone.
    async fn finish(&self) -> Result<()> {
        let (app, tx) = (self.app, self.app.db.begin().await?);
        if !task::finish(&tx, self.task.id, self.worker).await? {
            return Ok(());
        }
        let due = export_item::next(&tx, self.connection.id, app.now(), 1).await?;
        let later = export_item::next_try(&tx, self.connection.id).await?;
        let at = if due.is_empty() { later } else { Some(app.now()) };
        if let Some(at) = at {
            let (workspace, subject) = (self.actor.workspace, self.connection.id.into());
            task::push(&tx, app.id(), workspace, super::TASK, subject, at, app.now()).await?;
        }
        Ok(tx.commit().await?)
    }
}

/// The connection is not in use: everyone waits, and nothing is called.
async fn stand_still(app: &App, worker: &str, task: &Task, connection: &Connection) -> Result<()> {
    let tx = app.db.begin().await?;
    let sentence = format!(
        "{} is not in use, or nobody set up how people go there. They wait, and go on once it is.",
        connection.name
    );
    let problem = Problem { kind: ProblemKind::Connection, sentence, fields: vec![] };
    export_item::stop_all(&tx, connection.id, &problem, app.now()).await?;
    task::finish(&tx, task.id, worker).await?;
    Ok(tx.commit().await?)
}

/// The connection can't be opened now.
async fn later(
    app: &App,
    worker: &str,
    task: &Task,
    connection: &Connection,
    error: &VendorError,
) -> Result<()> {
    let tx = app.db.begin().await?;
    match follows(error, 1, &connection.name) {
        Follows::Again(after, _) => {
            task::retry(&tx, task.id, worker, app.now() + after).await?;
        }
        Follows::Card(problem) => {
            export_item::stop_all(&tx, connection.id, &problem, app.now()).await?;
            task::finish(&tx, task.id, worker).await?;
        }
    }
    Ok(tx.commit().await?)
}
