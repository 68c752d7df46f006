//! What enabling a connection begins.

use store::{
    Tx,
    integrations::connection::Connection,
    sync::{plan, plan::Plan},
};

use super::call_worker;
use crate::{App, Result};

/// Minutes from one run to the next, until an administrator decides otherwise.
const EVERY: u32 = 15;
/// The share of known records, in per cent, that a run may change without asking, until decided otherwise.
const SHARE: u32 = 20;
/// The hour, in UTC, at which everything is read, until decided otherwise.
const FULL_HOUR: u32 = 3;

/// Calls a worker for a connection whose records are kept in step; the first time everything is read.
pub(crate) async fn begin(app: &App, tx: &Tx, connection: &Connection) -> Result<()> {
    let has_records = app.connector(&connection.vendor).is_some_and(|connector| connector.ats().is_some());
    if !has_records {
        return Ok(());
    }
    let known = plan::get(tx, connection.workspace, connection.id).await?;
    let plan = match known {
        Some(plan) => plan,
        None => {
            let new = Plan {
                connection: connection.id,
                workspace: connection.workspace,
                paused: false,
                every_minutes: EVERY,
                share_percent: SHARE,
                full_hour: FULL_HOUR,
                take_files: true,
                reference_field: None,
                first_enabled_at: app.now(),
                last_full_at: None,
                census_at: None,
                cursors: Default::default(),
                gaps: Default::default(),
            };
            plan::insert(tx, &new).await?;
            new
        }
    };
    call_worker(app, tx, &plan, app.now()).await
}
