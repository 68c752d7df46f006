//! The storm: workers killed at random and at each boundary in turn, until every kill was made and all is settled.

use std::{
    collections::BTreeMap,
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
const PATIENCE: Duration = Duration::from_secs(3);

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

/// Lets the workers work through all hires and kills them meanwhile.
pub(crate) async fn rage(run: &Run) -> Kills {
    tokio::select! {
        kills = kill(run) => kills,
        () = hurry(&run.stage) => unreachable!("it never ends by itself"),
    }
}

/// Brings forward what waits, for as long as it is polled.
pub(crate) async fn hurry(stage: &Stage) {
    loop {
        stage.bring_forward().await;
        sleep(HURRY).await;
    }
}

async fn kill(run: &Run) -> Kills {
    let mut dice = ChaCha8Rng::seed_from_u64(run.storm.seed);
    let mut aims = Boundary::ALL.into_iter().cycle();
    let mut kills = Kills::default();
    let mut workers = vec![];
    for number in 0..run.storm.workers {
        workers.push(run.stage.worker(&format!("worker-{number}")).await);
    }
    for number in 0..run.storm.kills {
        // The kills are spread over the whole way, not made while the first hires are still under way.
        let left = run.sent.len() - number * run.sent.len() / run.storm.kills;
        if !reached(&run.stage, left).await {
            break;
        }
        let place = number % workers.len();
        let worker = &workers[place];
        let aim = if number % 2 == 0 { None } else { aims.next() };
        match aim {
            None => sleep(Duration::from_millis(dice.random_range(0..RANDOM))).await,
            Some(aim) => wait_for(&run.stage, worker, aim).await,
        }
        workers[place].process.kill().await;
        let worker = &workers[place];
        for boundary in standing(&run.stage, &worker.name).await {
            *kills.struck.entry(boundary).or_default() += 1;
        }
        match aim {
            None => kills.random += 1,
            Some(aim) => *kills.aimed.entry(aim).or_default() += 1,
        }
        run.stage.expire_claims_of(&worker.name).await;
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

/// Waits until a hand-off of this worker stands at a boundary: its last step is kept, its next one under way.
async fn wait_for(stage: &Stage, worker: &Worker, aim: Boundary) {
    let began = Instant::now();
    while began.elapsed() < PATIENCE && !standing(stage, &worker.name).await.contains(&aim) {
        sleep(LOOK).await;
    }
}
