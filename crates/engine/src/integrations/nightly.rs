//! The test of every connection in use, once a night, so that a permission that was lost is seen before it is needed,
//! and with it the source of its referrals.
//!
//! Whether a connection's test is due is read off its last one. So nothing has to be set up for a connection, nothing
//! waits in the queue by day, and a night that was slept through is made up for.

#[cfg(test)]
mod tests;

use std::time::Duration;

use connect::VendorError;
use jiff::{Timestamp, tz::TimeZone};
use model::{
    ConnectionId,
    connection::{CheckReport, ConnectionStatus},
};
use store::{
    Tx,
    integrations::connection::{self, Connection},
    task::{self, Task},
    workspace,
};
use uuid::Uuid;

use super::{check::keep, health, open::open, referral_source};
use crate::{Actor, App, audit, error::Result};

/// The kind of the task that does a test; its subject is the connection.
pub(crate) const TASK: &str = "integrations.xray";

/// The hour, in UTC, at which the first tests begin.
const BEGINS: Duration = Duration::from_secs(60 * 60);
/// So many seconds later the last ones begin: each connection has its own time, so that they don't come all at once.
const SPREAD: u64 = 3 * 60 * 60;
/// How long a test waits that could not be made.
const AGAIN: Duration = Duration::from_secs(60 * 60);

/// Asks for the tests whose time has come. Any node may: there is one task for a connection.
///
/// # Errors
/// Where the database fails.
pub async fn call_due(app: &App) -> Result<()> {
    let now = app.now();
    let all = connection::tested(&app.db).await?.into_iter();
    let due: Vec<_> = all.filter(|(_, id, tested)| is_due(now, *id, *tested)).collect();
    if due.is_empty() {
        return Ok(());
    }
    let tx = app.db.begin().await?;
    for (workspace, id, _) in due {
        // One that waits for another try keeps its time.
        if task::due_at(&tx, TASK, id.into()).await?.is_none() {
            task::push(&tx, app.id(), workspace, TASK, id.into(), now, now).await?;
        }
    }
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}

/// Tests one connection and keeps what was found, unless it was tested or put out of use in the meantime.
///
/// # Errors
/// Where the database fails; the claim then runs out and the test is made again.
pub(crate) async fn work(app: &App, worker: &str, task: &Task) -> Result<()> {
    let space = workspace::get(&app.db, task.workspace).await?;
    let there = connection::get(&app.db, task.workspace, task.subject.into()).await?;
    let (Some(space), Some(there)) = (space, there) else { return over(app, worker, task).await };
    if there.status != ConnectionStatus::Enabled || !is_due(app.now(), there.id, there.checked_at) {
        return over(app, worker, task).await;
    }
    let has_source = referral_source::chosen(&app.db, there.id).await?.is_some();
    let (found, sources, calls) = match open(app, space.kind, &there) {
        Ok(open) => {
            let found = open.connector.check(&open.ctx).await;
            let look = has_source && found.is_ok();
            // One that can't be seen tonight is looked for tomorrow.
            let sources = if look { referral_source::listed(&open).await.ok() } else { None };
            (found, sources, open.ctx.http.calls())
        }
        Err(error) => (Err(error), None, vec![]),
    };
    let tx = app.db.begin().await?;
    let now = connection::get(&tx, space.id, there.id).await?;
    let Some(now) = now.filter(|now| still(now, &there)) else {
        drop(tx);
        return over(app, worker, task).await;
    };
    let actor = Actor::worker(space.id, space.kind);
    health::record(app, &tx, &now, None, calls, found.as_ref().err()).await?;
    let settled = match found {
        Ok(report) => {
            tell(app, &tx, &actor, &now, &report).await?;
            if let Some(sources) = sources {
                referral_source::note(app, &tx, &actor, &now, &sources).await?;
            }
            task::finish(&tx, task.id, worker).await?
        }
        Err(error @ VendorError::Auth(_)) => {
            let subject = ("connection", Some(now.id.into()));
            audit::write(app, &tx, &actor, "connection.tested", subject, error.to_string()).await?;
            task::finish(&tx, task.id, worker).await?
        }
        Err(VendorError::RateLimited(after)) => task::retry(&tx, task.id, worker, app.now() + after).await?,
        Err(_) => task::retry(&tx, task.id, worker, app.now() + AGAIN).await?,
    };
    if settled {
        tx.commit().await?;
    }
    Ok(())
}

/// Keeps what was found, with an audit line where something changed.
async fn tell(app: &App, tx: &Tx, actor: &Actor, of: &Connection, report: &CheckReport) -> Result<()> {
    let changed = keep(app, tx, of, report).await?;
    if changed.is_empty() {
        return Ok(());
    }
    let detail = format!("the key works; {changed}");
    audit::write(app, tx, actor, "connection.tested", ("connection", Some(of.id.into())), detail).await
}

/// Whether what was found is about the connection as it stands.
fn still(now: &Connection, then: &Connection) -> bool {
    now.status == then.status && now.secrets == then.secrets && now.settings == then.settings
}

async fn over(app: &App, worker: &str, task: &Task) -> Result<()> {
    let tx = app.db.begin().await?;
    task::finish(&tx, task.id, worker).await?;
    Ok(tx.commit().await?)
}

fn is_due(now: Timestamp, id: ConnectionId, tested: Option<Timestamp>) -> bool {
    tested.is_none_or(|tested| tested < last(now, id))
}

/// A connection's time of the night that came last.
fn last(now: Timestamp, id: ConnectionId) -> Timestamp {
    let (_, spread) = Uuid::from(id).as_u64_pair();
    let own = BEGINS + Duration::from_secs(spread % SPREAD);
    // The night's time is counted from midnight, so midnight is looked for that much earlier.
    let midnight = TimeZone::UTC.to_datetime(now - own).date();
    TimeZone::UTC.to_timestamp(midnight.into()).map_or(now, |midnight| midnight + own)
}
