//! The worker's part: one message, from its row to the messenger, and its change once the request is answered.

use connect::{Key, VendorError, messenger::Place};
use model::connection::ConnectionStatus;
use store::{
    integrations::connection::{self, Connection},
    messaging::{
        member::{self, Member},
        message::{self, Message, MessageState},
    },
    task::{self, Task},
    workspace,
};

use crate::{
    App,
    error::Result,
    handoff::problem::{Follows, follows},
    integrations::{health, open::open},
    referrals,
};

/// The kind of the task that writes or changes a message; its subject is the message.
pub(crate) const TASK: &str = "messenger.deliver";

/// A question that was not written after so many tries goes the other way: some three hours.
const MOST_TRIES: i32 = 9;

/// What came of the messenger's answer.
enum Came {
    /// It stands there.
    Written(Place),
    /// It was changed, or there is nothing to change.
    Changed(Option<String>),
    /// Neither.
    Failed(VendorError),
}

/// Writes or changes one message and keeps what came of it.
///
/// # Errors
/// Where the database fails; the claim then runs out and it is tried again.
pub(crate) async fn deliver(app: &App, worker: &str, task: &Task) -> Result<()> {
    let kept = message::get(&app.db, task.workspace, task.subject).await?;
    let due = |one: &Message| matches!(one.state, MessageState::Waiting | MessageState::Settling);
    let Some(kept) = kept.filter(due) else { return over(app, worker, task).await };
    let through = connection::get(&app.db, task.workspace, kept.connection).await?;
    let space = workspace::get(&app.db, task.workspace).await?;
    let (Some(through), Some(space)) = (through, space) else { return over(app, worker, task).await };
    let opened = match through.status {
        ConnectionStatus::Enabled => open(app, space.kind, &through),
        _ => Err(VendorError::Forbidden(format!("{} is not in use", through.name))),
    };
    let (came, calls) = match opened {
        Err(error) => (Came::Failed(error), vec![]),
        Ok(opened) => (write(app, &opened, &kept).await?, opened.ctx.http.calls()),
    };
    let tx = app.db.begin().await?;
    let problem = if let Came::Failed(error) = &came { Some(error) } else { None };
    if problem.is_none() || !calls.is_empty() {
        health::record(app, &tx, &through, None, calls, problem).await?;
    }
    let again = settled(app, &tx, &through, kept, came).await?;
    let ours = match again {
        Some(at) => task::retry(&tx, task.id, worker, at).await?,
        None => task::finish(&tx, task.id, worker).await?,
    };
    // Where another worker has the claim by now, what it finds counts.
    if ours {
        tx.commit().await?;
    }
    Ok(())
}

async fn write(app: &App, opened: &crate::integrations::open::Open, kept: &Message) -> Result<Came> {
    let Some(content) = super::open(app, kept)? else { return Ok(Came::Changed(None)) };
    let messenger = match opened.messenger() {
        Ok(messenger) => messenger,
        Err(error) => return Ok(Came::Failed(error)),
    };
    let ctx = &opened.ctx;
    if kept.state == MessageState::Waiting {
        let posted = messenger.post(ctx, &Key(kept.id.to_string()), &kept.external_id, &content).await;
        return Ok(posted.map_or_else(Came::Failed, Came::Written));
    }
    let place = match kept.place.clone() {
        Some((channel, message)) => Place { channel, message },
        // Answered before it was written; whoever answered knows, so nothing need stand there.
        None if kept.tries == 0 => return Ok(Came::Changed(None)),
        // It may have been written all the same, and then still has its buttons.
        None => match messenger.post(ctx, &Key(kept.id.to_string()), &kept.external_id, &content).await {
            Ok(place) => place,
            Err(error) => return Ok(Came::Failed(error)),
        },
    };
    Ok(match messenger.update(ctx, &place, &content).await {
        Ok(()) => Came::Changed(None),
        Err(error @ (VendorError::NotFound(_) | VendorError::Conflict(_))) => {
            Came::Changed(Some(format!("It stays as it is there: {error}.")))
        }
        Err(error) => Came::Failed(error),
    })
}

/// Keeps what came of it; says when there is more to do.
async fn settled(
    app: &App,
    tx: &store::Tx,
    through: &Connection,
    kept: Message,
    came: Came,
) -> Result<Option<jiff::Timestamp>> {
    let now = app.now();
    let before = kept.state;
    let next = Message { tries: 0, problem: None, updated_at: now, ..kept.clone() };
    let (next, again) = match came {
        Came::Written(place) => {
            message::set_place(tx, &kept, (&place.channel, &place.message)).await?;
            let place = Some((place.channel, place.message));
            (Message { state: MessageState::Asking, sealed: None, place, ..next }, None)
        }
        Came::Changed(problem) => {
            (Message { state: MessageState::Settled, sealed: None, problem, ..next }, None)
        }
        Came::Failed(error) => failed(app, tx, through, kept, &error).await?,
    };
    if message::update(tx, &next).await? {
        if next.state == MessageState::Failed && before == MessageState::Waiting {
            // Whoever asked looks again, and finds that this person is reached otherwise.
            task::push(tx, app.id(), next.workspace, referrals::TASK, next.request, now, now).await?;
        }
        return Ok(again);
    }
    // What is to be written was changed meanwhile: at once again.
    Ok(Some(now))
}

async fn failed(
    app: &App,
    tx: &store::Tx,
    through: &Connection,
    kept: Message,
    error: &VendorError,
) -> Result<(Message, Option<jiff::Timestamp>)> {
    let (now, tries) = (app.now(), kept.tries + 1);
    if matches!(error, VendorError::NotFound(_)) {
        // The member left. They are looked for anew on a later day.
        if let Some(member) = member::of_user(tx, kept.workspace, kept.connection, kept.user).await? {
            member::put(tx, &Member { external_id: None, looked_at: now, ..member }).await?;
        }
    }
    let asks = kept.state == MessageState::Waiting;
    let next = Message { tries, updated_at: now, ..kept };
    let why = match follows(error, tries, &through.name) {
        Follows::Again(after, problem) if tries < MOST_TRIES || !asks => {
            return Ok((Message { problem: Some(problem.sentence), ..next }, Some(now + after)));
        }
        Follows::Again(..) | Follows::Card(_) => error.to_string(),
    };
    let (state, problem) = match asks {
        true => (MessageState::Failed, format!("It could not be written. {why}. The request goes by mail.")),
        false => (
            MessageState::Settled,
            format!("It could not be changed and keeps its buttons, which do nothing more. {why}."),
        ),
    };
    Ok((Message { state, sealed: None, problem: Some(problem), ..next }, None))
}

async fn over(app: &App, worker: &str, task: &Task) -> Result<()> {
    let tx = app.db.begin().await?;
    if task::finish(&tx, task.id, worker).await? {
        tx.commit().await?;
    }
    Ok(())
}
