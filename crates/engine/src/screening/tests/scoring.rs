//! The work that scores: what it makes, when it writes nothing, and what it survives.

use async_trait::async_trait;
use model::{
    attachment::AttachmentKind,
    job::StageKind,
    screening::{Document, Unreadable},
};
use store::task::{self, Task};

use super::*;
use crate::{
    hiring::{attachments, move_application::move_application},
    screening::{
        reading::{ReadError, ResumeReader},
        work::{TASK, work},
    },
    work::LEASE,
};

pub(crate) const WELDER: &str = "Ana Lopez\nana.lopez@example.com\n\nExperience\n\
    Welder, Hull & Keel, January 2019 to December 2023\nMIG welding and blueprint reading on ships of every size.\n\n\
    Skills\nWelding, rigging\n";
pub(crate) const COOK: &str = "Ana Lopez\nana.lopez@example.com\n\nExperience\n\
    Cook, The Galley, January 2019 to December 2023\nCooked for two hundred people a day in a busy kitchen.\n\n\
    Skills\nBaking, menu planning\n";

/// A job that is screened at its first two stages, and asks for welding.
pub(crate) async fn screened(app: &App, boss: &Actor) -> House {
    let house = house(app, boss).await;
    criteria::save(app, boss, house.job.id, welds()).await.unwrap();
    criteria::activate(app, boss, house.job.id, 1).await.unwrap();
    preferences::set(app, boss, house.job.id, chosen()).await.unwrap();
    house
}

pub(crate) fn chosen() -> preferences::Chosen {
    preferences::Chosen {
        enabled: true,
        stages: vec![StageKind::Applied, StageKind::Review],
        sources: vec![],
        since: None,
        backfill: true,
        write_back: false,
        comment: false,
    }
}

/// Somebody who applies with a résumé.
pub(crate) async fn applies(app: &App, boss: &Actor, house: &House, name: &str, text: &str) -> Application {
    let made = house.apply(app, boss, name, "Lopez").await;
    gives(app, boss, &made, text).await;
    made
}

async fn gives(app: &App, boss: &Actor, made: &Application, text: &str) {
    let (kind, bytes) = (AttachmentKind::Resume, text.as_bytes().to_vec());
    attachments::add(app, boss, made.candidate, kind, "resume.txt", bytes).await.unwrap();
}

async fn claimed(app: &App, worker: &str) -> Option<Task> {
    let tasks = task::claim(&app.db, worker, app.now(), LEASE, 9).await.unwrap();
    tasks.into_iter().find(|task| task.kind == TASK)
}

/// Works until nothing is left to be scored.
pub(crate) async fn works(app: &App) {
    while let Some(task) = claimed(app, "worker").await {
        work(app, "worker", &task).await.unwrap();
    }
}

async fn told(app: &App, boss: &Actor, of: &Application) -> Vec<Event> {
    proof::history(app, boss, of.id).await.unwrap().into_iter().map(|one| one.line.event).collect()
}

async fn waiting(app: &App, boss: &Actor, house: &House) -> u64 {
    mark::count_stale(&app.db, boss.workspace, house.job.id).await.unwrap()
}

#[tokio::test]
async fn who_applies_is_scored_once_and_again_when_something_is_new() {
    for mut bench in benches().await {
        let boss = bench.administrator().await.actor;
        let kind = bench.kind();
        let app = &mut bench.app;
        let house = screened(app, &boss).await;
        let ana = applies(app, &boss, &house, "Ana", WELDER).await;
        works(app).await;
        let shown = get(app, &boss, ana.id).await.unwrap();
        let first = shown.result.score.clone().unwrap();
        assert_eq!((first.points, shown.standing), (Some(100), Standing::PreQualified), "{kind}: {first:?}");
        assert_eq!(shown.result.criteria_version, Some(1));
        let quote = &first.reasons[0].quotes[0];
        let model::screening::QuoteSource::Resume { span, .. } = quote.source else { panic!("{quote:?}") };
        assert_eq!(shown.resume.as_ref().unwrap().quote(span), quote.text, "{kind}");
        assert!(shown.result.unwritten_since.is_some() && shown.result.stale.is_none());
        assert_eq!(told(app, &boss, &ana).await, [Event::Scored], "{kind}");

        // The same again: nothing is written, not even when.
        let tx = app.db.begin().await.unwrap();
        mark::is_written(&tx, boss.workspace, ana.id, app.now()).await.unwrap();
        changed::applications(app, &tx, boss.workspace, &[(ana.id, ana.job)], "Again").await.unwrap();
        tx.commit().await.unwrap();
        let reads_nothing = std::sync::Arc::new(NoneStarts);
        app.resumes = reads_nothing;
        works(app).await;
        assert_eq!(waiting(app, &boss, &house).await, 0, "{kind}: what was read before is not read again");
        assert_eq!(told(app, &boss, &ana).await.len(), 1, "{kind}");
        let again = get(app, &boss, ana.id).await.unwrap().result;
        assert_eq!((again.scored_at, again.unwritten_since), (shown.result.scored_at, None));

        app.resumes = std::sync::Arc::new(crate::screening::reading::InProcess);
        bench.later(60);
        let app = &bench.app;
        gives(app, &boss, &ana, COOK).await;
        works(app).await;
        let cooks = get(app, &boss, ana.id).await.unwrap();
        assert_eq!(cooks.standing, Standing::NotQualified, "{kind}: {:?}", cooks.result.score);
        assert!(cooks.result.unwritten_since.is_some());
        let entries = proof::history(app, &boss, ana.id).await.unwrap();
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[1].line.facts.because.as_deref(), Some("A résumé came in"));
        assert!(matches!(proof::prove(app, &boss).await.unwrap(), Proof::Whole { .. }));
        assert_eq!(task::count(&app.db).await.unwrap(), 0, "nothing is left to do");
    }
}

/// No reader can be started.
struct NoneStarts;

#[async_trait]
impl ResumeReader for NoneStarts {
    async fn read(&self, _: &[u8]) -> std::result::Result<Document, ReadError> {
        Err(ReadError::NoReader(std::io::ErrorKind::OutOfMemory.into()))
    }
}

#[tokio::test]
async fn a_file_that_cant_be_read_gives_the_reason_and_no_score() {
    for mut bench in benches().await {
        let boss = bench.administrator().await.actor;
        let kind = bench.kind();
        let house = screened(&bench.app, &boss).await;
        let bad = applies(&bench.app, &boss, &house, "Bo", "%PDF-1.7 and nothing else").await;
        let bare = house.apply(&bench.app, &boss, "Cy", "Lopez").await;
        bench.app.resumes = std::sync::Arc::new(NoneStarts);
        let task = claimed(&bench.app, "worker").await.unwrap();
        work(&bench.app, "worker", &task).await.unwrap();
        let app = &bench.app;
        assert!(
            get(app, &boss, bad.id).await.unwrap().result.stale.is_some(),
            "{kind}: it waits for a reader"
        );
        assert_eq!(
            told(app, &boss, &bare).await,
            [Event::Scored],
            "{kind}: whoever needs none does not wait"
        );
        assert!(claimed(app, "worker").await.is_none(), "{kind}: not at once");

        bench.app.resumes = std::sync::Arc::new(crate::screening::reading::InProcess);
        bench.later(61);
        let app = &bench.app;
        works(app).await;
        let shown = get(app, &boss, bad.id).await.unwrap();
        assert_eq!(shown.result.unreadable, Some(Unreadable::Damaged.to_string()), "{kind}");
        assert_eq!((shown.result.score, shown.standing), (None, Standing::Unscored));
        assert_eq!(told(app, &boss, &bad).await, [Event::Unreadable]);
        let without = get(app, &boss, bare.id).await.unwrap();
        let score = without.result.score.unwrap();
        assert_eq!((score.points, without.standing), (None, Standing::Unscored), "{kind}: not a low score");
        changed_again(app, &boss, &bad).await;
        works(app).await;
        assert_eq!(told(app, &boss, &bad).await.len(), 1, "{kind}: the same reason is no news");
    }
}

async fn changed_again(app: &App, boss: &Actor, of: &Application) {
    let tx = app.db.begin().await.unwrap();
    changed::applications(app, &tx, boss.workspace, &[(of.id, of.job)], "Again").await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_worker_that_stops_anywhere_is_followed_without_harm() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        let house = screened(app, &boss).await;
        let ana = applies(app, &boss, &house, "Ana", WELDER).await;
        let dead = claimed(app, "first").await.unwrap();
        bench.later(LEASE.as_secs() + 1);
        let next = claimed(app, "second").await.unwrap();
        assert_eq!(dead.id, next.id);
        // The first one was only slow: what it found is not kept, because the second one has the work now.
        work(app, "first", &dead).await.unwrap();
        assert!(told(app, &boss, &ana).await.is_empty(), "{}", bench.kind());
        assert_eq!(waiting(app, &boss, &house).await, 1);
        work(app, "second", &next).await.unwrap();
        // It died after it had kept the result and before it took the task away.
        works(app).await;
        assert_eq!(told(app, &boss, &ana).await, [Event::Scored], "{}", bench.kind());
    }
}

#[tokio::test]
async fn what_a_person_does_meanwhile_stays() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        let house = screened(app, &boss).await;
        let ana = applies(app, &boss, &house, "Ana", COOK).await;
        decide(app, &boss, ana.id, Standing::Qualified, "Known from the yard").await.unwrap();
        let out = applies(app, &boss, &house, "Bo", WELDER).await;
        opt_out(app, &boss, out.candidate).await.unwrap();
        works(app).await;
        let shown = get(app, &boss, ana.id).await.unwrap();
        assert_eq!(shown.standing, Standing::Qualified, "{}", bench.kind());
        assert!(shown.result.score.unwrap().points.unwrap() < 70);
        let shown = get(app, &boss, out.id).await.unwrap().result;
        assert_eq!((shown.score, shown.stale), (None, None), "{}", bench.kind());
        opt_in(app, &boss, out.candidate).await.unwrap();
        works(app).await;
        assert_eq!(get(app, &boss, out.id).await.unwrap().standing, Standing::PreQualified);
    }
}

#[tokio::test]
async fn criteria_that_are_switched_on_score_everybody_and_a_moved_threshold_nobody() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        let house = house(app, &boss).await;
        let (job, kind) = (house.job.id, bench.kind());
        let before = applies(app, &boss, &house, "Ana", WELDER).await;
        preferences::set(app, &boss, job, chosen()).await.unwrap();
        let after = applies(app, &boss, &house, "Bo", COOK).await;
        works(app).await;
        assert_eq!(waiting(app, &boss, &house).await, 2, "{kind}: nothing is asked for yet, so they wait");
        criteria::save(app, &boss, job, welds()).await.unwrap();
        assert_eq!(criteria::activate(app, &boss, job, 1).await.unwrap(), 2);
        works(app).await;
        assert_eq!(get(app, &boss, before.id).await.unwrap().standing, Standing::PreQualified, "{kind}");
        assert_eq!(get(app, &boss, after.id).await.unwrap().standing, Standing::NotQualified, "{kind}");

        assert_eq!(set_job(app, &boss, job, Some(Threshold(0))).await.unwrap(), 1);
        assert!(claimed(app, "worker").await.is_none(), "{kind}: nothing is scored again");
        assert_eq!(get(app, &boss, after.id).await.unwrap().standing, Standing::PreQualified, "{kind}");

        // Of a person who was hired the score stays as it was.
        move_application(app, &boss, before.id, house.stage(3)).await.unwrap();
        let mut nicer = welds();
        nicer.criteria[0].need = Need::Nice;
        criteria::save(app, &boss, job, nicer).await.unwrap();
        criteria::activate(app, &boss, job, 2).await.unwrap();
        works(app).await;
        assert_eq!(get(app, &boss, before.id).await.unwrap().result.criteria_version, Some(1), "{kind}");
        assert_eq!(get(app, &boss, after.id).await.unwrap().result.criteria_version, Some(2), "{kind}");
        assert_eq!(waiting(app, &boss, &house).await, 0);
    }
}

#[tokio::test]
async fn everybody_is_scored_again_on_demand_and_it_says_how_far_it_is() {
    use crate::screening::rescore::{Progress, progress, rescore};
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        let house = house(app, &boss).await;
        let job = house.job.id;
        assert!(matches!(rescore(app, &boss, job).await, Err(Error::Conflict(_))), "it is not screened");
        preferences::set(app, &boss, job, chosen()).await.unwrap();
        assert!(matches!(rescore(app, &boss, job).await, Err(Error::Conflict(_))), "it asks for nothing");
        criteria::save(app, &boss, job, welds()).await.unwrap();
        criteria::activate(app, &boss, job, 1).await.unwrap();
        let ana = applies(app, &boss, &house, "Ana", WELDER).await;
        applies(app, &boss, &house, "Bo", COOK).await;
        works(app).await;
        assert_eq!(progress(app, &boss, job).await.unwrap(), Progress { waiting: 0, all: 2 });
        assert_eq!(rescore(app, &boss, job).await.unwrap(), 2, "{}", bench.kind());
        assert_eq!(progress(app, &boss, job).await.unwrap(), Progress { waiting: 2, all: 2 });
        works(app).await;
        assert_eq!(progress(app, &boss, job).await.unwrap().waiting, 0, "{}", bench.kind());
        assert_eq!(told(app, &boss, &ana).await, [Event::Scored], "{}: nothing was new", bench.kind());
    }
}
