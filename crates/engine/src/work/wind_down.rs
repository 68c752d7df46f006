//! The end of a worker: what has begun is finished, for a while; what takes longer is given back.

use std::time::Duration;

use tokio::task::JoinSet;

use crate::App;

/// How long tasks that have begun may go on after a worker was told to stop. A call to another system takes half a minute
/// at most; a service manager that is patient for a minute sees the end.
pub(super) const PATIENCE: Duration = Duration::from_secs(40);

/// Waits for what runs. What is not done in time is stopped as by a crash, which every step is made for, and its claims are
/// given back, so that another worker goes on at once.
pub(super) async fn wind_down(app: &App, worker: &str, mut running: JoinSet<()>, patience: Duration) {
    // Real time, whatever clock the app holds: a service manager's patience is real.
    let all = tokio::time::timeout(patience, async { while running.join_next().await.is_some() {} });
    if all.await.is_ok() {
        return;
    }
    tracing::warn!(tasks = running.len(), "they are not done in time; another worker goes on with them");
    running.shutdown().await;
    let given_back = async {
        let tx = app.db.begin().await?;
        let tasks = store::task::give_back(&tx, worker).await?;
        tx.commit().await?;
        store::Result::Ok(tasks)
    };
    match given_back.await {
        Ok(tasks) => tracing::info!(tasks, "claims were given back"),
        // They run out within the minute.
        Err(error) => tracing::warn!(%error, "claims could not be given back"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{people::testing::benches, work::LEASE};

    #[tokio::test]
    async fn what_is_not_done_in_time_is_given_back() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let (now, tx) = (app.now(), app.db.begin().await.unwrap());
            let subject = app.id();
            store::task::push(&tx, app.id(), boss.actor.workspace, "long", subject, now, now).await.unwrap();
            tx.commit().await.unwrap();
            let claim =
                async |worker: &str| store::task::claim(&app.db, worker, now, LEASE, 9).await.unwrap();
            assert_eq!(claim("stopping").await.len(), 1);
            assert_eq!(claim("other").await.len(), 0);

            let mut running = JoinSet::new();
            running.spawn(async {});
            wind_down(app, "stopping", running, Duration::from_secs(20)).await;
            assert_eq!(claim("other").await.len(), 0, "what was done in time is finished by itself");

            let mut running = JoinSet::new();
            running.spawn(std::future::pending());
            wind_down(app, "stopping", running, Duration::from_millis(10)).await;
            assert_eq!(claim("other").await.len(), 1, "{}", bench.kind());
        }
    }
}
