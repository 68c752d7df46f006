//! Doing a run: taken up where it stopped, kind by kind, to its end.

use std::{sync::Arc, time::Duration};

use connect::VendorError;
use jiff::{Timestamp, tz::TimeZone};
use model::{
    connection::ConnectionStatus,
    note::Note,
    remote::RecordKind,
    sync::{RunMode, RunState, RunTrigger},
};
use store::{
    Tx,
    integrations::connection,
    sync::{plan, run as runs},
    task::{self, Task},
    workspace,
};

use super::{
    Plan, Run,
    fields::Fields,
    now,
    progress::Progress,
    scope::Scope,
    session::{Session, Step, Stop},
};
use crate::{
    App, Result,
    error::Error,
    integrations::{health, open::open},
};

/// How often in a row the other system may fail before the run ends.
const PATIENCE: u32 = 8;

/// Does the run that is due for a connection, or goes on with the one that is under way.
///
/// # Errors
/// Where the database fails; the claim then runs out and the run is taken up again.
pub(crate) async fn work(app: &App, worker: &str, task: &Task) -> Result<()> {
    let Some(mut session) = begin(app, worker, task).await? else { return Ok(()) };
    let outcome = session.go_on().await;
    match session.settle(outcome).await {
        Ok(()) => Ok(()),
        Err(Stop::Ours(error)) => Err(error),
        // Whoever has the run now does the rest.
        Err(_) => give_back(app, worker, task).await,
    }
}

/// Gives the task back, so that whoever changed the run finds a worker at once.
async fn give_back(app: &App, worker: &str, task: &Task) -> Result<()> {
    let tx = app.db.begin().await?;
    task::retry(&tx, task.id, worker, app.now()).await?;
    Ok(tx.commit().await?)
}

/// Takes up a run. `None` where there is nothing to do.
async fn begin<'a>(app: &'a App, worker: &'a str, task: &'a Task) -> Result<Option<Session<'a>>> {
    let space = workspace::get(&app.db, task.workspace).await?.ok_or(Error::NotFound("workspace"))?;
    let tx = app.db.begin().await?;
    let plan = plan::lock(&tx, space.id, task.subject.into()).await?;
    let connection = connection::get(&tx, space.id, task.subject.into()).await?;
    let (Some(plan), Some(connection)) = (plan, connection) else {
        return over(tx, worker, task).await;
    };
    let run = runs::open(&tx, space.id, connection.id).await?;
    if connection.status != ConnectionStatus::Enabled {
        if let Some(run) = run {
            let sentence =
                format!("{} is not enabled any more. What was read until then is kept.", connection.name);
            close(app, &tx, run, sentence).await?;
        }
        return over(tx, worker, task).await;
    }
    if plan.paused || run.as_ref().is_some_and(|run| run.state != RunState::Running) {
        return over(tx, worker, task).await;
    }
    let opened = open(app, space.kind, &connection);
    let run = match run {
        Some(run) => run,
        None => {
            let new = due(app, &tx, &plan).await?;
            runs::insert(&tx, &new).await?;
            new
        }
    };
    let opened = match opened {
        Ok(opened) => Arc::new(opened),
        Err(VendorError::RateLimited(after)) => {
            task::retry(&tx, task.id, worker, app.now() + after).await?;
            tx.commit().await?;
            return Ok(None);
        }
        Err(error) => {
            health::record(app, &tx, &connection, None, vec![], Some(&error)).await?;
            close(app, &tx, run, format!("{error}.")).await?;
            task::retry(&tx, task.id, worker, next(app, &plan)).await?;
            tx.commit().await?;
            return Ok(None);
        }
    };
    tx.commit().await?;
    let scope = Scope {
        actor: Scope::actor(&connection, space.kind),
        connection: connection.clone(),
        fields: Fields::default(),
        walk: None,
        run: Some(run.id),
        first_enabled_at: plan.first_enabled_at,
    };
    let progress = Progress::of(&run);
    Ok(Some(Session { app, worker, task, connection, plan, run, progress, scope, open: opened, odd: vec![] }))
}

async fn over<'a>(tx: Tx, worker: &str, task: &Task) -> Result<Option<Session<'a>>> {
    task::finish(&tx, task.id, worker).await?;
    tx.commit().await?;
    Ok(None)
}

/// Ends a run that can't go on.
async fn close(app: &App, tx: &Tx, run: Run, sentence: String) -> Result<()> {
    let read_in = run.state;
    let state = if run.tally.is_empty() { RunState::Failed } else { RunState::Partial };
    let closed = Run { state, ended_at: Some(app.now()), sentence: Some(sentence), ..run };
    runs::save(tx, &closed, read_in).await?;
    Ok(())
}

/// When the next run begins.
fn next(app: &App, plan: &Plan) -> Timestamp {
    app.now() + Duration::from_secs(60 * u64::from(plan.every_minutes))
}

/// The run whose time has come: of everything once a day at the set hour, of what changed otherwise.
async fn due(app: &App, tx: &Tx, plan: &Plan) -> Result<Run> {
    let first = runs::recent(tx, plan.workspace, plan.connection, 1).await?.is_empty();
    let trigger = if first { RunTrigger::First } else { RunTrigger::Schedule };
    Ok(now::begun(app, plan, mode(app.now(), plan), trigger))
}

fn mode(now: Timestamp, plan: &Plan) -> RunMode {
    const MOST: Duration = Duration::from_secs(36 * 3600);
    const LEAST: Duration = Duration::from_secs(20 * 3600);
    let Some(last) = plan.last_full_at else { return RunMode::Full };
    let hour = TimeZone::UTC.to_datetime(now).hour();
    let its_hour = u32::try_from(hour).is_ok_and(|hour| hour == plan.full_hour);
    if now >= last + MOST || (its_hour && now >= last + LEAST) { RunMode::Full } else { RunMode::Changes }
}

impl Session<'_> {
    /// Goes on until everything was seen.
    async fn go_on(&mut self) -> Step<()> {
        self.refresh_fields().await?;
        for kind in self.ats()?.kinds() {
            if !self.progress.done.contains(kind) {
                self.kind(*kind).await?;
            }
        }
        if self.run.mode == RunMode::Changes && self.progress.partial.is_empty() {
            self.odd = self.count_there().await?;
        }
        Ok(())
    }

    async fn refresh_fields(&mut self) -> Step<()> {
        let (there, notes) = match self.ats()?.fields(&self.open.ctx).await {
            Ok(there) => (Some(there.fields), there.notes),
            // Without them the records can still be read; their values are then those of the fields known so far.
            Err(VendorError::Forbidden(why)) => {
                let why =
                    format!("Its own fields could not be listed, so those known so far are kept: {why}.");
                (None, vec![Note::on("fields", why)])
            }
            Err(error) => return Err(error.into()),
        };
        let kind = RecordKind::Application;
        let note = |note: &Note| self.scope.note(self.app, kind, "", "remark", note.text.clone());
        let said: Vec<_> = notes.iter().filter(|_| !self.progress.fields_said).map(note).collect();
        let tx = self.app.db.begin().await?;
        self.scope.fields = match there {
            Some(there) => Fields::refresh(self.app, &tx, &self.connection, &there).await?,
            None => Fields::known(&tx, &self.connection).await?,
        };
        self.say(&tx, said).await?;
        self.progress.fields_said = true;
        self.keep(&tx).await?;
        Ok(tx.commit().await?)
    }

    /// Keeps how the run came out, and asks for what comes next.
    async fn settle(&mut self, outcome: Step<()>) -> Step<()> {
        match outcome {
            Ok(()) => self.finish().await,
            // A clock that went back is met within the walk that learns of it.
            Err(Stop::Over | Stop::Clock) => Err(Stop::Over),
            Err(Stop::Vendor(error)) => self.vendor(error).await,
            Err(Stop::Kind(sentence)) => self.end(RunState::Partial, sentence, None).await,
            Err(Stop::Ours(error)) => {
                tracing::error!(%error, connection = %self.connection.id, "a run of the sync could not go on");
                self.later(None, "The database failed".into()).await
            }
        }
    }

    async fn vendor(&mut self, error: VendorError) -> Step<()> {
        match error {
            VendorError::RateLimited(after) => {
                let tx = self.app.db.begin().await?;
                self.keep_calls(&tx, Some(&error)).await?;
                self.again_at(&tx, self.app.now() + after).await?;
                Ok(tx.commit().await?)
            }
            VendorError::Unavailable(_) | VendorError::Uncertain(_) => {
                let sentence = error.to_string();
                self.later(Some(error), sentence).await
            }
            error => {
                let state = if self.run.tally.is_empty() { RunState::Failed } else { RunState::Partial };
                let sentence = format!("{error}. What was read until then is kept; nothing was removed.");
                self.end(state, sentence, Some(error)).await
            }
        }
    }

    /// Tries again later, and gives up after some tries.
    async fn later(&mut self, error: Option<VendorError>, why: String) -> Step<()> {
        // What is kept counts, not what this worker was about to keep.
        let kept = runs::get(&self.app.db, self.plan.workspace, self.run.id).await?;
        self.run = kept.ok_or(Error::NotFound("run"))?;
        self.progress = Progress::of(&self.run);
        self.progress.failures += 1;
        if self.progress.failures > PATIENCE {
            let sentence = format!("{why}, {PATIENCE} times in a row. What was read until then is kept.");
            return self.end(RunState::Partial, sentence, error).await;
        }
        let wait = Duration::from_secs(15) * (1 << self.progress.failures.min(6));
        let tx = self.app.db.begin().await?;
        self.keep_calls(&tx, error.as_ref()).await?;
        self.again_at(&tx, self.app.now() + wait).await?;
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_read_once_a_day_at_its_hour_or_when_that_was_missed() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let mut plan = Plan {
            connection: uuid::Uuid::nil().into(),
            workspace: uuid::Uuid::nil().into(),
            paused: false,
            every_minutes: 15,
            share_percent: 20,
            full_hour: 3,
            take_files: true,
            reference_field: None,
            first_enabled_at: at("2026-03-01T00:00:00Z"),
            last_full_at: None,
            census_at: None,
            cursors: Default::default(),
            gaps: Default::default(),
        };
        assert_eq!(mode(at("2026-03-02T09:00:00Z"), &plan), RunMode::Full);
        plan.last_full_at = Some(at("2026-03-02T03:10:00Z"));
        assert_eq!(mode(at("2026-03-02T09:00:00Z"), &plan), RunMode::Changes);
        assert_eq!(mode(at("2026-03-03T03:00:00Z"), &plan), RunMode::Full);
        assert_eq!(mode(at("2026-03-03T02:59:00Z"), &plan), RunMode::Changes);
        assert_eq!(mode(at("2026-03-03T15:10:00Z"), &plan), RunMode::Full);
    }
}
