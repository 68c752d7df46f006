//! The storm: workers killed at random and at each boundary in turn, until every kill was made and all is settled.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tokio::time::sleep;

use super::{
    LOOK, Run,
    boundary::{Boundary, standing},
};
use crate::{Stage, process::Worker};

/// How long a kill waits for a hand-off to stand at its boundary before it is made anyway.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long the claims of a killed worker hold. What it had sent is carried out by then, as it is within the minute
/// that a claim really lasts: longer than any request may take. The slowest answer of the storm takes 300 ms.
const LANDED: Duration = Duration::from_millis(600);

/// How often what waits is brought forward.
const HURRY: Duration = Duration::from_millis(100);

/// The longest wait before a kill at random.
const RANDOM: u64 = 250;

/// The kills that were made.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kills {
    /// At a moment chosen by the dice.
    pub random: usize,
    /// As soon as a hand-off stood at the boundary that was aimed at.
    pub aimed: BTreeMap<Boundary, usize>,
    /// How many hand-offs were struck at each boundary, by either kind of kill.
    pub struck: BTreeMap<Boundary, usize>,
}

impl Kills {
    pub fn all(&self) -> usize {
        self.random + self.aimed.values().sum::<usize>()
    }
}

/// Workers that were killed, and when.
pub(crate) type Dead = Mutex<Vec<(Instant, String)>>;

/// Lets the workers work through all hires and kills them meanwhile.
pub(crate) async fn rage(run: &Run) -> Kills {
    let dead = Dead::default();
    tokio::select! {
        kills = kill(run, &dead) => kills,
        () = hurry(&run.stage, &dead) => unreachable!("it never ends by itself"),
    }
}

/// Brings forward what waits and lets claims of the dead run out, for as long as it is polled.
pub(crate) async fn hurry(stage: &Stage, dead: &Dead) {
    loop {
        for worker in landed(dead) {
            stage.expire_claims_of(&worker).await;
        }
        stage.bring_forward().await;
        sleep(HURRY).await;
    }
}

/// The dead whose last requests have been carried out by now; each is given once.
fn landed(dead: &Dead) -> Vec<String> {
    let mut dead = dead.lock().unwrap_or_else(PoisonError::into_inner);
    dead.extract_if(.., |(when, _)| when.elapsed() >= LANDED).map(|(_, worker)| worker).collect()
}

async fn kill(run: &Run, dead: &Dead) -> Kills {
    let mut dice = ChaCha8Rng::seed_from_u64(run.storm.seed);
    let mut aims = Boundary::ALL.into_iter().cycle();
    let mut kills = Kills::default();
    let mut workers = vec![];
    for number in 0..run.storm.workers {
        workers.push(run.stage.worker(&format!("worker-{number}")).await);
    }
    for number in 0..run.storm.kills {
        // The kills are spread over the way, not made while the first hires are still under way; the last third is
        // left free, so that none is too late.
        let left = run.sent.len() - 2 * number * run.sent.len() / (3 * run.storm.kills);
        if !reached(&run.stage, left).await {
            break;
        }
        let aim = if number % 2 == 0 { None } else { aims.next() };
        let place = match aim {
            None => {
                sleep(Duration::from_millis(dice.random_range(0..RANDOM))).await;
                dice.random_range(0..workers.len())
            }
            Some(aim) => one_standing(&run.stage, &workers, aim).await,
        };
        workers[place].process.kill().await;
        let worker = &workers[place];
        for boundary in standing(&run.stage, &worker.name).await {
            *kills.struck.entry(boundary).or_default() += 1;
        }
        match aim {
            None => kills.random += 1,
            Some(aim) => *kills.aimed.entry(aim).or_default() += 1,
        }
        dead.lock().unwrap_or_else(PoisonError::into_inner).push((Instant::now(), worker.name.clone()));
        workers[place] = run.stage.worker(&format!("worker-{place}-{number}")).await;
    }
    reached(&run.stage, 0).await;
    kills
}

/// Waits until no more than `left` tasks are left; `false` where all is done before.
async fn reached(stage: &Stage, left: usize) -> bool {
    loop {
        let waiting = store::task::count(&stage.app.db).await.unwrap() as usize;
        if waiting == 0 || waiting <= left {
            return waiting > 0;
        }
        sleep(Duration::from_millis(5)).await;
    }
}

/// Waits until a hand-off stands at a boundary, its last step kept and its next one under way, and gives the place
/// of the worker that has it in its hands.
async fn one_standing(stage: &Stage, workers: &[Worker], aim: Boundary) -> usize {
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        for (place, worker) in workers.iter().enumerate() {
            if standing(stage, &worker.name).await.contains(&aim) {
                return place;
            }
        }
        sleep(LOOK).await;
    }
    0
}
