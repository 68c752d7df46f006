//! The worker's part of knowing who is who: every employee is looked for in the messenger by e-mail address.

use std::time::Duration;

use connect::VendorError;
use jiff::Timestamp;
use model::connection::ConnectionStatus;
use store::{
    integrations::connection,
    messaging::member::{self, Member},
    people::user::{self, User},
    task::{self, Task},
    workspace,
};

use crate::{
    App,
    error::Result,
    integrations::{health, open::open},
};

/// The kind of the task that looks for people; its subject is the connection.
pub(crate) const TASK: &str = "messenger.members";

/// So many are looked for in one go; messengers allow some fifty a minute.
const AT_ONCE: usize = 40;
/// Until more are looked for.
const PAUSE: Duration = Duration::from_secs(60);
/// How long what was found is believed.
const BELIEVED: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// How long it is believed that nobody was found.
const MISSED: Duration = Duration::from_secs(24 * 60 * 60);
/// Until it is tried again after the messenger could not be asked.
const AGAIN: Duration = Duration::from_secs(10 * 60);

/// Looks for those who were never looked for, or long ago.
///
/// # Errors
/// Where the database fails; the claim then runs out and they are looked for again.
pub(crate) async fn look(app: &App, worker: &str, task: &Task) -> Result<()> {
    let space = workspace::get(&app.db, task.workspace).await?;
    let through = connection::get(&app.db, task.workspace, task.subject.into()).await?;
    let (Some(space), Some(through)) = (space, through) else { return done(app, worker, task, None).await };
    if through.status != ConnectionStatus::Enabled {
        return done(app, worker, task, None).await;
    }
    let known = member::of_connection(&app.db, task.workspace, through.id).await?;
    let mut due = user::list(&app.db, task.workspace).await?;
    due.retain(|user| is_due(user, &known, app.now()));
    let more = due.len() > AT_ONCE;
    due.truncate(AT_ONCE);
    if due.is_empty() {
        return done(app, worker, task, None).await;
    }
    let opened = match open(app, space.kind, &through) {
        Ok(opened) => opened,
        Err(VendorError::RateLimited(after)) => {
            return done(app, worker, task, Some(app.now() + after)).await;
        }
        Err(_) => return done(app, worker, task, Some(app.now() + AGAIN)).await,
    };
    let (mut found, mut problem) = (vec![], None);
    for user in due {
        let Ok(messenger) = opened.messenger() else { break };
        match messenger.member(&opened.ctx, &user.email).await {
            Ok(external_id) => found.push((user, external_id)),
            Err(error) => {
                problem = Some(error);
                break;
            }
        }
    }
    let tx = app.db.begin().await?;
    health::record(app, &tx, &through, None, opened.ctx.http.calls(), problem.as_ref()).await?;
    for (user, external_id) in found {
        let id = known.iter().find(|one| one.user == user.id).map_or_else(|| app.id(), |one| one.id);
        let looked_at = app.now();
        let (workspace, connection, user) = (task.workspace, through.id, user.id);
        member::put(&tx, &Member { id, workspace, connection, user, external_id, looked_at }).await?;
    }
    let after = match problem {
        Some(VendorError::RateLimited(after)) => Some(after),
        Some(_) => Some(AGAIN),
        None if more => Some(PAUSE),
        None => None,
    };
    let ours = match after {
        Some(after) => task::retry(&tx, task.id, worker, app.now() + after).await?,
        None => task::finish(&tx, task.id, worker).await?,
    };
    if ours {
        tx.commit().await?;
    }
    Ok(())
}

fn is_due(user: &User, known: &[Member], now: Timestamp) -> bool {
    let looked = known.iter().find(|one| one.user == user.id);
    !user.disabled && looked.is_none_or(|one| is_old(one, now))
}

/// Whether what was found of somebody is to be looked at again.
pub(super) fn is_old(one: &Member, now: Timestamp) -> bool {
    one.looked_at + if one.external_id.is_some() { BELIEVED } else { MISSED } <= now
}

/// Ends the task, or has it done again at a time.
async fn done(app: &App, worker: &str, task: &Task, again: Option<Timestamp>) -> Result<()> {
    let tx = app.db.begin().await?;
    let ours = match again {
        Some(at) => task::retry(&tx, task.id, worker, at).await?,
        None => task::finish(&tx, task.id, worker).await?,
    };
    if ours {
        tx.commit().await?;
    }
    Ok(())
}
