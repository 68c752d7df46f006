//! Sync: the records of an applicant tracking system are read and kept in step here.
//!
//! A worker takes up one run a connection at a time. It walks the kinds of record in order, page by page; each page is
//! one transaction, with the place from where it goes on. What could not be seen is never taken for gone.

pub mod allow;
mod apply;
pub(crate) mod begin;
mod clock;
pub mod configure;
mod end;
mod fields;
pub(crate) mod files;
mod fingerprint;
mod missing;
pub mod now;
pub mod origin;
pub mod overview;
mod parents;
pub mod pause;
pub(crate) mod progress;
pub mod resume;
pub mod run;
mod scope;
mod session;
#[cfg(test)]
mod shelf;
mod sort;
pub mod stop;
pub mod take_one;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub mod unfetched;
mod walk;
pub(crate) mod work;

use model::{ConnectionId, access::Right, connection::ConnectionStatus};
pub use store::sync::{note::RunNote, plan::Plan, run::Run};
use store::{
    Conn, Tx,
    integrations::connection::Connection,
    sync::{plan, run as runs},
    task,
};

use crate::{
    Actor, App,
    error::{Error, Result},
    integrations::find,
};

pub(crate) use self::fields::take_over as take_over_fields;

/// How long a run is remembered with what it had to say: 90 days.
pub const KEPT: std::time::Duration = std::time::Duration::from_secs(90 * 24 * 60 * 60);

/// So many of a connection's runs are remembered however old they are.
pub const NEWEST: u64 = 50;

/// The kind of the task that does a run; its subject is the connection.
pub(crate) const TASK: &str = "sync";

/// The plan of a connection that an administrator is about to change, held so that no worker misses the change.
async fn the_plan(tx: &Tx, actor: &Actor, id: ConnectionId) -> Result<(Connection, Plan)> {
    actor.require(Right::IntegrationsManage)?;
    let connection = find(tx, actor.workspace, id).await?;
    let plan = plan::lock(tx, actor.workspace, id).await?.ok_or_else(|| {
        Error::Conflict(format!(
            "{} has no records that are kept in step, or was never enabled.",
            connection.name
        ))
    })?;
    Ok((connection, plan))
}

/// The run that is not over, where there must be one.
async fn the_open_run(conn: &impl Conn, plan: &Plan) -> Result<Run> {
    let found = runs::open(conn, plan.workspace, plan.connection).await?;
    found.ok_or_else(|| Error::Conflict("No run is under way; look at where it stands now.".into()))
}

fn refuse_unless_enabled(connection: &Connection) -> Result<()> {
    if connection.status == ConnectionStatus::Enabled {
        return Ok(());
    }
    Err(Error::Conflict(format!("{} is not enabled; enable it first.", connection.name)))
}

/// Keeps a run that a person changed.
async fn keep(tx: &Tx, run: &Run, read_in: model::sync::RunState) -> Result<()> {
    if runs::save(tx, run, read_in).await? {
        return Ok(());
    }
    Err(Error::Conflict("The run went on in the meantime. Look at where it stands now.".into()))
}

/// Asks for a worker, now or later.
async fn call_worker(app: &App, tx: &Tx, plan: &Plan, at: jiff::Timestamp) -> Result<()> {
    Ok(task::push(tx, app.id(), plan.workspace, TASK, plan.connection.into(), at, app.now()).await?)
}
