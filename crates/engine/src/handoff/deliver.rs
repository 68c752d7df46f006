//! Delivering one hand-off: the steps in order, each result committed before the next step begins.
//!
//! A delivery may be cut off anywhere. The next one reads the ledger and goes on at the first step that is not done;
//! where that is the creating of the employee, it looks first whether the cut-off one made them.

use connect::{Ctx, Key, VendorError, hris::Hris};
use jiff::Timestamp;
use model::{
    WorkspaceId,
    connection::ConnectionStatus,
    handoff::{HandoffState, Problem, ProblemKind, Step},
};
use serde_json::json;
use store::{
    Tx,
    integrations::{
        connection::{self, Connection},
        handoff::{self, Handoff},
        ledger::{self, Entry, StepState},
    },
    task::{self, Task},
    workspace,
};

use super::{
    problem::{Follows, follows},
    steps::{self, Outcome, Stop},
};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    integrations::{
        health,
        open::{Open, open},
    },
    outgoing,
    work::LEASE,
};

/// One hand-off in the hands of one worker.
pub struct Delivery {
    pub(super) handoff: Handoff,
    pub(super) connection: Connection,
    pub(super) ledger: Vec<Entry>,
    /// Whether this very run has seen who is there; before it has, nothing is created.
    pub(super) looked: bool,
    unsaved: Vec<Entry>,
    /// Until when nobody else can have taken this up.
    held_until: Timestamp,
    open: std::result::Result<Open, VendorError>,
    actor: Actor,
    task: Task,
    worker: String,
}

/// What came of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// There is another step.
    Step,
    /// Delivered, or to be taken up later: this run is over.
    Over,
    /// Another worker has the hand-off now, or a person cancelled it; nothing of this step was kept.
    Lost,
}

/// Runs every step that is left.
///
/// # Errors
/// Where the database fails; the claim then runs out and the hand-off is taken up again.
pub(crate) async fn deliver(app: &App, worker: &str, task: &Task) -> Result<()> {
    if let Some(mut delivery) = Delivery::begin(app, worker, task).await? {
        while delivery.step(app).await? == Next::Step {}
    }
    Ok(())
}

impl Delivery {
    /// Takes up a hand-off at the first step that is not done. `None` where there is nothing to do.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn begin(app: &App, worker: &str, task: &Task) -> Result<Option<Self>> {
        let space = workspace::get(&app.db, task.workspace).await?.ok_or(Error::NotFound("workspace"))?;
        let found = handoff::get(&app.db, space.id, task.subject.into()).await?;
        let Some(handoff) = found.filter(|handoff| is_ours_to_send(handoff.state)) else {
            drop_task(app, worker, task).await?;
            return Ok(None);
        };
        let connection = connection::get(&app.db, space.id, handoff.connection).await?;
        let connection = connection.ok_or(Error::NotFound("connection"))?;
        let mut delivery = Self {
            ledger: ledger::of(&app.db, space.id, handoff.id).await?,
            open: open(app, space.kind, &connection),
            actor: Actor::worker(space.id, space.kind),
            task: task.clone(),
            worker: worker.into(),
            looked: false,
            unsaved: vec![],
            held_until: app.now() + LEASE,
            handoff,
            connection,
        };
        if let Some(problem) = delivery.not_in_use() {
            delivery.stop_before_anything(app, problem).await?;
            return Ok(None);
        }
        // Said before the first write there, so that nobody cancels or edits what is on its way.
        if delivery.handoff.state != HandoffState::Sending && !delivery.ledger.is_empty() {
            let tx = app.db.begin().await?;
            if !delivery.save(app, &tx, HandoffState::Sending).await? {
                return Ok(None);
            }
            tx.commit().await?;
        }
        Ok(Some(delivery))
    }

    /// Runs the next step and keeps what came of it. Steps that are not called for, and those that need no call,
    /// are kept together with it.
    ///
    /// # Errors
    /// Where the database fails; nothing of the step is kept then.
    pub async fn step(&mut self, app: &App) -> Result<Next> {
        let mut passed = Vec::new();
        loop {
            let began = app.now();
            if began >= self.held_until {
                // This process slept for so long that another may be at it: nothing more is sent from here.
                return Ok(Next::Lost);
            }
            let step = self.next(&passed);
            let outcome = self.run(app, step).await;
            metrics::histogram!("handoff_step_seconds", "step" => step.as_str())
                .record(app.now().duration_since(began).as_secs_f64());
            match outcome {
                Ok(Outcome::Skipped(why)) => {
                    passed.push(self.entry(step, StepState::Skipped, json!(why), began, app))
                }
                Ok(Outcome::Done { result, handoff }) => {
                    let entry = self.entry(step, StepState::Done, result, began, app);
                    passed.push(entry);
                    return self.went_on(app, passed, *handoff).await;
                }
                Ok(Outcome::Again(handoff)) => return self.went_on(app, passed, *handoff).await,
                Err(Stop::Ask { problem, matches }) => {
                    self.handoff.matches = matches;
                    passed.push(self.failed(step, &problem.sentence, false, began, app));
                    return self.wait(app, passed, problem, None).await;
                }
                Err(Stop::Vendor(error)) => return self.refused(app, passed, step, error, began).await,
                Err(Stop::Ours(error)) => return Err(error),
            }
        }
    }

    /// Runs one step without keeping anything, as a worker does that dies before it can.
    pub(super) async fn run(&mut self, app: &App, step: Step) -> std::result::Result<Outcome, Stop> {
        if let Err(error) = &self.open {
            return Err(Stop::Vendor(error.clone()));
        }
        steps::run(app, self, step).await
    }

    pub(super) fn hris(&self) -> std::result::Result<(&dyn Hris, &Ctx), VendorError> {
        let open = self.open.as_ref().map_err(Clone::clone)?;
        Ok((open.hris()?, &open.ctx))
    }

    pub(super) fn key(&self) -> Key {
        Key(self.handoff.vendor_key.clone())
    }

    pub(super) fn workspace(&self) -> WorkspaceId {
        self.handoff.workspace
    }

    /// The step that comes next.
    pub(super) fn next(&self, passed: &[Entry]) -> Step {
        let over = |step: &Step| {
            self.ledger.iter().chain(passed).any(|e| e.step == *step && e.state != StepState::Failed)
        };
        Step::ALL.into_iter().find(|step| !over(step)).unwrap_or(Step::Tell)
    }

    fn calls(&self) -> Vec<connect::CallEntry> {
        self.open.as_ref().map(|open| open.ctx.http.calls()).unwrap_or_default()
    }

    fn not_in_use(&self) -> Option<Problem> {
        let there = &self.connection.name;
        let (kind, why) = match self.connection.status {
            ConnectionStatus::Enabled => return None,
            ConnectionStatus::Broken => (ProblemKind::Auth, "does not accept its key"),
            ConnectionStatus::Disabled => (ProblemKind::Connection, "is disabled"),
            ConnectionStatus::Disconnected => (ProblemKind::Connection, "is disconnected"),
        };
        let sentence =
            format!("{there} {why}. Everything typed is kept; it goes on once the connection is enabled.");
        Some(Problem { kind, sentence, fields: vec![] })
    }

    fn entry(
        &self,
        step: Step,
        state: StepState,
        result: serde_json::Value,
        began_at: Timestamp,
        app: &App,
    ) -> Entry {
        let before = self.ledger.iter().find(|entry| entry.step == step).map_or(0, |entry| entry.attempts);
        Entry { step, state, result, attempts: before + 1, began_at, ended_at: app.now() }
    }

    fn failed(&self, step: Step, sentence: &str, unsure: bool, began: Timestamp, app: &App) -> Entry {
        self.entry(step, StepState::Failed, json!({"problem": sentence, "unsure": unsure}), began, app)
    }

    async fn went_on(&mut self, app: &App, entries: Vec<Entry>, mut handoff: Handoff) -> Result<Next> {
        let tx = app.db.begin().await?;
        handoff.tries = 0;
        handoff.problem = None;
        handoff.next_try_at = None;
        let read_in = std::mem::replace(&mut self.handoff, handoff).state;
        self.keep(entries);
        if self.next(&[]) != Step::Link {
            return self.commit(app, tx, read_in, HandoffState::Sending, None).await;
        }
        // What is left needs no call, so it goes into the same transaction.
        match steps::link::link(app, &tx, self).await? {
            Ok(result) => {
                let now = app.now();
                let link = self.entry(Step::Link, StepState::Done, result, now, app);
                steps::tell::tell(app, &tx, self, &self.actor).await?;
                outgoing::employed(app, &tx, &self.actor, &self.handoff).await?;
                let tell = self.entry(Step::Tell, StepState::Done, json!({}), now, app);
                self.keep(vec![link, tell]);
                let next = self.commit(app, tx, read_in, HandoffState::Delivered, None).await?;
                if next != Next::Lost {
                    metrics::counter!("handoffs_delivered_total").increment(1);
                }
                Ok(next)
            }
            Err(problem) => {
                self.handoff.problem = Some(problem);
                self.commit(app, tx, read_in, HandoffState::Waiting, None).await
            }
        }
    }

    async fn refused(
        &mut self,
        app: &App,
        mut entries: Vec<Entry>,
        step: Step,
        error: VendorError,
        began: Timestamp,
    ) -> Result<Next> {
        let held_back = self.open.is_err() && matches!(error, VendorError::RateLimited(_));
        if !held_back {
            // A create may have been written: by this run, or by one that was cut off and could not yet be looked for.
            let unsure = step == Step::Create && (matches!(error, VendorError::Uncertain(_)) || !self.looked);
            entries.push(self.failed(step, &error.to_string(), unsure, began, app));
        }
        let tries = self.handoff.tries + 1;
        match follows(&error, tries, &self.connection.name) {
            Follows::Card(problem) => self.wait(app, entries, problem, Some(&error)).await,
            Follows::Again(after, problem) => {
                let tx = app.db.begin().await?;
                let read_in = self.handoff.state;
                if !matches!(error, VendorError::RateLimited(_)) {
                    self.handoff.tries = tries;
                }
                self.handoff.problem = Some(problem);
                self.handoff.next_try_at = Some(app.now() + after);
                self.keep(entries);
                self.commit(app, tx, read_in, HandoffState::Retrying, Some(&error)).await
            }
        }
    }

    async fn wait(
        &mut self,
        app: &App,
        entries: Vec<Entry>,
        problem: Problem,
        error: Option<&VendorError>,
    ) -> Result<Next> {
        let tx = app.db.begin().await?;
        let read_in = self.handoff.state;
        let detail = format!("Stopped the hire before {}. {}", self.connection.name, problem.sentence);
        let subject = ("candidate", Some(self.handoff.candidate.into()));
        audit::write(app, &tx, &self.actor, "handoff.waits", subject, detail).await?;
        self.handoff.problem = Some(problem);
        self.handoff.next_try_at = None;
        self.keep(entries);
        self.commit(app, tx, read_in, HandoffState::Waiting, error).await
    }

    fn keep(&mut self, entries: Vec<Entry>) {
        self.ledger.retain(|kept| entries.iter().all(|entry| entry.step != kept.step));
        self.ledger.extend(entries.iter().cloned());
        self.unsaved.extend(entries);
    }

    /// Makes all of it permanent: ledger, hand-off, task, calls and the connection's health.
    async fn commit(
        &mut self,
        app: &App,
        tx: Tx,
        read_in: HandoffState,
        state: HandoffState,
        error: Option<&VendorError>,
    ) -> Result<Next> {
        self.handoff.state = read_in;
        let claim = (self.task.id, self.worker.as_str());
        let held = match state {
            HandoffState::Sending => {
                self.held_until = app.now() + LEASE;
                task::renew(&tx, claim.0, claim.1, self.held_until).await?
            }
            HandoffState::Retrying => {
                let at = self.handoff.next_try_at.unwrap_or(app.now());
                task::retry(&tx, claim.0, claim.1, at).await?
            }
            _ => task::finish(&tx, claim.0, claim.1).await?,
        };
        if !held || !self.save(app, &tx, state).await? {
            return Ok(Next::Lost);
        }
        ledger::put(&tx, self.workspace(), self.handoff.id, &std::mem::take(&mut self.unsaved)).await?;
        let calls = self.calls();
        health::record(app, &tx, &self.connection, Some(self.handoff.id), calls, error).await?;
        tx.commit().await?;
        Ok(if state == HandoffState::Sending { Next::Step } else { Next::Over })
    }

    async fn save(&mut self, app: &App, tx: &Tx, state: HandoffState) -> Result<bool> {
        let read_in = std::mem::replace(&mut self.handoff.state, state);
        self.handoff.updated_at = app.now();
        Ok(handoff::save(tx, &self.handoff, read_in).await?)
    }

    async fn stop_before_anything(&mut self, app: &App, problem: Problem) -> Result<()> {
        self.wait(app, vec![], problem, None).await.map(|_| ())
    }
}

fn is_ours_to_send(state: HandoffState) -> bool {
    matches!(state, HandoffState::Queued | HandoffState::Sending | HandoffState::Retrying)
}

async fn drop_task(app: &App, worker: &str, task: &Task) -> Result<()> {
    let tx = app.db.begin().await?;
    task::finish(&tx, task.id, worker).await?;
    Ok(tx.commit().await?)
}
