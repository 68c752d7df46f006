//! The worker: takes tasks from the queue and does several side by side, until told to stop.

mod wind_down;

use std::{sync::Arc, time::Duration};

use store::task::Task;
use tokio::{sync::watch, task::JoinSet};
use tracing::Instrument;

use crate::{
    App, announce, audit,
    error::Result,
    handoff, hooks,
    integrations::{nightly, rehearse},
    mail, messaging, outgoing, people,
    referrals::{self, matching, network},
    retention, screening, sourcing, sync, trace,
};

/// How long a worker's claim holds. A worker that is slower renews it; one that died is followed after this time.
pub const LEASE: Duration = Duration::from_secs(60);

/// How often a worker looks for work that another process asked for.
const LOOK: Duration = Duration::from_millis(500);

/// How many tasks a worker does side by side.
const SIDE_BY_SIDE: usize = 16;

/// A worker that is busy asks for more only when it has room for this many, so that it doesn't ask for each.
const ROOM: usize = 4;

/// How often what is kept for a while only is looked through.
const TIDY: Duration = Duration::from_secs(60);

/// How often lines of the audit log get their place in its chain.
const SEAL: Duration = Duration::from_secs(5);

/// What is due for longer than this is late.
const LATE: Duration = Duration::from_secs(300);

/// Does everything that is due now, and says how many tasks were begun. Tests call this instead of a running worker.
///
/// # Errors
/// Where the queue can't be read.
pub async fn run_due(app: &Arc<App>, worker: &str) -> Result<usize> {
    let tasks = claim(app, worker, SIDE_BY_SIDE).await?;
    let begun = tasks.len();
    let running = tasks.into_iter().map(|task| perform(Arc::clone(app), worker.to_owned(), task));
    futures::future::join_all(running).await;
    Ok(begun)
}

/// Works until `stop` turns true. Tasks that have begun are finished first, those that take long are given back.
pub async fn run(app: Arc<App>, worker: String, mut stop: watch::Receiver<bool>) {
    let mut running = JoinSet::new();
    let (mut tidied, mut sealed) = (app.now(), app.now());
    while !*stop.borrow() {
        let room = SIDE_BY_SIDE - running.len();
        let tasks = claim(&app, &worker, room).await.unwrap_or_else(|error| {
            tracing::error!(%error, "the queue can't be read; trying again");
            vec![]
        });
        let more = tasks.len() == room && room > 0;
        for task in tasks {
            running.spawn(perform(Arc::clone(&app), worker.clone(), task));
        }
        if app.now() >= tidied + TIDY {
            tidied = app.now();
            if let Err(error) = nightly::call_due(&app).await {
                tracing::warn!(%error, "the tests of the night could not be asked for");
            }
            if let Err(error) = retention::work::call_due(&app).await {
                tracing::warn!(%error, "the erasing of the night could not be asked for");
            }
            tidy(&app).await;
        }
        if app.now() >= sealed + SEAL {
            sealed = app.now();
            seal(&app).await;
        }
        wait(&app, &mut running, &mut stop, more).await;
    }
    wind_down::wind_down(&app, &worker, running, wind_down::PATIENCE).await;
    seal(&app).await;
}

/// Waits for room, for the bell, or for the next look.
async fn wait(app: &App, running: &mut JoinSet<()>, stop: &mut watch::Receiver<bool>, more: bool) {
    let enough = if more { SIDE_BY_SIDE - ROOM } else { 0 };
    let room = async {
        while running.len() > enough {
            running.join_next().await;
        }
        if !more {
            // Nothing else is due: only the bell or the next look brings work.
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = room => {}
        () = app.bell.notified() => {}
        () = app.clock.sleep(LOOK) => {}
        _ = stop.changed() => {}
    }
}

async fn claim(app: &App, worker: &str, most: usize) -> Result<Vec<Task>> {
    if most == 0 {
        return Ok(vec![]);
    }
    Ok(store::task::claim(&app.db, worker, app.now(), LEASE, u32::try_from(most).unwrap_or(1)).await?)
}

/// Gives lines of the audit log their place in its chain.
async fn seal(app: &App) {
    if let Err(error) = audit::seal::seal(app).await {
        tracing::warn!(%error, "lines of the audit log could not be sealed; they are with the next ones");
    }
}

/// Does one task for the request that asked for it, so that what it writes and logs names that request.
async fn perform(app: Arc<App>, worker: String, task: Task) {
    let request = task.request.clone().unwrap_or_else(|| task.id.to_string());
    let span = tracing::info_span!("task", kind = %task.kind, id = %task.id, %request);
    trace::within(request, do_one(app, worker, task)).instrument(span).await;
}

/// Does one task while keeping its claim; stops where the claim was lost.
async fn do_one(app: Arc<App>, worker: String, task: Task) {
    let (began, kind) = (app.now(), task.kind.clone());
    let outcome = tokio::select! {
        outcome = dispatch(&app, &worker, &task) => outcome,
        () = keep_claim(&app, &worker, &task) => {
            tracing::warn!(id = %task.id, "the claim passed to another worker; stopped");
            Ok(())
        }
    };
    if let Err(error) = outcome {
        // The claim runs out and the task is taken up again; nothing is lost.
        tracing::error!(kind = %task.kind, id = %task.id, %error, "a task could not be done");
        metrics::counter!("tasks_failed_total", "kind" => kind.clone()).increment(1);
    }
    let took = app.now().duration_since(began).as_secs_f64();
    metrics::histogram!("task_seconds", "kind" => kind).record(took);
}

pub(crate) async fn dispatch(app: &App, worker: &str, task: &Task) -> Result<()> {
    match task.kind.as_str() {
        announce::TASK => announce::deliver::deliver(app, worker, task).await,
        handoff::TASK => handoff::deliver::deliver(app, worker, task).await,
        hooks::TASK => hooks::fetch::fetch(app, worker, task).await,
        mail::TASK => mail::deliver::deliver(app, worker, task).await,
        messaging::deliver::TASK => messaging::deliver::deliver(app, worker, task).await,
        messaging::home::TASK => messaging::home::show(app, worker, task).await,
        messaging::members::TASK => messaging::members::look(app, worker, task).await,
        messaging::press::TASK => messaging::press::hear(app, worker, task).await,
        nightly::TASK => nightly::work(app, worker, task).await,
        rehearse::kept::TASK => rehearse::kept::work(app, worker, task).await,
        outgoing::TASK => outgoing::deliver::deliver(app, worker, task).await,
        matching::of_job::TASK => matching::of_job::work(app, worker, task).await,
        matching::of_network::TASK => matching::of_network::work(app, worker, task).await,
        referrals::TASK => referrals::work::work(app, worker, task).await,
        referrals::deliver::TASK => referrals::deliver::work(app, worker, task).await,
        referrals::deliver::follow::TASK => referrals::deliver::follow::work(app, worker, task).await,
        referrals::bonus::TASK => referrals::bonus::wait::work(app, worker, task).await,
        screening::follow_up::TASK => screening::follow_up::work::work(app, worker, task).await,
        screening::work::TASK => screening::work::work(app, worker, task).await,
        screening::disconnect::TASK => screening::disconnect::work(app, worker, task).await,
        screening::write_back::TASK => screening::write_back::work(app, worker, task).await,
        sourcing::export::TASK => sourcing::export::deliver::deliver(app, worker, task).await,
        retention::work::TASK => retention::work::work(app, worker, task).await,
        sourcing::intake::TASK => sourcing::intake::work::work(app, worker, task).await,
        sourcing::import::TASK => sourcing::import::work(app, worker, task).await,
        sourcing::searches::TASK => sourcing::searches::work(app, worker, task).await,
        sourcing::pool::candidates::TASK => sourcing::pool::candidates::work(app, worker, task).await,
        sync::TASK => sync::work::work(app, worker, task).await,
        sync::files::TASK => sync::files::work(app, worker, task).await,
        kind => {
            tracing::error!(kind, id = %task.id, "no such kind of task; a newer version may have asked for it");
            Ok(())
        }
    }
}

/// Renews the claim of a task that takes long; comes back when the claim is no longer ours.
async fn keep_claim(app: &App, worker: &str, task: &Task) {
    loop {
        // Real time, whatever clock the app holds: the claim is kept for as long as this process truly works.
        tokio::time::sleep(LEASE / 3).await;
        let renewed = async {
            let tx = app.db.begin().await?;
            let held = store::task::renew(&tx, task.id, worker, app.now() + LEASE).await?;
            tx.commit().await?;
            store::Result::Ok(held)
        };
        match renewed.await {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => tracing::warn!(%error, id = %task.id, "the claim could not be renewed"),
        }
    }
}

/// Throws away what is kept for a while only, and says how much waits.
async fn tidy(app: &App) {
    if let Err(error) = store::integrations::call::prune(&app.db).await {
        tracing::warn!(%error, "old calls could not be thrown away");
    }
    let kept_since = app.now() - hooks::KEPT;
    if let Err(error) = store::hook::delivery::prune(&app.db, kept_since).await {
        tracing::warn!(%error, "old messages could not be thrown away");
    }
    let kept_since = app.now() - messaging::KEPT;
    if let Err(error) = store::messaging::press::prune(&app.db, kept_since).await {
        tracing::warn!(%error, "old presses could not be thrown away");
    }
    let kept_since = app.now() - sync::KEPT;
    if let Err(error) = store::sync::run::prune(&app.db, kept_since, sync::NEWEST).await {
        tracing::warn!(%error, "old runs could not be thrown away");
    }
    if let Err(error) = store::hook::hint::prune(&app.db, kept_since).await {
        tracing::warn!(%error, "records named long ago could not be forgotten");
    }
    if let Err(error) = store::mail::letter::prune(&app.db, app.now() - mail::KEPT).await {
        tracing::warn!(%error, "old letters could not be thrown away");
    }
    if let Err(error) = network::tidy(app).await {
        tracing::warn!(%error, "files of contacts that nobody brought in could not be thrown away");
    }
    if let Err(error) = store::announce::message::prune(&app.db, app.now() - announce::KEPT).await {
        tracing::warn!(%error, "old announcements could not be thrown away");
    }
    let kept_since = app.now() - people::api_answer::KEPT;
    if let Err(error) = store::people::api_answer::prune(&app.db, kept_since).await {
        tracing::warn!(%error, "old answers to programs could not be thrown away");
    }
    match store::task::count(&app.db).await {
        Ok(waiting) => metrics::gauge!("tasks_waiting").set(waiting as f64),
        Err(error) => tracing::warn!(%error, "the queue could not be counted"),
    }
    match store::task::overdue(&app.db, app.now() - LATE).await {
        Ok(late) => metrics::gauge!("tasks_overdue").set(late as f64),
        Err(error) => tracing::warn!(%error, "what is late could not be counted"),
    }
}
