//! What is kept of screening, on both databases.

use model::{
    ApplicationId, TagId,
    application::{Application, Offer},
    screening::{KnockOutResult, Score, Standing, Threshold},
    tag::{Tag, TagCategory},
};
use uuid::Uuid;

use super::{
    list::{self, After, Filter, Listed},
    mark,
    preference::{self, Preference},
    result::{self, Decision, Screened},
};
use crate::{
    Db, Tx,
    hiring::{
        application, tag,
        tests::{OURS, at, house, job, person, workflow},
    },
    testing::fresh,
};

pub(crate) fn id(number: u128) -> ApplicationId {
    Uuid::from_u128(number).into()
}

/// A workspace with a job and so many applications, whose identifiers count from 1000.
pub(crate) async fn applicants(db: &Db, how_many: u128) {
    house(db).await;
    let tx = db.begin().await.unwrap();
    let people: Vec<_> = (0..how_many).map(|n| person(500_000 + n, "Ana", &format!("Lopez{n}"))).collect();
    let made: Vec<_> = people.iter().map(|person| (person.clone(), at(1))).collect();
    crate::hiring::candidate::insert_many(&tx, OURS, &made).await.unwrap();
    let applied = (0..how_many).zip(&people).map(|(n, person)| {
        let stage = workflow().stages[0].id;
        let made = Application {
            id: id(1000 + n),
            candidate: person.id,
            job: job().id,
            stage,
            offer: Offer::default(),
        };
        (made, at(2), at(2))
    });
    application::insert_many(&tx, OURS, &applied.collect::<Vec<_>>()).await.unwrap();
    tx.commit().await.unwrap();
}

pub(crate) fn score(points: Option<u8>, aside: bool) -> Score {
    let rule = KnockOutResult { rule: "k".into(), aside: Some(aside), sentence: "No.".into() };
    Score {
        points,
        judged: 100,
        reasons: vec![],
        knock_outs: vec![rule],
        summary: "Shows welding.".into(),
        scorer: "test 1".into(),
        input: "00".into(),
    }
}

fn scored(number: u128, points: Option<u8>, aside: bool) -> Screened {
    let (score, scored_at) = (Some(score(points, aside)), Some(at(5)));
    Screened { score, scored_at, criteria_version: Some(1), ..Screened::new(id(number), job().id) }
}

fn said(standing: Standing) -> Option<Decision> {
    Some(Decision { standing, by: "Rafael Mendes".into(), by_id: None, at: at(6), why: "Portfolio".into() })
}

async fn put(tx: &Tx, results: &[Screened]) {
    result::put_many(tx, OURS, results).await.unwrap();
}

fn numbers(listed: &[Listed]) -> Vec<u128> {
    listed.iter().map(|one| Uuid::from(one.application).as_u128()).collect()
}

#[tokio::test]
async fn a_job_is_listed_by_points_and_standing_follows_the_threshold() {
    for fresh in fresh().await {
        let db = &fresh.db;
        applicants(db, 8).await;
        let mut all = vec![
            scored(1000, Some(70), false),
            scored(1001, Some(69), false),
            scored(1002, Some(95), true),
            scored(1003, None, false),
            scored(1004, Some(20), false),
            scored(1005, Some(90), false),
            scored(1006, Some(99), false),
            scored(1007, Some(70), false),
        ];
        all[4].decision = said(Standing::Qualified);
        all[5].decision = said(Standing::NotQualified);
        all[6].opted_out_at = Some(at(7));
        let tx = db.begin().await.unwrap();
        put(&tx, &all).await;
        tx.commit().await.unwrap();

        let page = |threshold, filter, after, most| {
            list::page(db, OURS, job().id, Threshold(threshold), filter, after, most)
        };
        let first = page(70, Filter::default(), None, 4).await.unwrap();
        assert_eq!(numbers(&first), [1002, 1005, 1007, 1000]);
        let after = After { points: Some(70), application: id(1000) };
        let rest = page(70, Filter::default(), Some(after), 9).await.unwrap();
        assert_eq!(numbers(&rest), [1001, 1004, 1003], "those without points are the last");
        assert!(rest[1].decided && rest[1].standing == Standing::Qualified);

        let stands = async |threshold, standing| {
            let filter = Filter { standing: Some(standing), tag: None };
            let found = page(threshold, filter, None, 9).await.unwrap();
            assert!(found.iter().all(|one| one.standing == standing), "{found:?}");
            let counts = list::counts(db, OURS, job().id, Threshold(threshold)).await.unwrap();
            assert_eq!(counts[&standing], found.len() as u64);
            numbers(&found)
        };
        assert_eq!(stands(70, Standing::PreQualified).await, [1007, 1000]);
        assert_eq!(stands(71, Standing::PreQualified).await, [0; 0]);
        assert_eq!(stands(0, Standing::PreQualified).await, [1007, 1000, 1001]);
        assert_eq!(stands(70, Standing::NotQualified).await, [1002, 1005, 1001]);
        assert_eq!(stands(0, Standing::NotQualified).await, [1002, 1005]);
        assert_eq!(stands(99, Standing::Qualified).await, [1004], "a person's word stands");
        assert_eq!(stands(70, Standing::Unscored).await, [1003]);

        let green =
            Tag { id: TagId(Uuid::from_u128(7)), category: Uuid::from_u128(6).into(), name: "Go".into() };
        let category = TagCategory { id: green.category, name: "Ours".into(), colour: "green".into() };
        let tx = db.begin().await.unwrap();
        tag::put_category(&tx, OURS, &category).await.unwrap();
        tag::put(&tx, OURS, &green).await.unwrap();
        tag::give(&tx, OURS, &[(Uuid::from_u128(500_001).into(), green.id)]).await.unwrap();
        tx.commit().await.unwrap();
        let filter = Filter { standing: None, tag: Some(green.id) };
        assert_eq!(numbers(&page(70, filter, None, 9).await.unwrap()), [1001]);
    }
}

#[tokio::test]
async fn a_mark_that_was_made_meanwhile_stays() {
    for fresh in fresh().await {
        let db = &fresh.db;
        applicants(db, 3).await;
        let pairs = [(id(1000), job().id), (id(1001), job().id)];
        let tx = db.begin().await.unwrap();
        mark::stale(&tx, OURS, &pairs, "New", at(9)).await.unwrap();
        tx.commit().await.unwrap();
        let waiting = mark::first_stale(db, OURS, job().id, 9).await.unwrap();
        assert_eq!(waiting.iter().map(|one| one.application).collect::<Vec<_>>(), [id(1000), id(1001)]);
        let seen = waiting[0].stale.clone().unwrap();
        assert_eq!((seen.since, seen.why.as_str()), (at(9), "New"));

        // In the same millisecond somebody adds a résumé, while a worker scores without it.
        let tx = db.begin().await.unwrap();
        mark::stale(&tx, OURS, &pairs[..1], "Résumé", at(9)).await.unwrap();
        put(&tx, &[scored(1000, Some(50), false), scored(1001, Some(60), false)]).await;
        mark::fresh(&tx, OURS, &[(id(1000), seen.since), (id(1001), seen.since)]).await.unwrap();
        tx.commit().await.unwrap();
        let waiting = mark::first_stale(db, OURS, job().id, 9).await.unwrap();
        assert_eq!(waiting.len(), 1);
        assert_eq!(waiting[0].stale.as_ref().unwrap().why, "Résumé");
        assert_eq!(waiting[0].score.as_ref().unwrap().points, Some(50), "the score before stays meanwhile");

        let tx = db.begin().await.unwrap();
        assert_eq!(mark::stale_job(&tx, OURS, job().id, "Criteria", at(10)).await.unwrap(), 2);
        tx.commit().await.unwrap();
        assert_eq!(mark::count_stale(db, OURS, job().id).await.unwrap(), 2);
    }
}

#[tokio::test]
async fn a_moved_threshold_marks_only_those_who_stand_elsewhere_then() {
    for fresh in fresh().await {
        let db = &fresh.db;
        applicants(db, 6).await;
        let mut all = vec![
            scored(1000, Some(59), false),
            scored(1001, Some(60), false),
            scored(1002, Some(79), false),
            scored(1003, Some(80), false),
            scored(1004, Some(70), true),
            scored(1005, Some(70), false),
        ];
        all[5].decision = said(Standing::Qualified);
        let tx = db.begin().await.unwrap();
        put(&tx, &all).await;
        let moved = (Threshold(80), Threshold(60));
        assert_eq!(mark::unwritten_between(&tx, OURS, job().id, moved, at(9)).await.unwrap(), 2);
        tx.commit().await.unwrap();
        let marked = mark::first_unwritten(db, OURS, job().id, 9).await.unwrap();
        assert_eq!(marked.iter().map(|one| one.application).collect::<Vec<_>>(), [id(1001), id(1002)]);
        let tx = db.begin().await.unwrap();
        mark::is_written(&tx, OURS, id(1001), at(9)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(mark::first_unwritten(db, OURS, job().id, 9).await.unwrap().len(), 1);

        assert_eq!(mark::jobs_without_threshold(db, OURS).await.unwrap(), [job().id]);
        let own = Preference { threshold: Some(Threshold(50)), ..Preference::of(job().id) };
        let tx = db.begin().await.unwrap();
        preference::put(&tx, OURS, &own).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(preference::get(db, OURS, job().id).await.unwrap(), own);
        assert!(mark::jobs_without_threshold(db, OURS).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn everybody_at_a_stage_since_then_is_marked_whether_known_or_not() {
    for fresh in fresh().await {
        let db = &fresh.db;
        applicants(db, 4).await;
        let mut out = Screened::new(id(1001), job().id);
        out.opted_out_at = Some(at(3));
        let tx = db.begin().await.unwrap();
        put(&tx, &[scored(1000, Some(70), false), out]).await;
        let people: Vec<_> = (0..4).map(|n| Uuid::from_u128(500_000 + n).into()).collect();
        let opted = result::opted_out(&tx, OURS, &people).await.unwrap();
        assert_eq!(opted.into_iter().collect::<Vec<_>>(), [people[1]]);
        let stages: Vec<_> = workflow().stages.iter().map(|stage| stage.id).collect();
        let mark = async |stages: &[model::StageId], since| {
            mark::stale_at(&tx, OURS, job().id, (stages, since), "Switched on", at(9)).await.unwrap();
            mark::first_stale(&tx, OURS, job().id, 9).await.unwrap()
        };
        assert!(mark(&[], None).await.is_empty());
        assert!(mark(&stages[1..], None).await.is_empty(), "nobody stands there");
        assert!(mark(&stages, Some(at(3))).await.is_empty(), "they were made before");
        let marked = mark(&stages, Some(at(2))).await;
        let numbers: Vec<_> = marked.iter().map(|one| one.application).collect();
        assert_eq!(numbers, [id(1000), id(1002), id(1003)], "whoever opted out is left alone");
        assert_eq!(marked[0].score.as_ref().unwrap().points, Some(70));
        let again = mark(&stages, None).await;
        assert!(again[0].stale.as_ref().unwrap().since > marked[0].stale.as_ref().unwrap().since);
    }
}

#[tokio::test]
async fn scores_and_decisions_are_kept_beside_each_other() {
    for fresh in fresh().await {
        let db = &fresh.db;
        applicants(db, 2).await;
        let tx = db.begin().await.unwrap();
        let decided = Screened { decision: said(Standing::Qualified), ..Screened::new(id(1000), job().id) };
        result::put_decisions(&tx, OURS, std::slice::from_ref(&decided)).await.unwrap();
        result::put_scores(&tx, OURS, &[scored(1000, Some(40), false)]).await.unwrap();
        result::put_decisions(&tx, OURS, &[decided]).await.unwrap();
        let both = result::lock(&tx, OURS, &[id(1000), id(1001)]).await.unwrap();
        assert_eq!(both.len(), 1, "nothing is known of the other");
        let one = &both[&id(1000)];
        assert_eq!(one.score.as_ref().unwrap().points, Some(40));
        assert_eq!(one.decision, said(Standing::Qualified));

        mark::stale(&tx, OURS, &[(id(1001), job().id)], "New", at(9)).await.unwrap();
        result::forget_bare(&tx, OURS, &[id(1000), id(1001)]).await.unwrap();
        assert_eq!(result::of(&tx, OURS, &[id(1000), id(1001)]).await.unwrap().len(), 2, "one waits");
        mark::fresh(&tx, OURS, &[(id(1001), at(9))]).await.unwrap();
        result::forget_bare(&tx, OURS, &[id(1000), id(1001)]).await.unwrap();
        assert_eq!(result::of(&tx, OURS, &[id(1000), id(1001)]).await.unwrap().len(), 1);
    }
}
