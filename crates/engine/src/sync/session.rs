//! One run in the hands of one worker, and how its results are kept.

use std::sync::Arc;

use connect::{VendorError, ats::Ats};
use model::{
    remote::{Part, RecordKind},
    sync::RunState,
};
use store::{
    Tx,
    integrations::connection::Connection,
    sync::{note, note::RunNote, run as runs},
    task::{self, Task},
};

use super::{Plan, Run, apply::Applied, progress::Progress, scope::Scope};
use crate::{
    App,
    error::Error,
    integrations::{health, open::Open},
    work::LEASE,
};

/// Remarks beyond this many a run are counted and not kept.
const MOST_REMARKS: u64 = 2000;

/// Records of a kind may change up to this many without asking, whatever share they are.
const FEW: u64 = 20;

/// Why a run does not go on.
#[derive(Debug)]
pub(super) enum Stop {
    /// The other system stood against it.
    Vendor(VendorError),
    /// This kind can't be seen whole; the others go on.
    Kind(String),
    /// The clock there went back, so that everything is read instead of what changed.
    Clock,
    /// Another worker has the run now, or a person paused, stopped or is asked; nothing of this step was kept.
    Over,
    /// The database stood against it.
    Ours(Error),
}

impl From<VendorError> for Stop {
    fn from(error: VendorError) -> Self {
        Self::Vendor(error)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Ours(error)
    }
}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Self {
        Self::Ours(error.into())
    }
}

pub(super) type Step<T> = Result<T, Stop>;

/// One run in the hands of one worker.
pub(super) struct Session<'a> {
    pub app: &'a App,
    pub worker: &'a str,
    pub task: &'a Task,
    pub connection: Connection,
    pub plan: Plan,
    pub run: Run,
    pub progress: Progress,
    pub scope: Scope,
    pub open: Arc<Open>,
    /// Where the other system counts otherwise than is known here, in sentences.
    pub odd: Vec<String>,
}

impl Session<'_> {
    /// The other system's records.
    pub fn ats(&self) -> Step<&dyn Ats> {
        let none = || VendorError::Forbidden("it has no records to keep in step".into());
        Ok(self.open.connector.ats().ok_or_else(none)?)
    }

    /// How many records of a kind are known. What this run made counts: a first run that walks again because others
    /// work there meanwhile meets its own records changed, and they are few beside those it made.
    fn known(&self, kind: RecordKind) -> u64 {
        let before = self.progress.known.get(&kind).copied().unwrap_or(0);
        before + self.run.tally.get(&kind).map_or(0, |counts| counts.made)
    }

    /// How many more known records of a kind may change before a person is asked.
    pub fn left(&self, kind: RecordKind) -> u64 {
        if self.run.allowed {
            return u64::MAX;
        }
        let known = self.known(kind);
        let most = (known * u64::from(self.plan.share_percent) / 100).max(FEW);
        most.saturating_sub(self.progress.risk.get(&kind).copied().unwrap_or(0))
    }

    /// Adds what was done to the run's numbers, and keeps what there is to say of it.
    pub async fn tell(&mut self, tx: &Tx, kind: RecordKind, applied: Applied) -> Step<()> {
        let counts = self.run.tally.entry(kind).or_default();
        counts.seen += applied.counts.seen;
        counts.made += applied.counts.made;
        counts.changed += applied.counts.changed;
        counts.unchanged += applied.counts.unchanged;
        counts.skipped += applied.counts.skipped;
        *self.progress.risk.entry(kind).or_default() += applied.differed;
        let said = self.progress.withheld.entry(kind).or_default();
        let held: Vec<Part> = applied.withheld.into_iter().filter(|part| said.insert(*part)).collect();
        let mut notes = applied.notes;
        for part in held {
            let (there, what) = (&self.connection.name, part.phrase());
            let of = kind.plural().to_lowercase();
            let sentence =
                format!("{there} did not give {what} of all {of}. What was known of it stays as it was.");
            notes.push(self.scope.note(self.app, kind, "", "partial", sentence));
        }
        self.say(tx, notes).await
    }

    /// Keeps notes. Of remarks only so many: a connector that loses something of each record says so each time.
    pub async fn say(&mut self, tx: &Tx, notes: Vec<RunNote>) -> Step<()> {
        let mut kept = Vec::new();
        for note in notes {
            if note.what == "remark" {
                if self.progress.remarks >= MOST_REMARKS {
                    self.progress.remarks_left_out += 1;
                    continue;
                }
                self.progress.remarks += 1;
            }
            kept.push(note);
        }
        Ok(note::insert_many(tx, self.plan.workspace, self.plan.connection, kept).await?)
    }

    /// Keeps the run with its place, and the claim. The caller commits.
    ///
    /// # Errors
    /// [`Stop::Over`] where the run is no longer this worker's to do; the caller then drops the transaction.
    pub async fn keep(&mut self, tx: &Tx) -> Step<()> {
        self.keep_calls(tx, None).await?;
        self.save(tx).await?;
        if !task::renew(tx, self.task.id, self.worker, self.app.now() + LEASE).await? {
            return Err(Stop::Over);
        }
        Ok(())
    }

    /// Keeps the calls made so far, and what they say of the connection.
    pub async fn keep_calls(&mut self, tx: &Tx, error: Option<&VendorError>) -> Step<()> {
        let calls = self.open.ctx.http.calls();
        self.run.requests += calls.len() as u64;
        Ok(health::record(self.app, tx, &self.connection, None, calls, error).await?)
    }

    async fn save(&mut self, tx: &Tx) -> Step<()> {
        self.run.progress = serde_json::to_value(&self.progress).unwrap_or_default();
        if runs::save(tx, &self.run, RunState::Running).await? { Ok(()) } else { Err(Stop::Over) }
    }

    /// Stops and asks a person, with the run's place kept. Always an [`Stop::Over`].
    pub async fn ask(&mut self, kind: RecordKind, would: u64) -> Step<()> {
        let tx = self.app.db.begin().await?;
        let known = self.known(kind);
        let all = would + self.progress.risk.get(&kind).copied().unwrap_or(0);
        self.run.sentence = Some(format!(
            "This run would change or remove {all} of the {known} {} known from {}, which is more than the {} % that \
             may change without asking. Nothing of this was done yet. Allow it, or stop the run.",
            kind.plural().to_lowercase(),
            self.connection.name,
            self.plan.share_percent
        ));
        self.run.state = RunState::Asking;
        self.keep_calls(&tx, None).await?;
        self.save(&tx).await?;
        if !task::finish(&tx, self.task.id, self.worker).await? {
            return Err(Stop::Over);
        }
        tx.commit().await?;
        Err(Stop::Over)
    }

    /// Keeps the run as far as it came and gives the task back until later.
    pub async fn again_at(&mut self, tx: &Tx, at: jiff::Timestamp) -> Step<()> {
        self.save(tx).await?;
        if task::retry(tx, self.task.id, self.worker, at).await? { Ok(()) } else { Err(Stop::Over) }
    }
}
