//! What calls say about a connection: its log, its last good time, its last problem, its pause.

use std::time::Duration;

use connect::{CallEntry, VendorError};
use model::{HandoffId, connection::ConnectionStatus};
use store::{
    Tx,
    integrations::{
        call::{self, LoggedCall},
        connection::{self, Connection},
    },
};

use crate::{App, Result, trace};

/// The last good time is not written more often than this, so that many hires a second don't all write one row.
const GOOD_EVERY: Duration = Duration::from_secs(30);

/// Keeps the calls of one piece of work, and what its outcome says about the connection.
pub(crate) async fn record(
    app: &App,
    tx: &Tx,
    connection: &Connection,
    handoff: Option<HandoffId>,
    calls: Vec<CallEntry>,
    problem: Option<&VendorError>,
) -> Result<()> {
    let reached = calls.iter().any(|call| call.status.is_some());
    log(app, tx, connection, handoff, calls).await?;
    match problem {
        Some(error @ VendorError::Auth(_)) => {
            connection::set_status(tx, connection, ConnectionStatus::Broken).await?;
            connection::set_problem(tx, connection, app.now(), &error.to_string()).await?;
        }
        Some(error @ VendorError::RateLimited(after)) => {
            let until = app.now() + *after;
            if connection.paused_until.is_none_or(|paused| paused < until) {
                connection::pause(tx, connection, until).await?;
                connection::set_problem(tx, connection, app.now(), &error.to_string()).await?;
            }
        }
        // The vendor works; it is this record that stands against it.
        Some(VendorError::Rejected(_) | VendorError::NotFound(_) | VendorError::Conflict(_)) | None => {
            let due = connection.last_good_at.is_none_or(|at| app.now() >= at + GOOD_EVERY);
            if reached && (due || connection.last_problem.is_some()) {
                connection::set_good(tx, connection, app.now()).await?;
            }
        }
        Some(error) => connection::set_problem(tx, connection, app.now(), &error.to_string()).await?,
    }
    Ok(())
}

/// Keeps the calls alone, where their outcome says nothing about the connection as it stands.
pub(crate) async fn log(
    app: &App,
    tx: &Tx,
    connection: &Connection,
    handoff: Option<HandoffId>,
    calls: Vec<CallEntry>,
) -> Result<()> {
    let calls = calls
        .into_iter()
        .map(|entry| {
            let status = entry.status.map_or("none".to_owned(), |status| status.to_string());
            metrics::counter!("vendor_calls_total", "status" => status).increment(1);
            let (id, at) = (app.id(), entry.at);
            let mut entry = serde_json::to_value(&entry).unwrap_or_default();
            entry["made_for"] = trace::current().into();
            LoggedCall { id, handoff, at, entry }
        })
        .collect();
    Ok(call::insert(tx, connection.workspace, connection.id, calls).await?)
}
