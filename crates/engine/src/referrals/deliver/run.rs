//! One delivery in the hands of one worker: the steps in order, each result committed before the next begins.

use connect::{Key, VendorError};
use jiff::Timestamp;
use model::{
    connection::ConnectionStatus,
    handoff::{HandoffState, Problem, ProblemKind},
    referral::IntakeStep,
};
use serde_json::Value;
use store::{
    Tx,
    hiring::job,
    integrations::{
        connection::{self, Connection},
        referral_source,
    },
    people::user,
    referrals::{delivery, settings},
    task::{self, Task},
    workspace,
};

use super::{
    super::{Referral, change},
    Delivery, follow, job_there,
    steps::{self, Case, Known, Looked, Stop},
};
use crate::{
    Actor, App,
    error::{Error, Result},
    handoff::problem::{Follows, follows},
    integrations::{
        health,
        open::{Open, open},
    },
    work::LEASE,
};

/// A delivery, its task, and until when nobody else can have taken it up.
struct Run<'a> {
    app: &'a App,
    worker: &'a str,
    task: &'a Task,
    actor: Actor,
    to: Delivery,
    one: Referral,
    there: Connection,
    held_until: Timestamp,
}

/// Runs every step that is left.
pub(super) async fn run(app: &App, worker: &str, task: &Task, to: Delivery, one: Referral) -> Result<()> {
    let space = workspace::get(&app.db, one.workspace).await?.ok_or(Error::NotFound("workspace"))?;
    let id = to.connection.ok_or(Error::NotFound("connection"))?;
    let there = connection::get(&app.db, space.id, id).await?.ok_or(Error::NotFound("connection"))?;
    let opened = open(app, space.kind, &there);
    let actor = Actor::worker(space.id, space.kind);
    let held_until = app.now() + LEASE;
    let mut run = Run { app, worker, task, actor, to, one, there, held_until };
    if let Some(problem) = run.not_in_use() {
        return run.wait(problem, None, None).await;
    }
    match opened {
        Ok(open) => run.steps(&open).await,
        Err(error) => run.refused(error, None).await,
    }
}

impl Run<'_> {
    async fn steps(&mut self, open: &Open) -> Result<()> {
        let Some(intake) = open.connector.intake() else {
            let sentence = format!(
                "{} takes nobody in from here. Put the person in there by hand, then say that it was done.",
                self.there.name
            );
            return self.wait(problem(ProblemKind::Forbidden, sentence), None, None).await;
        };
        let Some(case) = self.case(open, intake).await? else {
            let sentence = format!("{} no longer has the job.", self.there.name);
            return self.wait(problem(ProblemKind::Record, sentence), None, None).await;
        };
        let (mut known, mut done) = (Known::default(), Vec::new());
        for (step, result, _) in delivery::ledger(&self.app.db, self.one.workspace, self.one.id).await? {
            match step {
                IntakeStep::Find => {
                    known.looked = serde_json::from_value::<Looked>(result).unwrap_or_default();
                }
                IntakeStep::Save => known.candidate = result["candidate"].as_str().map(str::to_owned),
                IntakeStep::Enter | IntakeStep::Note => {}
            }
            done.push(step);
        }
        for step in IntakeStep::ALL.into_iter().filter(|step| !done.contains(step)) {
            if self.app.now() >= self.held_until {
                // This process slept for so long that another may be at it: nothing more is sent from here.
                return Ok(());
            }
            match steps::run(&case, step, &mut known).await {
                Ok(result) if !self.went_on(step, &result, open).await? => return Ok(()),
                Ok(_) => {}
                Err(Stop::Ask(problem)) => return self.wait(problem, Some(open), None).await,
                Err(Stop::Vendor(error)) => return self.refused(error, Some(open)).await,
            }
        }
        Ok(())
    }

    /// What the steps are given; `None` where the job is gone there.
    async fn case<'a>(
        &self,
        open: &'a Open,
        intake: &'a dyn connect::intake::Intake,
    ) -> Result<Option<Case<'a>>> {
        let (db, one) = (&self.app.db, &self.one);
        let Some(job_there) = job_there(db, one).await? else { return Ok(None) };
        let employee =
            user::get(db, one.workspace, one.employee).await?.ok_or(Error::NotFound("employee"))?;
        let job = job::get(db, one.workspace, one.job).await?.map(|job| job.title).unwrap_or_default();
        let source = referral_source::of(db, self.there.id).await?;
        let said = if one.asked_by.is_none() && !one.note.is_empty() {
            format!("\n{}", one.note)
        } else {
            String::new()
        };
        Ok(Some(Case {
            intake,
            ctx: &open.ctx,
            key: Key(self.to.vendor_key.clone()),
            there: self.there.name.clone(),
            person: steps::newcomer(&one.person),
            job: job_there.external_id,
            arrives_as: settings::get(db, one.workspace).await?.arrives_as,
            source: source.filter(|source| source.missing_since.is_none()).map(|source| source.id),
            remark: format!("Referred by {} ({}) for {job}.{said}", employee.name, employee.email),
            employee: (employee.name, employee.email),
        }))
    }

    fn not_in_use(&self) -> Option<Problem> {
        let there = &self.there.name;
        let (kind, why) = match self.there.status {
            ConnectionStatus::Enabled => return None,
            ConnectionStatus::Broken => (ProblemKind::Auth, "does not accept its key"),
            ConnectionStatus::Disabled => (ProblemKind::Connection, "is disabled"),
            ConnectionStatus::Disconnected => (ProblemKind::Connection, "is disconnected"),
        };
        let sentence =
            format!("{there} {why}. What the person gave is kept; it goes on once the connection works.");
        Some(problem(kind, sentence))
    }

    /// Keeps what a step came to; after the last, that it is all there. False where another worker has it now.
    async fn went_on(&mut self, step: IntakeStep, result: &Value, open: &Open) -> Result<bool> {
        let (app, now) = (self.app, self.app.now());
        let tx = app.db.begin().await?;
        delivery::put_step(&tx, self.one.workspace, self.one.id, (step, result, now)).await?;
        let seen = self.to.state;
        let take = |word: &str| result[word].as_str().map(str::to_owned);
        match step {
            IntakeStep::Save => self.to.candidate_there = take("candidate"),
            IntakeStep::Enter => self.to.application_there = take("application"),
            IntakeStep::Find | IntakeStep::Note => {}
        }
        let is_last = step == IntakeStep::Note;
        self.to.state = if is_last { HandoffState::Delivered } else { HandoffState::Sending };
        (self.to.tries, self.to.problem, self.to.next_try_at, self.to.updated_at) = (0, None, None, now);
        let held = if is_last {
            let words = format!("In {}", self.there.name);
            change::remark(app, &tx, &self.actor, &mut self.one, "delivered", &words).await?;
            let at = (now, now);
            task::push(&tx, app.id(), self.one.workspace, follow::TASK, self.one.id.into(), at.0, at.1)
                .await?;
            task::finish(&tx, self.task.id, self.worker).await?
        } else {
            self.held_until = now + LEASE;
            task::renew(&tx, self.task.id, self.worker, self.held_until).await?
        };
        self.commit(tx, held, seen, Some(open), None).await
    }

    async fn refused(&mut self, error: VendorError, open: Option<&Open>) -> Result<()> {
        let tries = self.to.tries + 1;
        match follows(&error, tries, &self.there.name) {
            Follows::Card(problem) => self.wait(problem, open, Some(&error)).await,
            Follows::Again(after, problem) => {
                let tx = self.app.db.begin().await?;
                let (seen, now) = (self.to.state, self.app.now());
                if !matches!(error, VendorError::RateLimited(_)) {
                    self.to.tries = tries;
                }
                self.to.state = HandoffState::Retrying;
                (self.to.problem, self.to.next_try_at) = (Some(problem), Some(now + after));
                let held = task::retry(&tx, self.task.id, self.worker, now + after).await?;
                self.commit(tx, held, seen, open, Some(&error)).await.map(|_| ())
            }
        }
    }

    async fn wait(
        &mut self,
        problem: Problem,
        open: Option<&Open>,
        error: Option<&VendorError>,
    ) -> Result<()> {
        let tx = self.app.db.begin().await?;
        let seen = self.to.state;
        change::remark(self.app, &tx, &self.actor, &mut self.one, "delivery_waits", &problem.sentence)
            .await?;
        self.to.state = HandoffState::Waiting;
        (self.to.problem, self.to.next_try_at) = (Some(problem), None);
        let held = task::finish(&tx, self.task.id, self.worker).await?;
        self.commit(tx, held, seen, open, error).await.map(|_| ())
    }

    async fn commit(
        &mut self,
        tx: Tx,
        held: bool,
        seen: HandoffState,
        open: Option<&Open>,
        error: Option<&VendorError>,
    ) -> Result<bool> {
        self.to.updated_at = self.app.now();
        if !held || !delivery::update(&tx, &self.to, seen).await? {
            return Ok(false);
        }
        let calls = open.map(|open| open.ctx.http.calls()).unwrap_or_default();
        health::record(self.app, &tx, &self.there, None, calls, error).await?;
        tx.commit().await?;
        self.app.bell.notify_one();
        Ok(true)
    }
}

fn problem(kind: ProblemKind, sentence: String) -> Problem {
    Problem { kind, sentence, fields: vec![] }
}
