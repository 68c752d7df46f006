//! The crash suite's third part: people of the pool on their way into a recruiting CRM while the worker is killed again
//! and again, and requests fail; then the sandbox is asked who is there.

use std::{
    sync::PoisonError,
    time::{Duration, Instant},
};

use engine::sourcing::{
    export::{self, Request, begin},
    push::{save, view},
};
use model::{ProfileId, push::ExportState};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sandbox::Options as Sandbox;
use store::testing::Fresh;
use tokio::time::sleep;

use super::{
    referrals::Gale,
    storm::{Dead, hurry},
};
use crate::{Stage, keepers::Keepers, pool::pooled_email, stage::Scenery};

/// What came of it.
#[derive(Debug)]
pub struct Exported {
    /// How many people were sent.
    pub people: usize,
    /// How often a worker was killed while somebody was on the way.
    pub kills: usize,
    /// What does not hold; nothing where the suite is passed.
    pub violations: Vec<String>,
}

/// Runs the suite on a database.
///
/// # Panics
/// Where it can't be run: no program, no database.
pub async fn exports(fresh: Fresh, gale: Gale) -> Exported {
    let sandbox = Sandbox { seed: gale.seed, people: 20, ..Sandbox::default() };
    let stage = Stage::on(fresh, Scenery { sandbox, ..Scenery::default() }).await;
    let connection = stage.connect(gale.vendor).await;
    let (app, boss) = (&stage.app, &stage.administrator);
    let mut settings = view(app, boss, connection).await.unwrap().settings();
    settings.tags_as = Some("tag".into());
    save(app, boss, connection, &settings).await.unwrap();
    let mut profiles: Vec<ProfileId> = vec![];
    for number in 1..=gale.people {
        profiles.push(stage.pooled(number).await);
    }
    stage.set_faults(gale.vendor, &super::faults(gale.faults)).await;
    let request = Request { connection, profiles, place: None, key: "gale".into() };
    begin(app, boss, request).await.unwrap();
    let dead = Dead::default();
    let kills = tokio::select! {
        kills = kill(&stage, &gale, &dead) => kills,
        () = hurry(&stage, &dead) => unreachable!("it never ends by itself"),
    };
    stage.set_faults(gale.vendor, "").await;
    let worker = stage.worker("calm").await;
    tokio::select! {
        () = quiet(&stage) => {}
        () = hurry(&stage, &dead) => unreachable!("it never ends by itself"),
    }
    drop(worker);
    let violations = violations(&stage, &gale).await;
    Exported { people: gale.people, kills, violations }
}

/// Lets a worker work and kills it at moments chosen by the dice.
async fn kill(stage: &Stage, gale: &Gale, dead: &Dead) -> usize {
    let mut dice = ChaCha8Rng::seed_from_u64(gale.seed);
    let mut worker = stage.worker("gale").await;
    let mut kills = 0;
    for number in 0..gale.kills {
        sleep(Duration::from_millis(dice.random_range(100..600))).await;
        worker.process.kill().await;
        kills += usize::from(on_their_way(stage).await > 0);
        dead.lock().unwrap_or_else(PoisonError::into_inner).push((Instant::now(), worker.name.clone()));
        worker = stage.worker(&format!("gale-{number}")).await;
    }
    kills
}

/// Waits until nobody is on the way; whoever a fault made wait for a person is let go on.
async fn quiet(stage: &Stage) {
    loop {
        let all = export::recent(&stage.app, &stage.administrator).await.unwrap();
        if all.iter().all(|one| one.count(ExportState::Done) == one.export.total) {
            return;
        }
        if on_their_way(stage).await == 0 {
            for one in all {
                export::retry(&stage.app, &stage.administrator, one.export.id).await.unwrap();
            }
        }
        sleep(Duration::from_millis(50)).await;
    }
}

async fn on_their_way(stage: &Stage) -> usize {
    stage.texts("select kind from task where kind = 'sourcing.export'", ["kind"]).await.len()
}

/// What does not hold, a sentence each.
async fn violations(stage: &Stage, gale: &Gale) -> Vec<String> {
    let keepers = Keepers::of(gale.vendor);
    let world = stage.world(gale.vendor);
    let mut found = vec![];
    for number in 1..=gale.people {
        let there = world.read(|documents| (keepers.people)(documents, &pooled_email(number)));
        let [id] = there.as_slice() else {
            found.push(format!("person {number} is there {} times", there.len()));
            continue;
        };
        let counts = world.read(|documents| {
            let entries = |words: &str| (keepers.entries)(documents, id, words);
            ((keepers.files)(documents, id), entries("Rust"), entries("Speaker"))
        });
        if counts != (1, 1, 1) {
            found.push(format!("person {number} has {counts:?} files and entries"));
        }
    }
    found
}
