//! Delivering the changes of one application, in order and one at a time.
//!
//! Before a call it is noted that the change may be there; after it, what came of it. Where a worker dies between the
//! two, the next one asks again with the same key, and the connector looks at what is there before it writes.

use connect::{Key, Receipt, VendorError};
use jiff::Timestamp;
use model::{
    ConnectionId,
    connection::ConnectionStatus,
    handoff::{HandoffState, Problem, ProblemKind},
    remote::{RecordKind, RemoteChange, RemoteRecord},
};
use store::{
    Tx,
    integrations::connection::{self, Connection},
    outgoing::{self, Outgoing},
    task::{self, Task},
    workspace::{self, Workspace},
};

use super::{
    conflict,
    problem::{follows, is_sure},
    there,
};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    handoff::problem::Follows,
    integrations::{
        health,
        open::{Open, open},
    },
    screening::write_back::came,
    work::LEASE,
};

/// Delivers what is due of an application's changes.
///
/// # Errors
/// Where the database fails; the claim then runs out and the changes are taken up again.
pub(crate) async fn deliver(app: &App, worker: &str, task: &Task) -> Result<()> {
    let space = workspace::get(&app.db, task.workspace).await?.ok_or(Error::NotFound("workspace"))?;
    let work = Work { actor: Actor::worker(space.id, space.kind), space, worker, task };
    while let Some(sending) = work.take_up(app).await? {
        if !work.carry(app, sending).await? {
            break;
        }
    }
    Ok(())
}

/// One worker with one application's changes in hand.
struct Work<'a> {
    space: Workspace,
    actor: Actor,
    worker: &'a str,
    task: &'a Task,
}

/// A change that is about to be sent.
struct Sending {
    outgoing: Outgoing,
    /// The change, with all that the connector compares with what is there.
    change: RemoteChange,
    connection: Connection,
    open: std::result::Result<Open, VendorError>,
    /// What other changes of its kind made there.
    earlier: Vec<String>,
    /// Whether an earlier try may have arrived.
    was_unsure: bool,
    /// Until when nobody else can have taken this up.
    held_until: Timestamp,
}

/// What came of a call.
enum Came {
    Arrived(Receipt),
    /// Somebody moved it there meanwhile, to this stage; an empty one could not be seen.
    Conflict(String),
    Refused(VendorError),
}

impl Work<'_> {
    /// Takes up the next change. `None` where none is due, or another worker has the task.
    async fn take_up(&self, app: &App) -> Result<Option<Sending>> {
        let (tx, now) = (app.db.begin().await?, app.now());
        let held_until = now + LEASE;
        // First of all, so that whoever queues a change meanwhile waits, and asks for a new task afterwards.
        if !task::renew(&tx, self.task.id, self.worker, held_until).await? {
            return Ok(None);
        }
        let all = outgoing::of_application(&tx, self.space.id, self.task.subject.into()).await?;
        let mut outgoing = match next(&all, now) {
            Next::Now(one) => one.clone(),
            Next::Later(at) => {
                task::retry(&tx, self.task.id, self.worker, at).await?;
                tx.commit().await?;
                return Ok(None);
            }
            Next::Nothing => {
                task::finish(&tx, self.task.id, self.worker).await?;
                tx.commit().await?;
                return Ok(None);
            }
        };
        let found = connection::get(&tx, self.space.id, outgoing.connection).await?;
        let connection = found.ok_or(Error::NotFound("connection"))?;
        let was_unsure = outgoing.unsure;
        let open = open(app, self.space.kind, &connection);
        if open.is_ok() && connection.status == ConnectionStatus::Enabled {
            outgoing.state = HandoffState::Sending;
            outgoing.unsure = true;
            outgoing.updated_at = now;
            if !outgoing::save(&tx, &mut outgoing).await? {
                return Ok(None);
            }
        }
        let change = came::with_known(&tx, &all, &outgoing).await?;
        tx.commit().await?;
        let earlier = earlier(&all, &outgoing);
        Ok(Some(Sending { outgoing, change, connection, open, earlier, was_unsure, held_until }))
    }

    /// Sends the change and keeps what came of it. `false` where another worker has it now.
    async fn carry(&self, app: &App, sending: Sending) -> Result<bool> {
        if let Some(problem) = not_in_use(&sending.connection) {
            return self.wait(app, sending, problem).await;
        }
        if app.now() >= sending.held_until {
            // This process slept for so long that another may be at it: nothing is sent from here.
            return Ok(false);
        }
        let came = match &sending.open {
            Ok(open) => send(open, &sending).await,
            Err(error) => Came::Refused(error.clone()),
        };
        match came {
            Came::Arrived(receipt) => self.arrived(app, sending, receipt).await,
            Came::Conflict(theirs) => self.conflict(app, sending, theirs).await,
            Came::Refused(error) => self.refused(app, sending, error).await,
        }
    }

    async fn arrived(&self, app: &App, mut sending: Sending, receipt: Receipt) -> Result<bool> {
        let tx = app.db.begin().await?;
        if !self.holds(app, &tx).await? {
            return Ok(false);
        }
        came::arrived(app, &tx, &sending.outgoing, &receipt).await?;
        let one = &mut sending.outgoing;
        one.external_id = Some(receipt.external_id);
        one.notes = receipt.notes;
        one.tries = 0;
        for there in there::of(&tx, self.space.id, &[one.application]).await? {
            if there.connection.id == one.connection {
                there.set(&tx, &one.change).await?;
            }
        }
        let there = &sending.connection.name;
        let detail = format!("Carried the {} to {there}, as {} asked", one.told, one.created_by);
        audit::write(app, &tx, &self.actor, "outgoing.delivered", subject(one), detail).await?;
        self.keep(app, tx, sending, HandoffState::Delivered, None, None).await
    }

    async fn conflict(&self, app: &App, mut sending: Sending, theirs: String) -> Result<bool> {
        let tx = app.db.begin().await?;
        if !self.holds(app, &tx).await? {
            return Ok(false);
        }
        sending.outgoing.theirs = Some(theirs);
        conflict::fold_in(&tx, app, &mut sending.outgoing).await?;
        let problem = conflict::problem(&tx, &sending.outgoing, &sending.connection.name).await?;
        self.say_waits(app, &tx, &sending, &problem).await?;
        self.keep(app, tx, sending, HandoffState::Waiting, Some(problem), None).await
    }

    async fn refused(&self, app: &App, mut sending: Sending, error: VendorError) -> Result<bool> {
        let called = sending.open.is_ok();
        let one = &mut sending.outgoing;
        let tries = one.tries + 1;
        let unknown = called && matches!(error, VendorError::Uncertain(_));
        one.unsure = unknown || (sending.was_unsure && !is_sure(&error));
        match follows(&error, one, tries, &sending.connection.name) {
            Follows::Again(after, problem) => {
                let tx = app.db.begin().await?;
                if !self.holds(app, &tx).await? {
                    return Ok(false);
                }
                if !matches!(error, VendorError::RateLimited(_)) {
                    one.tries = tries;
                }
                one.next_try_at = Some(app.now() + after);
                self.keep(app, tx, sending, HandoffState::Retrying, Some(problem), Some(&error)).await
            }
            Follows::Card(problem) => {
                let tx = app.db.begin().await?;
                if !self.holds(app, &tx).await? {
                    return Ok(false);
                }
                self.say_waits(app, &tx, &sending, &problem).await?;
                self.keep(app, tx, sending, HandoffState::Waiting, Some(problem), Some(&error)).await
            }
        }
    }

    async fn wait(&self, app: &App, sending: Sending, problem: Problem) -> Result<bool> {
        let tx = app.db.begin().await?;
        if !self.holds(app, &tx).await? {
            return Ok(false);
        }
        self.say_waits(app, &tx, &sending, &problem).await?;
        self.keep(app, tx, sending, HandoffState::Waiting, Some(problem), None).await
    }

    async fn say_waits(&self, app: &App, tx: &Tx, sending: &Sending, problem: &Problem) -> Result<()> {
        let (one, there) = (&sending.outgoing, &sending.connection.name);
        let detail = format!("Stopped the {} before {there}. {}", one.told, problem.sentence);
        audit::write(app, tx, &self.actor, "outgoing.waits", subject(one), detail).await
    }

    /// Whether the task is still this worker's.
    async fn holds(&self, app: &App, tx: &Tx) -> Result<bool> {
        Ok(task::renew(tx, self.task.id, self.worker, app.now() + LEASE).await?)
    }

    /// Makes all of it permanent: the change, the calls and what they say of the connection.
    async fn keep(
        &self,
        app: &App,
        tx: Tx,
        sending: Sending,
        state: HandoffState,
        problem: Option<Problem>,
        error: Option<&VendorError>,
    ) -> Result<bool> {
        let Sending { mut outgoing, connection, open, .. } = sending;
        outgoing.state = state;
        outgoing.problem = problem;
        outgoing.updated_at = app.now();
        if state != HandoffState::Retrying {
            outgoing.next_try_at = None;
        }
        if state == HandoffState::Delivered || outgoing.theirs.is_some() {
            outgoing.unsure = false;
        }
        if !outgoing::save(&tx, &mut outgoing).await? {
            return Ok(false);
        }
        let calls = open.map(|open| open.ctx.http.calls()).unwrap_or_default();
        health::record(app, &tx, &connection, None, calls, error).await?;
        tx.commit().await?;
        metrics::counter!("outgoing_changes_total", "state" => state.as_str()).increment(1);
        Ok(true)
    }
}

/// What is to be done next.
enum Next<'a> {
    Now(&'a Outgoing),
    Later(Timestamp),
    Nothing,
}

/// The first change that is due and that no earlier one stands before: one that is tried again holds up everything
/// for its system, one that waits for a person only what is about the same.
fn next(all: &[Outgoing], now: Timestamp) -> Next<'_> {
    let mut held: Vec<ConnectionId> = Vec::new();
    let mut waiting: Vec<(ConnectionId, &str)> = Vec::new();
    let mut later: Option<Timestamp> = None;
    for one in all.iter().filter(|one| !one.state.is_over()) {
        if held.contains(&one.connection) || waiting.contains(&(one.connection, one.slot.as_str())) {
            continue;
        }
        match (one.state, one.next_try_at) {
            (HandoffState::Waiting, _) if for_its_connection(one) => held.push(one.connection),
            (HandoffState::Waiting, _) => waiting.push((one.connection, &one.slot)),
            (HandoffState::Retrying, Some(at)) if at > now => {
                held.push(one.connection);
                later = Some(later.map_or(at, |known| known.min(at)));
            }
            _ => return Next::Now(one),
        }
    }
    later.map_or(Next::Nothing, Next::Later)
}

/// Whether it waits because its connection does not work, so that the others need not be tried.
fn for_its_connection(one: &Outgoing) -> bool {
    one.problem
        .as_ref()
        .is_some_and(|problem| matches!(problem.kind, ProblemKind::Auth | ProblemKind::Connection))
}

fn earlier(all: &[Outgoing], of: &Outgoing) -> Vec<String> {
    let kind = std::mem::discriminant(&of.change);
    all.iter()
        .filter(|one| one.id != of.id && one.connection == of.connection)
        .filter(|one| std::mem::discriminant(&one.change) == kind)
        .filter_map(|one| one.external_id.clone())
        .collect()
}

async fn send(open: &Open, sending: &Sending) -> Came {
    let one = &sending.outgoing;
    let Some(ats) = open.connector.ats() else {
        let name = &open.connector.manifest().name;
        return Came::Refused(VendorError::Forbidden(format!("{name} takes no changes")));
    };
    let (ctx, key) = (&open.ctx, Key(one.id.to_string()));
    let came = ats.change(ctx, &key, &one.external_application, &sending.change, &sending.earlier).await;
    let (error, from, to) = match (came, &one.change) {
        (Ok(receipt), _) => return Came::Arrived(receipt),
        (Err(error @ VendorError::Conflict(_)), RemoteChange::Move { from, to }) => (error, from, to),
        (Err(error), _) => return Came::Refused(error),
    };
    // Where it stands now is seen afresh, so that a person decides on what is true.
    match ats.fetch(ctx, RecordKind::Application, &one.external_application).await {
        Ok(incoming) => match incoming.record {
            Ok(RemoteRecord::Application(now)) if now.stage == *to => Came::Arrived(Receipt {
                external_id: one.external_application.clone(),
                outcome: connect::Outcome::AlreadyThere,
                notes: vec![],
                left: vec![],
            }),
            Ok(RemoteRecord::Application(now)) if now.stage == *from => {
                Came::Refused(VendorError::Unavailable("it was moved there and back just now".into()))
            }
            Ok(RemoteRecord::Application(now)) => Came::Conflict(now.stage),
            _ => Came::Conflict(String::new()),
        },
        Err(unseen) if unseen.heals_by_itself() => Came::Refused(match unseen {
            // A read leaves nothing behind, whatever became of it.
            VendorError::Uncertain(why) => VendorError::Unavailable(why),
            other => other,
        }),
        Err(VendorError::NotFound(what)) => Came::Refused(VendorError::NotFound(what)),
        Err(_) => {
            tracing::debug!(%error, "the stage that stands against a move could not be seen");
            Came::Conflict(String::new())
        }
    }
}

fn not_in_use(connection: &Connection) -> Option<Problem> {
    let (kind, why) = match connection.status {
        ConnectionStatus::Enabled => return None,
        ConnectionStatus::Broken => (ProblemKind::Auth, "does not accept its key"),
        ConnectionStatus::Disabled => (ProblemKind::Connection, "is disabled"),
        ConnectionStatus::Disconnected => (ProblemKind::Connection, "is disconnected"),
    };
    let sentence = format!(
        "{} {why}. What was changed stands here and is carried there once the connection is enabled.",
        connection.name
    );
    Some(Problem { kind, sentence, fields: vec![] })
}

fn subject(one: &Outgoing) -> (&'static str, Option<uuid::Uuid>) {
    ("candidate", Some(one.candidate.into()))
}
