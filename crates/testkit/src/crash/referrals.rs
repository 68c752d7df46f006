//! The crash suite's third part: referred people on their way into an applicant tracking system while the worker is
//! killed again and again, at random and between each two steps; then the sandbox is asked who is there.

use std::{
    collections::BTreeMap,
    sync::PoisonError,
    time::{Duration, Instant},
};

use engine::{
    referrals::{
        ask::Whom,
        deliver::act,
        introduce::take_link,
        invite::{Standing, Typed, accept},
        list,
        refer::refer,
    },
    sync::pause::pause,
};
use model::{
    ReferralId,
    handoff::HandoffState,
    job::JobStatus,
    referral::{IntakeStep, Person},
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sandbox::Options as Sandbox;
use sea_orm::{ConnectionTrait, Statement};
use store::{
    Conn,
    sync::mirror::{self, Kind},
    testing::Fresh,
};
use tokio::time::sleep;

use super::{
    LOOK,
    storm::{Dead, hurry},
};
use crate::{Stage, guests::Guests, stage::Scenery};

/// How hard it gets.
#[derive(Clone, Debug)]
pub struct Gale {
    /// The vendor whose sandbox takes the people.
    pub vendor: &'static str,
    /// How many people agree.
    pub people: usize,
    /// Which part of the requests a fault strikes, from 0 to 1.
    pub faults: f64,
    /// How often a worker is killed.
    pub kills: usize,
    /// The same seed chooses the same moments and faults.
    pub seed: u64,
}

/// What came of it.
#[derive(Debug)]
pub struct Landed {
    /// How often a worker was killed while somebody was on their way.
    pub kills: usize,
    /// Between which steps somebody stood then, by how many steps were over.
    pub struck: BTreeMap<usize, usize>,
    /// What does not hold; nothing where the suite is passed.
    pub violations: Vec<String>,
}

struct Run {
    stage: Stage,
    gale: Gale,
    /// Each person's referral and e-mail address.
    all: Vec<(ReferralId, String)>,
}

/// How long a kill waits for somebody to stand where it is aimed before it is made anyway.
const PATIENCE: Duration = Duration::from_secs(1);

/// Runs the suite on a database.
///
/// # Panics
/// Where it can't be run: no program, no database.
pub async fn referrals(fresh: Fresh, gale: Gale) -> Landed {
    let run = prepare(fresh, gale).await;
    run.stage.set_faults(run.gale.vendor, &super::faults(run.gale.faults)).await;
    let dead = Dead::default();
    let (kills, struck) = tokio::select! {
        kills = kill(&run, &dead) => kills,
        () = hurry(&run.stage, &dead) => unreachable!("it never ends by itself"),
    };
    run.stage.set_faults(run.gale.vendor, "").await;
    let worker = run.stage.worker("calm").await;
    tokio::select! {
        () = settle(&run) => {}
        () = hurry(&run.stage, &dead) => unreachable!("it never ends by itself"),
    }
    drop(worker);
    Landed { kills, struck, violations: violations(&run).await }
}

async fn prepare(fresh: Fresh, gale: Gale) -> Run {
    let sandbox = Sandbox { seed: gale.seed, people: 20, ..Sandbox::default() };
    let stage = Stage::on(fresh, Scenery { sandbox, ..Scenery::default() }).await;
    let connection = stage.connect(gale.vendor).await;
    stage.deliver().await;
    let (app, boss) = (&stage.app, &stage.administrator);
    // What is brought forward all the time would be read again all the time.
    pause(app, boss, connection).await.unwrap();
    let rows = mirror::all(&app.db, connection, Kind::Job).await.unwrap();
    let ids: Vec<_> = rows.iter().filter_map(|row| Some(row.local?.into())).collect();
    let jobs = store::hiring::job::of_ids(&app.db, boss.workspace, &ids).await.unwrap();
    let job = jobs.into_values().find(|job| job.status == JobStatus::Open).expect("a job is open").id;
    let mut all = vec![];
    for number in 0..gale.people {
        let person = Person {
            first_name: "Greta".into(),
            last_name: format!("Holm{number}"),
            email: format!("greta.holm{number}@example.com"),
            page: format!("https://www.linkedin.com/in/greta-holm-{number}"),
            ..Person::default()
        };
        let whom = Whom::Person(person.clone());
        let id = refer(app, boss, job, &whom, "We worked together.").await.unwrap();
        let link = take_link(app, boss, id).await.unwrap();
        let token = link.rsplit('/').next().unwrap();
        let email = person.email.clone();
        let agreed = accept(app, token, &Typed { person, agrees: true }, "test").await.unwrap();
        assert_eq!(agreed, Standing::Agreed);
        all.push((id, email));
    }
    Run { stage, gale, all }
}

/// Lets a worker work and kills it: every other time at a moment chosen by the dice, else between two given steps.
async fn kill(run: &Run, dead: &Dead) -> (usize, BTreeMap<usize, usize>) {
    let mut dice = ChaCha8Rng::seed_from_u64(run.gale.seed);
    let mut worker = run.stage.worker("gale").await;
    let (mut kills, mut struck) = (0, BTreeMap::new());
    for number in 0..run.gale.kills {
        if number % 2 == 0 {
            sleep(Duration::from_millis(dice.random_range(0..250))).await;
        } else {
            stands(&run.stage, &worker.name, (number / 2) % IntakeStep::ALL.len()).await;
        }
        worker.process.kill().await;
        kills += usize::from(on_their_way(&run.stage).await > 0);
        for steps in standing(&run.stage, &worker.name).await {
            *struck.entry(steps).or_default() += 1;
        }
        dead.lock().unwrap_or_else(PoisonError::into_inner).push((Instant::now(), worker.name.clone()));
        worker = run.stage.worker(&format!("gale-{number}")).await;
    }
    quiet(&run.stage).await;
    (kills, struck)
}

/// Waits until somebody stands with that many steps behind them and the next one under way.
async fn stands(stage: &Stage, worker: &str, steps: usize) {
    let began = Instant::now();
    while began.elapsed() < PATIENCE && !standing(stage, worker).await.contains(&steps) {
        sleep(LOOK).await;
    }
}

/// How many steps are over of each person that a worker has in its hands.
async fn standing(stage: &Stage, worker: &str) -> Vec<usize> {
    let sql = "select count(s.step) as steps from task t
               left join referral_step s on s.referral_id = t.subject_id
               where t.leased_by = $1 and t.kind = 'referral.deliver' group by t.id";
    let statement = Statement::from_sql_and_values(stage.app.db.backend(), sql, [worker.into()]);
    let rows = stage.app.db.executor().query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get::<i64>("", "steps").unwrap() as usize).collect()
}

/// Presses the button of every card until all is delivered and tied to its application here.
async fn settle(run: &Run) {
    loop {
        quiet(&run.stage).await;
        let mut waits = false;
        for (id, _) in &run.all {
            let (app, boss) = (&run.stage.app, &run.stage.administrator);
            let (there, _) = act::standing(app, boss, *id).await.unwrap().expect("they agreed");
            if there.state == HandoffState::Waiting {
                act::retry(app, boss, *id).await.unwrap();
                waits = true;
            }
        }
        if !waits {
            return;
        }
    }
}

/// Waits until nothing of ours is on its way any more.
async fn quiet(stage: &Stage) {
    while on_their_way(stage).await > 0 {
        sleep(Duration::from_millis(20)).await;
    }
}

/// How many tasks of ours wait or are done; the sync goes on beside them and never ends.
async fn on_their_way(stage: &Stage) -> usize {
    let sql = "select kind from task where kind in ('referral.deliver', 'referral.follow')";
    stage.texts(sql, ["kind"]).await.len()
}

/// What does not hold, a sentence each.
async fn violations(run: &Run) -> Vec<String> {
    let mut found = vec![];
    let (app, boss) = (&run.stage.app, &run.stage.administrator);
    let guests = Guests::of(run.gale.vendor);
    let world = run.stage.world(run.gale.vendor);
    for (id, email) in &run.all {
        let mut say = |what: String| found.push(format!("{email}: {what}"));
        let people = world.read(|documents| (guests.people)(documents, email));
        let [person] = people.as_slice() else {
            say(format!("is there {} times", people.len()));
            continue;
        };
        let applications = world.read(|documents| (guests.applications)(documents, person));
        if applications != 1 {
            say(format!("has {applications} applications"));
        }
        let (seen, _) = list::one(app, boss, *id).await.unwrap();
        let words = format!(
            "Referred by {} ({}) for {}.\nWe worked together.",
            boss.name,
            crate::stage::EMAIL,
            seen.job
        );
        let remarks = world.read(|documents| (guests.remarks)(documents, person, &words));
        if remarks != 1 {
            say(format!("has {remarks} remarks"));
        }
        let (there, _) = act::standing(app, boss, *id).await.unwrap().expect("they agreed");
        if there.state != HandoffState::Delivered || there.candidate_there.as_ref() != Some(person) {
            say(format!("stands as {there:?}"));
        }
        if seen.referral.application.is_none() {
            say("is not known by an application here".into());
        }
    }
    found
}
