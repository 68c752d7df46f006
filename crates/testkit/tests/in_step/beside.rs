//! Somebody works there while a run walks through what is there, over several pages of each kind.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use model::sync::{RunMode, RunState};
use serde_json::json;

use super::{scene::Scene, there::There, there::VENDOR};

/// More than one page of people, and two of applications.
const PEOPLE: usize = 1_100;

/// So much is done beside one run at most: a fourth of it is deleting, and a run that finds more than a fifth gone asks.
const MOST: usize = 200;

/// Applies, moves, edits and deletes until told to stop; gives how much was done.
async fn busy(there: There, first: usize, stop: Arc<AtomicBool>) -> usize {
    let mut done = 0;
    while done < MOST && !stop.load(Ordering::Relaxed) {
        let mut ids: Vec<String> = there.records("applications").keys().cloned().collect();
        ids.sort();
        let id = &ids[(first + done * 37) % ids.len()];
        match done % 4 {
            0 => drop(there.move_to_meaning(id, if done % 8 == 0 { "interview" } else { "review" }).await),
            1 => drop(there.apply(&there.job_of(id), first + done).await),
            2 => there.delete(id).await,
            _ => there.edit("applications", id, json!({"town": format!("Town {done}")})).await,
        }
        done += 1;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    done
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_while_somebody_works_there() {
    let scene = Scene::large(PEOPLE).await;
    // The first run, which the connection began; then one of changes; then one of everything.
    for (round, mode) in [None, Some(RunMode::Changes), Some(RunMode::Full)].into_iter().enumerate() {
        scene
            .stage
            .set_faults(
                VENDOR,
                "delay[GET /api/v1/applications]=1:200ms,delay[GET /api/v1/candidates]=1:200ms",
            )
            .await;
        if let Some(mode) = mode {
            scene.ask(mode).await;
        }
        let stop = Arc::new(AtomicBool::new(false));
        let working = tokio::spawn(busy(scene.there.clone(), 10_000 * (round + 1), Arc::clone(&stop)));
        scene.stage.deliver().await;
        stop.store(true, Ordering::Relaxed);
        let done = working.await.unwrap();
        assert!(done >= 8, "only {done} changes fell into the run");
        let beside = scene.overview().await;
        assert!(beside.current.is_none(), "{:?}", beside.current.map(|run| run.sentence));
        scene.stage.set_faults(VENDOR, "").await;
        let next = scene.run(RunMode::Full).await;
        assert_eq!(next.state, RunState::Done, "{:?}", next.sentence);
        assert!(scene.overview().await.current.is_none(), "nothing is asked");
        scene.in_step(&format!("{mode:?} beside {done} changes, and the next run")).await;
    }
}
