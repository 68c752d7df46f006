//! The worker's part: one message, from its row to the endpoint.

use std::time::Duration;

use jiff::Timestamp;
use secrecy::SecretString;
use store::{
    announce::{
        endpoint,
        message::{self, Message, MessageState},
        tried,
    },
    task::{self, Task},
    workspace,
};

use super::{Endpoint, EndpointState, Tried, endpoints::reach, place, sign};
use crate::{App, error::Result};

/// How long a message waits after each try in turn, in seconds: over a day in all.
pub(super) const WAITS: [u64; 8] = [5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 5 * 3600, 6 * 3600, 6 * 3600];

/// For how long an endpoint takes nothing before it is dead.
pub(super) const DEAD_AFTER: Duration = Duration::from_secs(24 * 3600);

/// How much of an answer is kept.
const KEPT_ANSWER: usize = 500;

/// The status with which an endpoint says that it is gone for good.
const GONE: u16 = 410;

/// Sends one message and keeps what it was answered.
///
/// # Errors
/// Where the database fails; the claim then runs out and the message is sent again.
pub(crate) async fn deliver(app: &App, worker: &str, task: &Task) -> Result<()> {
    let kept = message::get(&app.db, task.workspace, task.subject.into()).await?;
    let waiting = kept.filter(|kept| kept.state == MessageState::Waiting);
    let endpoint = match &waiting {
        Some(kept) => endpoint::get(&app.db, task.workspace, kept.endpoint).await?,
        None => None,
    };
    let (Some(kept), Some(to)) = (waiting, endpoint) else { return over(app, worker, task, None).await };
    if to.state != EndpointState::Enabled {
        let held = Message { state: MessageState::Held, next_try_at: None, ..kept };
        return over(app, worker, task, Some(held)).await;
    }
    let (status, answer) = send(app, &kept, &to).await?;
    settle(app, worker, task, kept, (status, answer)).await
}

async fn send(app: &App, kept: &Message, to: &Endpoint) -> Result<(Option<u16>, String)> {
    let Some(space) = workspace::get(&app.db, kept.workspace).await? else {
        return Ok((None, "Its workspace is gone.".into()));
    };
    let reach = match reach(space.kind, &to.url) {
        Ok(reach) => reach,
        Err(why) => return Ok((None, why)),
    };
    let (now, id) = (app.now(), format!("msg_{}", uuid::Uuid::from(kept.id).simple()));
    let Some(signatures) = sign::signatures(&secrets(app, to, now)?, &id, now, &kept.body) else {
        return Ok((None, "Its secret can't be used; give it another one.".into()));
    };
    let headers = [
        ("webhook-id", id),
        ("webhook-timestamp", now.as_second().to_string()),
        ("webhook-signature", signatures),
    ];
    Ok(match app.http.announce(&reach, &headers, kept.body.clone()).await {
        Ok((status, answer)) => (Some(status), answer.chars().take(KEPT_ANSWER).collect()),
        Err(why) => (None, format!("{why}.")),
    })
}

/// The secrets that a message is signed with now: the one in use, and for a while the one before.
fn secrets(app: &App, to: &Endpoint, now: Timestamp) -> Result<Vec<SecretString>> {
    let old = to.old.as_ref().filter(|(_, until)| *until > now).map(|(sealed, _)| sealed);
    let opened = std::iter::once(&to.secret).chain(old).map(|sealed| app.vault.open(sealed, &place(to.id)));
    Ok(opened.collect::<std::result::Result<_, _>>().map_err(store::Error::from)?)
}

async fn settle(
    app: &App,
    worker: &str,
    task: &Task,
    kept: Message,
    (status, answer): (Option<u16>, String),
) -> Result<()> {
    let (now, tx) = (app.now(), app.db.begin().await?);
    let tried_now =
        Tried { id: app.id(), workspace: kept.workspace, message: kept.id, at: now, status, answer };
    let good = status.is_some_and(|status| (200..300).contains(&status));
    let why = if good { None } else { Some(why(&tried_now)) };
    tried::insert(&tx, &tried_now).await?;
    let nth = usize::try_from(kept.tries).unwrap_or(usize::MAX);
    let again = WAITS.get(nth).filter(|_| !good && status != Some(GONE));
    let next_try_at = again.map(|wait| now + Duration::from_secs(*wait));
    let state = match (good, next_try_at) {
        (true, _) => MessageState::Delivered,
        (false, Some(_)) => MessageState::Waiting,
        (false, None) => MessageState::GivenUp,
    };
    message::update(&tx, &Message { state, tries: kept.tries + 1, next_try_at, ..kept.clone() }).await?;
    // Read afresh: a person may have changed it while the message was on its way.
    if let Some(to) = endpoint::get(&tx, kept.workspace, kept.endpoint).await? {
        endpoint::update(&tx, &after(to, now, why, status == Some(GONE))).await?;
    }
    let ours = match next_try_at {
        Some(at) => task::retry(&tx, task.id, worker, at).await?,
        None => task::finish(&tx, task.id, worker).await?,
    };
    // Where another worker has the claim by now, what it finds counts.
    if ours {
        tx.commit().await?;
    }
    Ok(())
}

/// What became of the endpoint: one that has taken nothing for a day, or says that it is gone, is dead.
fn after(to: Endpoint, now: Timestamp, why: Option<String>, gone: bool) -> Endpoint {
    if why.is_none() {
        return Endpoint { problem: None, failing_since: None, ..to };
    }
    let since = to.failing_since.unwrap_or(now);
    let dead = to.state == EndpointState::Enabled && (gone || since + DEAD_AFTER <= now);
    let state = if dead { EndpointState::Dead } else { to.state };
    Endpoint { state, problem: why, failing_since: Some(since), ..to }
}

fn why(tried: &Tried) -> String {
    match tried.status {
        Some(GONE) => "It answered 410: it is gone and wants nothing more.".into(),
        Some(status) => format!("It answered {status}."),
        None => tried.answer.clone(),
    }
}

async fn over(app: &App, worker: &str, task: &Task, kept: Option<Message>) -> Result<()> {
    let tx = app.db.begin().await?;
    if let Some(kept) = kept {
        message::update(&tx, &kept).await?;
    }
    if task::finish(&tx, task.id, worker).await? {
        tx.commit().await?;
    }
    Ok(())
}
