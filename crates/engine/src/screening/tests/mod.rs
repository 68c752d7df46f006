//! Criteria, thresholds and people's decisions, on both databases.

mod including;
mod meaning;
pub(crate) mod scoring;

use model::{
    ApplicationId,
    access::Role,
    application::Application,
    screening::{Asks, Criteria, Criterion, Need, Score, Standing, Threshold},
};
use store::screening::{mark, result};

use super::{decide::*, list::*, opt_out::*, threshold::*, *};
use crate::{
    Error,
    hiring::testing::{House, house},
    people::testing::{Bench, benches},
};

pub(crate) fn welds() -> Criteria {
    let asks = Asks::Skill { any_of: vec!["Welding".into()], months: None };
    let criterion = Criterion { id: "weld".into(), need: Need::Must, weight: 5, asks };
    Criteria { criteria: vec![criterion], knock_outs: vec![] }
}

fn score(points: u8) -> Score {
    Score {
        points: Some(points),
        judged: 100,
        reasons: vec![],
        knock_outs: vec![],
        summary: "Shows welding.".into(),
        scorer: "test 1".into(),
        input: format!("{points:064}"),
    }
}

/// Somebody who applied and has so many points.
async fn scored(bench: &Bench, boss: &Actor, house: &House, first: &str, points: u8) -> Application {
    let made = house.apply(&bench.app, boss, first, "Lopez").await;
    let known = Screened::new(made.id, made.job);
    let (score, scored_at) = (Some(score(points)), Some(bench.app.now()));
    let known = Screened { score, scored_at, criteria_version: Some(1), ..known };
    let tx = bench.app.db.begin().await.unwrap();
    result::put_many(&tx, boss.workspace, &[known]).await.unwrap();
    tx.commit().await.unwrap();
    made
}

async fn stands(bench: &Bench, boss: &Actor, id: ApplicationId) -> Standing {
    get(&bench.app, boss, id).await.unwrap().standing
}

#[tokio::test]
async fn criteria_are_written_switched_on_and_make_scores_stale() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        let house = house(app, &boss).await;
        let job = house.job.id;
        scored(&bench, &boss, &house, "Ana", 80).await;
        let mut wrong = welds();
        wrong.criteria[0].weight = 0;
        let refused = criteria::save(app, &boss, job, wrong).await.unwrap_err();
        assert_eq!(refused.problems()[0].field, "criteria", "{}", bench.kind());

        assert_eq!(criteria::save(app, &boss, job, Criteria::default()).await.unwrap(), 1);
        assert!(
            matches!(criteria::activate(app, &boss, job, 1).await, Err(Error::Conflict(_))),
            "asks nothing"
        );
        assert_eq!(criteria::save(app, &boss, job, welds()).await.unwrap(), 1, "the draft is replaced");
        assert_eq!(criteria::activate(app, &boss, job, 1).await.unwrap(), 1);
        assert!(matches!(criteria::activate(app, &boss, job, 1).await, Err(Error::Conflict(_))), "only once");
        assert_eq!(mark::count_stale(&app.db, boss.workspace, job).await.unwrap(), 1);

        assert_eq!(
            criteria::save(app, &boss, job, welds()).await.unwrap(),
            2,
            "what is in use stays as it is"
        );
        criteria::activate(app, &boss, job, 2).await.unwrap();
        let states: Vec<_> = criteria::versions(app, &boss, job).await.unwrap();
        let states: Vec<_> = states.iter().map(|one| one.state).collect();
        assert_eq!(states, [CriteriaState::Active, CriteriaState::Retired]);
        assert_eq!(proof::prove(app, &boss).await.unwrap(), Proof::Whole { rows: 2 });
    }
}

#[tokio::test]
async fn a_moved_threshold_sorts_at_once_and_says_how_many_moved() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        let house = house(app, &boss).await;
        let job = house.job.id;
        let high = scored(&bench, &boss, &house, "Ana", 75).await;
        let low = scored(&bench, &boss, &house, "Bo", 40).await;
        assert_eq!(stands(&bench, &boss, high.id).await, Standing::PreQualified, "{}", bench.kind());
        assert_eq!(set_job(app, &boss, job, Some(Threshold(80))).await.unwrap(), 1);
        assert_eq!(stands(&bench, &boss, high.id).await, Standing::NotQualified);
        let strict = Organisation { threshold: Threshold(30), ..Organisation::default() };
        assert_eq!(set_organisation(app, &boss, strict).await.unwrap(), 0, "the job has its own");
        assert_eq!(set_job(app, &boss, job, None).await.unwrap(), 2);
        assert_eq!(stands(&bench, &boss, low.id).await, Standing::PreQualified);
        let refused = set_job(app, &boss, job, Some(Threshold(101))).await.unwrap_err();
        assert_eq!(refused.problems()[0].field, "threshold");

        let page = list(app, &boss, job, Filter::default(), None, 1).await.unwrap();
        assert_eq!((page.rows.len(), page.rows[0].0.application), (1, high.id));
        let rest = list(app, &boss, job, Filter::default(), page.next, 1).await.unwrap();
        assert_eq!((rest.rows[0].0.application, rest.next), (low.id, None));
        assert_eq!(rest.counts[&Standing::PreQualified], 2);
        let both = compare(app, &boss, high.id, low.id).await.unwrap();
        assert_eq!(both.map(|one| one.result.score.unwrap().points), [Some(75), Some(40)]);
    }
}

#[tokio::test]
async fn a_person_decides_and_against_the_score_says_why() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await);
        let house = house(app, &boss.actor).await;
        let low = scored(&bench, &boss.actor, &house, "Bo", 40).await;
        let high = scored(&bench, &boss.actor, &house, "Ana", 90).await;
        let boss_id = &boss.actor;
        let refused = decide(app, boss_id, low.id, Standing::Qualified, " ").await.unwrap_err();
        assert_eq!(refused.problems()[0].field, "reason", "{}", bench.kind());
        let worker = Actor::worker(boss_id.workspace, boss_id.kind);
        let by_machine = decide(app, &worker, high.id, Standing::Qualified, "").await;
        assert!(matches!(by_machine, Err(Error::Conflict(_))), "no machine qualifies anybody");
        let employee = bench.colleague(&boss, "e@example.com", Role::Employee).await;
        let denied = decide(app, &employee.actor, high.id, Standing::Qualified, "").await;
        assert!(matches!(denied, Err(Error::Denied(_))));

        decide(app, boss_id, low.id, Standing::Qualified, "Built our crane").await.unwrap();
        bulk_qualify(app, boss_id, &[high.id], "").await.unwrap();
        assert_eq!(stands(&bench, boss_id, low.id).await, Standing::Qualified);
        set_job(app, boss_id, house.job.id, Some(Threshold(95))).await.unwrap();
        assert_eq!(stands(&bench, boss_id, high.id).await, Standing::Qualified, "a person's word stands");
        let all = bulk_qualify(app, boss_id, &[high.id, app.id()], "Again").await;
        assert!(matches!(all, Err(Error::NotFound(_))));
        reopen(app, boss_id, low.id).await.unwrap();
        assert_eq!(stands(&bench, boss_id, low.id).await, Standing::NotQualified);

        let told = proof::history(app, boss_id, low.id).await.unwrap();
        let told: Vec<_> = told.iter().map(|one| (one.line.event, one.line.reason.as_deref())).collect();
        assert_eq!(told, [(Event::Overridden, Some("Built our crane")), (Event::Reopened, None)]);
        assert_eq!(proof::prove(app, boss_id).await.unwrap(), Proof::Whole { rows: 4 });
        let still = store::hiring::application::get(&app.db, boss_id.workspace, low.id).await.unwrap();
        assert_eq!(still.unwrap().stage, house.stage(0), "nobody is moved or rejected");
    }
}

#[tokio::test]
async fn who_opts_out_has_no_score_and_is_not_listed() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        let house = house(app, &boss).await;
        let ana = scored(&bench, &boss, &house, "Ana", 90).await;
        for _ in 0..2 {
            opt_out(app, &boss, ana.candidate).await.unwrap();
        }
        let shown = get(app, &boss, ana.id).await.unwrap();
        assert_eq!((shown.result.score, shown.standing), (None, Standing::Unscored), "{}", bench.kind());
        let page = list(app, &boss, house.job.id, Filter::default(), None, 9).await.unwrap();
        assert!(page.rows.is_empty());
        let refused = decide(app, &boss, ana.id, Standing::Qualified, "").await;
        assert!(matches!(refused, Err(Error::Conflict(_))));
        opt_in(app, &boss, ana.candidate).await.unwrap();
        assert_eq!(list(app, &boss, house.job.id, Filter::default(), None, 9).await.unwrap().rows.len(), 1);
        assert_eq!(proof::history(app, &boss, ana.id).await.unwrap().len(), 2, "twice is once");
    }
}

#[tokio::test]
async fn preferences_are_kept_and_nobody_is_screened_after_the_end() {
    use model::job::StageKind;
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        let house = house(app, &boss).await;
        let job = house.job.id;
        assert!(!preferences::get(app, &boss, job).await.unwrap().enabled, "{}", bench.kind());
        let chosen = |stages: &[StageKind]| preferences::Chosen {
            enabled: true,
            stages: stages.to_vec(),
            sources: vec![],
            since: None,
            backfill: true,
            write_back: true,
            comment: false,
        };
        for wrong in [&[][..], &[StageKind::Applied, StageKind::Rejected]] {
            let refused = preferences::set(app, &boss, job, chosen(wrong)).await.unwrap_err();
            assert_eq!(refused.problems()[0].field, "stages");
        }
        set_job(app, &boss, job, Some(Threshold(55))).await.unwrap();
        scored(&bench, &boss, &house, "Ana", 90).await;
        preferences::set(app, &boss, job, chosen(&[StageKind::Applied])).await.unwrap();
        let kept = preferences::get(app, &boss, job).await.unwrap();
        assert_eq!((kept.threshold, kept.enabled_at), (Some(Threshold(55)), Some(app.now())));
        let waiting = mark::first_unwritten(&app.db, boss.workspace, job, 9).await.unwrap();
        assert_eq!(waiting.len(), 1, "what is known is to be written there now");
    }
}
