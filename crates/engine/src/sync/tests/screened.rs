//! What screening hears of records that come in: an application is scored when its résumé is here, and again when what
//! it rests on changes there.

use model::{
    ApplicationId,
    attachment::AttachmentKind,
    remote::{Answer, RecordKind, RemoteApplication, RemoteFile},
    screening::{Comparison, Criteria, KnockOut, Standing, Subject},
    sync::RunMode,
};

use crate::{
    screening::{
        Event, criteria,
        include::{LeftOut, why_left_out},
        list::{Shown, get},
        preferences, proof,
        tests::{
            scoring::{WELDER, chosen},
            welds,
        },
    },
    sync::testing::{House, a_person, an_application, applied, houses},
};

/// Everything was read; the first job is screened from now on, and asks for a licence besides.
async fn screened() -> Vec<House> {
    let houses = houses().await;
    for house in &houses {
        house.stock(1);
        house.first().await;
        let job = house.application(1).await.job;
        let licensed = KnockOut {
            id: "licence".into(),
            subject: Subject::Answer { question: "Have you a licence".into() },
            wants: Comparison::OneOf { values: vec!["Yes".into()] },
        };
        let wanted = Criteria { knock_outs: vec![licensed], ..welds() };
        criteria::save(&house.app, &house.boss, job, wanted).await.unwrap();
        criteria::activate(&house.app, &house.boss, job, 1).await.unwrap();
        let new = preferences::Chosen { backfill: false, ..chosen() };
        preferences::set(&house.app, &house.boss, job, new).await.unwrap();
        house.later(15);
        house.put(3, a_person("Ana"));
    }
    houses
}

fn with_file(answer: &str) -> RemoteApplication {
    let (external_id, kind, name) = ("a".into(), AttachmentKind::Resume, "cv.txt".into());
    let answers = vec![Answer { question: "Have you a licence?".into(), answer: answer.into() }];
    let files = vec![RemoteFile { external_id, kind, name }];
    RemoteApplication { files, answers, ..an_application(3, 1, "new") }
}

async fn id(house: &House) -> ApplicationId {
    house.local(RecordKind::Application, 3).await.local.unwrap().into()
}

async fn shown(house: &House) -> Shown {
    get(&house.app, &house.boss, id(house).await).await.unwrap()
}

async fn told(house: &House) -> Vec<Event> {
    let told = proof::history(&house.app, &house.boss, id(house).await).await.unwrap();
    told.into_iter().map(|one| one.line.event).collect()
}

#[tokio::test]
async fn who_comes_in_is_scored_once_and_again_when_an_answer_changes() {
    for house in screened().await {
        house.shelf.with(|shelves| shelves.files.insert("a".into(), WELDER.into()));
        house.put(3, applied(with_file("Yes")));
        house.run(RunMode::Changes).await;
        assert_eq!(shown(&house).await.standing, Standing::PreQualified, "{}", house.kind());
        assert_eq!(told(&house).await, [Event::Scored], "{}: not before the file was here", house.kind());
        let first =
            store::screening::result::get(&house.app.db, house.boss.workspace, house.application(1).await.id);
        assert_eq!(first.await.unwrap(), None, "{}: who was there before is left alone", house.kind());

        house.later(15);
        house.put(3, applied(with_file("No")));
        house.run(RunMode::Changes).await;
        let now = shown(&house).await;
        assert_eq!(now.standing, Standing::NotQualified, "{}", house.kind());
        assert!(now.result.score.unwrap().aside());
        assert_eq!(told(&house).await.len(), 2, "{}", house.kind());

        house.later(15);
        house.put(3, applied(RemoteApplication { stage: "talk".into(), ..with_file("No") }));
        house.run(RunMode::Changes).await;
        let left_out = why_left_out(&house.app, &house.boss, id(&house).await).await.unwrap();
        assert!(matches!(left_out, Some(LeftOut::Stage(_))), "{}: {left_out:?}", house.kind());
        assert_eq!(told(&house).await.len(), 2, "{}: the score stays as it was", house.kind());
    }
}

#[tokio::test]
async fn a_file_that_does_not_come_holds_nobody_up_for_ever() {
    for house in screened().await {
        house.shelf.with(|shelves| {
            shelves.files.insert("a".into(), WELDER.into());
            shelves.stuck_files.insert("a".into());
        });
        house.put(3, applied(with_file("No")));
        house.run(RunMode::Changes).await;
        let awaited = why_left_out(&house.app, &house.boss, id(&house).await).await.unwrap();
        assert_eq!(awaited, Some(LeftOut::Awaited("Shelf".into())), "{}", house.kind());
        assert!(told(&house).await.is_empty(), "{}", house.kind());
        for _ in 0..6 {
            house.later(2);
            house.work().await;
        }
        let without = shown(&house).await;
        let score = without.result.score.unwrap();
        assert_eq!((score.points, score.aside()), (None, true), "{}: its answers count", house.kind());

        house.shelf.with(|shelves| shelves.stuck_files.clear());
        house.later(15);
        house.run(RunMode::Full).await;
        house.later(2);
        house.work().await;
        assert!(shown(&house).await.result.score.unwrap().points.is_some(), "{}", house.kind());
    }
}
