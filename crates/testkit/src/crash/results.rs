//! The crash suite's second half: results of screening are written into an applicant tracking system while the worker
//! is killed again and again, and change on the way; then each application there is asked what it says.

use std::{
    collections::BTreeMap,
    sync::PoisonError,
    time::{Duration, Instant},
};

use engine::screening::{
    Preference, Screened,
    setup::{
        choose::{Chosen, choose},
        make::make_missing,
        view,
    },
    write_back,
};
use engine::sync::pause::pause;
use model::{
    ApplicationId, ConnectionId, JobId,
    remote::{RecordKind, RemoteApplication, RemoteRecord, RemoteTag},
    screening::Score,
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sandbox::Options as Sandbox;
use store::{
    screening::{mark, preference, result},
    sync::mirror::{self, Kind},
    testing::Fresh,
};
use tokio::time::sleep;

use super::storm::{Dead, hurry};
use crate::{Stage, applicants::Applicants, stage::Scenery};

/// How hard it gets.
#[derive(Clone, Debug)]
pub struct Squall {
    /// The vendor whose sandbox takes the results.
    pub vendor: &'static str,
    /// The group of the status tags there, where tags stand in groups.
    pub group: &'static str,
    /// How many people there are.
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
pub struct Written {
    /// Of how many applications something is written.
    pub applications: usize,
    /// How often a worker was killed while something was on its way.
    pub kills: usize,
    /// What does not hold; nothing where the suite is passed.
    pub violations: Vec<String>,
}

/// A result to be written: which application, here and there, and of which job.
struct One {
    here: ApplicationId,
    there: String,
    job: JobId,
}

struct Run {
    stage: Stage,
    squall: Squall,
    connection: ConnectionId,
    all: Vec<One>,
}

/// Runs the suite on a database.
///
/// # Panics
/// Where it can't be run: no program, no database.
pub async fn results(fresh: Fresh, squall: Squall) -> Written {
    let run = prepare(fresh, squall).await;
    run.stage.set_faults(run.squall.vendor, &super::faults(run.squall.faults)).await;
    run.say(82).await;
    let dead = Dead::default();
    let kills = tokio::select! {
        kills = kill(&run, &dead) => kills,
        () = hurry(&run.stage, &dead) => unreachable!("it never ends by itself"),
    };
    run.stage.set_faults(run.squall.vendor, "").await;
    let worker = run.stage.worker("calm").await;
    tokio::select! {
        () = quiet(&run.stage) => {}
        () = hurry(&run.stage, &dead) => unreachable!("it never ends by itself"),
    }
    drop(worker);
    Written { applications: run.all.len(), kills, violations: violations(&run).await }
}

async fn prepare(fresh: Fresh, squall: Squall) -> Run {
    let sandbox = Sandbox { seed: squall.seed, people: squall.people, ..Sandbox::default() };
    let stage = Stage::on(fresh, Scenery { sandbox, ..Scenery::default() }).await;
    let connection = stage.connect(squall.vendor).await;
    stage.deliver().await;
    let (app, boss) = (&stage.app, &stage.administrator);
    // What is brought forward all the time would be read again all the time.
    pause(app, boss, connection).await.unwrap();
    let made = make_missing(app, boss, connection).await.unwrap();
    assert_eq!(made.failed, []);
    let chosen = Chosen { prefix: "CLARA".into(), group: squall.group.into(), ..Chosen::default() };
    choose(app, boss, connection, chosen).await.unwrap();
    assert!(view(app, boss, connection).await.unwrap().is_complete());
    let rows = mirror::all(&app.db, connection, Kind::Application).await.unwrap();
    let ids: Vec<ApplicationId> = rows.iter().filter_map(|row| Some(row.local?.into())).collect();
    let known = store::hiring::application::of_ids(&app.db, boss.workspace, &ids).await.unwrap();
    // Some systems keep labels with the person: one application of each.
    let mut people = std::collections::BTreeSet::new();
    let mut all = vec![];
    for row in rows {
        let Some((one, _)) = row.local.and_then(|id| known.get(&id.into())) else { continue };
        if people.insert(one.candidate) {
            all.push(One { here: one.id, there: row.external_id, job: one.job });
        }
    }
    let tx = app.db.begin().await.unwrap();
    for one in &all {
        let wanted =
            Preference { enabled: false, write_back: true, comment: true, ..Preference::of(one.job) };
        preference::put(&tx, boss.workspace, &wanted).await.unwrap();
    }
    tx.commit().await.unwrap();
    stage.deliver().await;
    Run { stage, squall, connection, all }
}

impl Run {
    /// Everybody has so many points now.
    async fn say(&self, points: u8) {
        let (app, space) = (&self.stage.app, self.stage.administrator.workspace);
        let tx = app.db.begin().await.unwrap();
        let results: Vec<_> = self.all.iter().map(|one| scored(one, points, app.now())).collect();
        result::put_many(&tx, space, &results).await.unwrap();
        let ids: Vec<_> = self.all.iter().map(|one| one.here).collect();
        mark::unwritten(&tx, space, &ids, app.now()).await.unwrap();
        for one in &self.all {
            write_back::call(app, &tx, space, one.job).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}

fn scored(one: &One, points: u8, at: jiff::Timestamp) -> Screened {
    let score = Score {
        points: Some(points),
        judged: 100,
        reasons: vec![],
        knock_outs: vec![],
        summary: format!("Shows it at {points}."),
        scorer: "1".into(),
        input: format!("{points:064}"),
    };
    let bare = Screened::new(one.here, one.job);
    Screened { score: Some(score), scored_at: Some(at), criteria_version: Some(1), ..bare }
}

/// Lets a worker work and kills it at moments chosen by the dice; half way the results change.
async fn kill(run: &Run, dead: &Dead) -> usize {
    let mut dice = ChaCha8Rng::seed_from_u64(run.squall.seed);
    let mut worker = run.stage.worker("squall").await;
    let mut kills = 0;
    for number in 0..run.squall.kills {
        if number == run.squall.kills / 2 {
            run.say(40).await;
        }
        sleep(Duration::from_millis(dice.random_range(100..600))).await;
        worker.process.kill().await;
        kills += usize::from(on_their_way(&run.stage).await > 0);
        dead.lock().unwrap_or_else(PoisonError::into_inner).push((Instant::now(), worker.name.clone()));
        worker = run.stage.worker(&format!("squall-{number}")).await;
    }
    quiet(&run.stage).await;
    kills
}

/// Waits until nothing is on its way any more.
async fn quiet(stage: &Stage) {
    while on_their_way(stage).await > 0 {
        sleep(Duration::from_millis(20)).await;
    }
}

/// How many tasks of ours wait or are done; the sync goes on beside them and never ends.
async fn on_their_way(stage: &Stage) -> usize {
    let sql = "select kind from task where kind in ('screening.write_back', 'outgoing.deliver')";
    stage.texts(sql, ["kind"]).await.len()
}

/// What does not hold, a sentence each.
async fn violations(run: &Run) -> Vec<String> {
    let mut found = vec![];
    let fields = view(&run.stage.app, &run.stage.administrator, run.connection).await.unwrap().fields;
    let names: BTreeMap<String, String> =
        fields.into_iter().filter_map(|one| Some((one.place.ok()?.external_id, one.name))).collect();
    let (connector, ctx) = (run.stage.connector(run.squall.vendor), run.stage.ctx(run.squall.vendor));
    let Some(ats) = connector.ats() else { return vec!["the vendor keeps no applications".into()] };
    let applicants = Applicants::of(run.squall.vendor);
    let world = run.stage.world(run.squall.vendor);
    for one in &run.all {
        let say = |what: String| format!("application {}: {what}", one.there);
        let there = ats.fetch(&ctx, RecordKind::Application, &one.there).await;
        let Ok(Ok(RemoteRecord::Application(there))) = there.map(|there| there.record) else {
            found.push(say("can't be read".into()));
            continue;
        };
        for (name, expected) in
            [("Score", "40"), ("Status", "Not_Qualified"), ("Summary", "Shows it at 40."), ("Version", "")]
        {
            let values = there.fields.iter().filter(|value| {
                names.get(&value.field).is_some_and(|known| *known == format!("CLARA {name}"))
            });
            let values: Vec<_> = values.map(|value| value.value.as_str()).collect();
            if values.len() != 1 || !(expected.is_empty() || values[0] == expected) {
                found.push(say(format!("{name} is {values:?}")));
            }
        }
        let tags = tags(ats, &ctx, &there).await;
        if tags != ["CLARA: Not_Qualified"] {
            found.push(say(format!("has the tags {tags:?}")));
        }
        for (points, word, least) in [(40, "Not_Qualified", 1), (82, "Pre_Qualified", 0)] {
            let words = format!("CLARA: {word}, {points} of 100 points.\nShows it at {points}.");
            let count = world.read(|documents| (applicants.remarks)(documents, &one.there, &words));
            if !(least..=1).contains(&count) {
                found.push(say(format!("has {count} comments on {points} points")));
            }
        }
    }
    found
}

/// The names of our labels on an application, or on its person.
async fn tags(ats: &dyn connect::Ats, ctx: &connect::Ctx, there: &RemoteApplication) -> Vec<String> {
    let person = ats.fetch(ctx, RecordKind::Candidate, &there.candidate).await.unwrap();
    let person = match person.record {
        Ok(RemoteRecord::Candidate(person)) => person.tags,
        _ => vec![],
    };
    let ours = |tag: RemoteTag| tag.name.starts_with("CLARA: ").then_some(tag.name);
    there.tags.clone().into_iter().chain(person).filter_map(ours).collect()
}
