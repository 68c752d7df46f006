//! The worker: takes tasks from the queue and does them, one after the other, until told to stop.

use std::{sync::Arc, time::Duration};

use store::task::Task;
use tokio::sync::watch;

use crate::{App, error::Result};

/// How long a worker's claim holds. A worker that is slower renews it; one that died is followed after this time.
pub const LEASE: Duration = Duration::from_secs(60);

/// How often a worker looks for work that another process asked for.
const LOOK: Duration = Duration::from_millis(500);

/// How many tasks a worker does side by side.
const SIDE_BY_SIDE: u32 = 8;

/// Does one task. What it leaves behind (finished, or given back for later) is decided there.
async fn perform(app: &App, worker: &str, task: &Task) -> Result<()> {
    let _ = (app, worker);
    tracing::error!(kind = %task.kind, id = %task.id, "no such kind of task; a newer version may have asked for it");
    Ok(())
}

/// Does everything that is due now, and says how many tasks were begun. Tests call this instead of a running worker.
///
/// # Errors
/// Where the queue can't be read.
pub async fn run_due(app: &Arc<App>, worker: &str) -> Result<usize> {
    let tasks = store::task::claim(&app.db, worker, app.now(), LEASE, SIDE_BY_SIDE).await?;
    let begun = tasks.len();
    let running = tasks.into_iter().map(|task| async move {
        if let Err(error) = perform(app, worker, &task).await {
            // The claim runs out and the task is taken up again; nothing is lost.
            tracing::error!(kind = %task.kind, id = %task.id, %error, "a task could not be done");
        }
    });
    futures::future::join_all(running).await;
    Ok(begun)
}

/// Works until `stop` turns true. A task that has begun is finished first.
pub async fn run(app: Arc<App>, worker: String, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let begun = run_due(&app, &worker).await.unwrap_or_else(|error| {
            tracing::error!(%error, "the queue can't be read; trying again");
            0
        });
        if begun == 0 {
            tokio::select! {
                () = app.bell.notified() => {}
                () = app.clock.sleep(LOOK) => {}
                _ = stop.changed() => {}
            }
        }
    }
}
