//! Who is looked at, and in a sentence why somebody is not.

use model::{
    candidate::Profile,
    job::StageKind,
    tag::{Tag, TagCategory},
};
use store::hiring::tag;

use super::{
    scoring::{WELDER, applies, chosen, screened, works},
    *,
};
use crate::{
    hiring::{
        add_candidate::add_candidate, apply::apply, bulk, edit_candidate::edit_candidate, merge::merge,
        move_application::move_application,
    },
    screening::include::{LeftOut, why_left_out},
};

async fn why(app: &App, boss: &Actor, of: &Application) -> Option<LeftOut> {
    why_left_out(app, boss, of.id).await.unwrap()
}

async fn is_scored(app: &App, boss: &Actor, of: &Application) -> bool {
    works(app).await;
    get(app, boss, of.id).await.unwrap().result.score.is_some()
}

#[tokio::test]
async fn by_stage() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        let house = screened(app, &boss).await;
        let ana = applies(app, &boss, &house, "Ana", WELDER).await;
        for (stage, left_out) in
            [(2, LeftOut::Stage("Talk".into())), (3, LeftOut::Hired), (4, LeftOut::Rejected)]
        {
            move_application(app, &boss, ana.id, house.stage(stage)).await.unwrap();
            assert_eq!(why(app, &boss, &ana).await, Some(left_out), "{}", bench.kind());
            assert!(!is_scored(app, &boss, &ana).await, "{}", bench.kind());
            let page = list(app, &boss, house.job.id, Filter::default(), None, 9).await.unwrap();
            assert!(page.rows.is_empty(), "{}: who was never looked at is not listed", bench.kind());
        }
        move_application(app, &boss, ana.id, house.stage(1)).await.unwrap();
        assert_eq!(why(app, &boss, &ana).await, None);
        assert!(is_scored(app, &boss, &ana).await, "{}: moved to where people are screened", bench.kind());
        // Then somebody looks at people who are being talked to as well.
        let bo = applies(app, &boss, &house, "Bo", WELDER).await;
        move_application(app, &boss, bo.id, house.stage(2)).await.unwrap();
        assert!(!is_scored(app, &boss, &bo).await);
        let wider = preferences::Chosen { stages: vec![StageKind::Interview], ..chosen() };
        preferences::set(app, &boss, house.job.id, wider).await.unwrap();
        assert!(is_scored(app, &boss, &bo).await, "{}", bench.kind());
    }
}

#[tokio::test]
async fn by_source_and_time_and_whether_they_were_there_before() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        let house = screened(app, &boss).await;
        let job = house.job.id;
        let choose = async |chosen| preferences::set(app, &boss, job, chosen).await.unwrap();
        choose(preferences::Chosen { sources: vec!["careers page".into()], ..chosen() }).await;
        let ana = applies(app, &boss, &house, "Ana", WELDER).await;
        let left_out = why(app, &boss, &ana).await.unwrap();
        assert_eq!(
            left_out.to_string(),
            "It came from “Referral”, and only some sources are screened for this job."
        );
        assert!(!is_scored(app, &boss, &ana).await, "{}", bench.kind());
        let who = crate::hiring::edit_candidate::get(app, &boss, ana.candidate).await.unwrap();
        let found = Profile { source: "Careers Page ".into(), ..who.profile };
        edit_candidate(app, &boss, ana.candidate, &found).await.unwrap();
        assert!(is_scored(app, &boss, &ana).await, "{}: case does not matter", bench.kind());

        let since = Some("2026-03-02T10:00:00Z".parse().unwrap());
        choose(preferences::Chosen { since, ..chosen() }).await;
        let early = applies(app, &boss, &house, "Bo", WELDER).await;
        let left_out = why(app, &boss, &early).await.unwrap();
        assert_eq!(
            left_out.to_string(),
            "It was made before 2026-03-02, from which on this job is screened."
        );
        assert!(!is_scored(app, &boss, &early).await, "{}", bench.kind());

        choose(preferences::Chosen { enabled: false, ..chosen() }).await;
        assert_eq!(why(app, &boss, &early).await, Some(LeftOut::Off), "{}", bench.kind());
        bench.later(60);
        choose(preferences::Chosen { backfill: false, ..chosen() }).await;
        assert_eq!(why(app, &boss, &early).await, Some(LeftOut::There), "{}", bench.kind());
        assert!(!is_scored(app, &boss, &early).await, "{}", bench.kind());
        bench.later(60);
        let late = applies(app, &boss, &house, "Cy", WELDER).await;
        assert!(is_scored(app, &boss, &late).await, "{}", bench.kind());
        choose(chosen()).await;
        assert!(is_scored(app, &boss, &early).await, "{}: filled back", bench.kind());
    }
}

#[tokio::test]
async fn internal_people_are_left_out_until_somebody_wants_them() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        let house = screened(app, &boss).await;
        let profile = Profile { first_name: "Ana".into(), source: " INTERNAL".into(), ..Profile::default() };
        let person = add_candidate(app, &boss, &profile).await.unwrap();
        let by_source = apply(app, &boss, person, house.job.id).await.unwrap();
        let by_tag = applies(app, &boss, &house, "Bo", WELDER).await;
        let category = TagCategory { id: app.id(), name: "Who".into(), colour: "slate".into() };
        let internal = Tag { id: app.id(), category: category.id, name: "Internal".into() };
        let tx = app.db.begin().await.unwrap();
        tag::put_category(&tx, boss.workspace, &category).await.unwrap();
        tag::put(&tx, boss.workspace, &internal).await.unwrap();
        tx.commit().await.unwrap();
        bulk::give_tag(app, &boss, &[by_tag.candidate], internal.id).await.unwrap();
        for one in [&by_source, &by_tag] {
            assert_eq!(why(app, &boss, one).await, Some(LeftOut::Internal), "{}", bench.kind());
            assert!(!is_scored(app, &boss, one).await, "{}", bench.kind());
        }
        bulk::take_tag(app, &boss, &[by_tag.candidate], internal.id).await.unwrap();
        assert!(is_scored(app, &boss, &by_tag).await, "{}", bench.kind());
        let all = Organisation { leave_out_internal: false, ..Organisation::default() };
        set_organisation(app, &boss, all).await.unwrap();
        assert!(is_scored(app, &boss, &by_source).await, "{}", bench.kind());
    }
}

#[tokio::test]
async fn who_opted_out_is_not_screened_for_another_job_either() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        let house = screened(app, &boss).await;
        let before = house.person(app, &boss, "Ana", "Lopez").await;
        let other = applies(app, &boss, &house, "Anna", WELDER).await;
        works(app).await;
        opt_out(app, &boss, other.candidate).await.unwrap();
        // The same person under two names: what one of them asked for holds for both.
        merge(app, &boss, before.id, other.candidate).await.unwrap();
        assert_eq!(why(app, &boss, &other).await, Some(LeftOut::OptedOut), "{}", bench.kind());
        assert!(!is_scored(app, &boss, &other).await, "{}", bench.kind());
        let typed = crate::hiring::jobs::TypedJob {
            title: "Rigger".into(),
            workflow: Some(house.flow.id),
            department: "Yard".into(),
            location: "Leeds".into(),
            ..Default::default()
        };
        let second = crate::hiring::jobs::create(app, &boss, &typed).await.unwrap();
        crate::hiring::jobs::set_status(app, &boss, second.id, model::job::JobStatus::Open).await.unwrap();
        criteria::save(app, &boss, second.id, welds()).await.unwrap();
        criteria::activate(app, &boss, second.id, 1).await.unwrap();
        preferences::set(app, &boss, second.id, chosen()).await.unwrap();
        let again = apply(app, &boss, before.id, second.id).await.unwrap();
        assert_eq!(why(app, &boss, &again).await, Some(LeftOut::OptedOut), "{}", bench.kind());
        assert!(!is_scored(app, &boss, &again).await, "{}", bench.kind());
    }
}
