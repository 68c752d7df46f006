//! Queueing a change: a row behind the application's other changes, or in the place of one that was not sent yet.

use model::{
    CandidateId, OutgoingId,
    handoff::{HandoffState, Problem, ProblemKind},
    remote::RemoteChange,
};
use store::{
    Tx,
    outgoing::{self, MOVE, Outgoing},
    task,
};

use super::{TASK, conflict, there::There};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// How often another may be quicker before it is given up.
const TRIES: usize = 3;

/// What is to be carried there.
pub(super) struct Wanted {
    pub candidate: CandidateId,
    pub candidate_name: String,
    pub slot: String,
    pub change: RemoteChange,
    /// The change as people call it.
    pub told: String,
}

/// Queues a change, unless it is so there already or on its way.
pub(super) async fn put(app: &App, tx: &Tx, actor: &Actor, there: &There, wanted: Wanted) -> Result<()> {
    for _ in 0..TRIES {
        let all = outgoing::of_application(tx, actor.workspace, there.application).await?;
        let about_it = |one: &&Outgoing| one.connection == there.connection.id && one.slot == wanted.slot;
        match all.iter().filter(about_it).rfind(|one| !one.state.is_over()) {
            Some(last) if last.change == wanted.change => return Ok(()),
            Some(last) if last.is_unsent() => {
                if replace(app, tx, actor, there, last.clone(), &wanted).await? {
                    return Ok(());
                }
            }
            Some(last) => return insert(app, tx, actor, there, behind(last, wanted)).await,
            None => {
                let sent = all.iter().filter(about_it).rfind(|one| one.state == HandoffState::Delivered);
                if there.known.has(&wanted.change) || sent.is_some_and(|sent| is_kept(sent, &wanted.change)) {
                    return Ok(());
                }
                return insert(app, tx, actor, there, wanted).await;
            }
        }
    }
    let sentence = "Somebody else changed the same at the same time. Look at where it stands, and try again.";
    Err(Error::Conflict(sentence.into()))
}

/// Whether a change would only repeat one that arrived. What became of a value there since is not asked.
fn is_kept(sent: &Outgoing, change: &RemoteChange) -> bool {
    matches!(change, RemoteChange::SetField(_)) && sent.change == *change
}

/// A move that follows one which may have arrived begins where that one led.
fn behind(last: &Outgoing, mut wanted: Wanted) -> Wanted {
    if let (RemoteChange::Move { to: reached, .. }, RemoteChange::Move { from, .. }) =
        (&last.change, &mut wanted.change)
    {
        from.clone_from(reached);
    }
    wanted
}

async fn replace(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    there: &There,
    mut last: Outgoing,
    wanted: &Wanted,
) -> Result<bool> {
    let from = match &last.change {
        RemoteChange::Move { from, .. } => Some(from.clone()),
        _ => None,
    };
    last.change = match (from, wanted.change.clone()) {
        (Some(from), RemoteChange::Move { to, .. }) => RemoteChange::Move { from, to },
        (_, change) => change,
    };
    last.told.clone_from(&wanted.told);
    last.created_by.clone_from(&actor.name);
    last.created_by_id = actor.user;
    last.updated_at = app.now();
    let settled = match (&last.theirs, &last.change) {
        // It stands against a move there: only the same stage on both sides settles it without a person.
        (Some(theirs), RemoteChange::Move { to, .. }) => theirs == to,
        (None, RemoteChange::Move { from, to }) => from == to,
        (_, change) => there.known.has(change),
    };
    if settled {
        let sentence = "Nothing is left to be carried there: it is so already.".into();
        last.state = HandoffState::Cancelled;
        last.problem = Some(Problem { kind: ProblemKind::Record, sentence, fields: vec![] });
        last.next_try_at = None;
    } else if last.theirs.is_some() {
        last.problem = Some(conflict::problem(tx, &last, &there.connection.name).await?);
    }
    Ok(outgoing::save(tx, &mut last).await?)
}

async fn insert(app: &App, tx: &Tx, actor: &Actor, there: &There, wanted: Wanted) -> Result<()> {
    let now = app.now();
    let new = Outgoing {
        id: app.id::<OutgoingId>(),
        workspace: actor.workspace,
        connection: there.connection.id,
        candidate: wanted.candidate,
        candidate_name: wanted.candidate_name,
        application: there.application,
        external_application: there.external_id().to_owned(),
        slot: wanted.slot,
        position: 0,
        change: wanted.change,
        told: wanted.told,
        state: HandoffState::Queued,
        unsure: false,
        version: 0,
        tries: 0,
        next_try_at: None,
        problem: None,
        theirs: None,
        notes: vec![],
        external_id: None,
        created_by: actor.name.clone(),
        created_by_id: actor.user,
        created_at: now,
        updated_at: now,
    };
    outgoing::insert(tx, &new).await?;
    push(app, tx, &new).await
}

/// Takes a change up again, from wherever it stands.
pub(super) async fn requeue(app: &App, tx: &Tx, mut outgoing: Outgoing) -> Result<bool> {
    outgoing.state = HandoffState::Queued;
    outgoing.problem = None;
    outgoing.next_try_at = None;
    outgoing.tries = 0;
    outgoing.updated_at = app.now();
    if !outgoing::save(tx, &mut outgoing).await? {
        return Ok(false);
    }
    push(app, tx, &outgoing).await?;
    Ok(true)
}

/// Asks for a worker, now.
async fn push(app: &App, tx: &Tx, outgoing: &Outgoing) -> Result<()> {
    let now = app.now();
    Ok(task::push(tx, app.id(), outgoing.workspace, TASK, outgoing.application.into(), now, now).await?)
}

/// Ends a change that is not to be carried there any more. `false` where another was quicker.
pub(super) async fn stop(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    mut outgoing: Outgoing,
    why: String,
) -> Result<bool> {
    let told = outgoing.told.clone();
    let unsure = if outgoing.unsure { " The last try may have arrived there all the same." } else { "" };
    outgoing.state = HandoffState::Cancelled;
    outgoing.problem =
        Some(Problem { kind: ProblemKind::Connection, sentence: format!("{why}{unsure}"), fields: vec![] });
    outgoing.next_try_at = None;
    outgoing.updated_at = app.now();
    if !outgoing::save(tx, &mut outgoing).await? {
        return Ok(false);
    }
    let subject = ("candidate", Some(outgoing.candidate.into()));
    let detail = format!("Does not carry the {told} to the other system. {why}{unsure}");
    audit::write(app, tx, actor, "outgoing.cancelled", subject, detail).await?;
    Ok(true)
}

/// The slot of what is there to be said once, such as one tag or one field.
pub(super) fn slot(what: &str, of: impl std::fmt::Display) -> String {
    format!("{what}/{of}")
}

/// The slot of moves.
pub(super) fn move_slot() -> String {
    MOVE.to_owned()
}
