//! What messages name is fetched afresh, once; and what is on its way there is not undone by what was read meanwhile.

use model::{
    field::FieldKind,
    handoff::HandoffState,
    remote::{FieldSubject, RecordKind, RemoteApplication, RemoteField, RemoteTag, RemoteValue},
    sync::RunMode,
};
use store::{
    hiring::{field_value, movement, tag},
    hook::hint::{self, Hint},
    outgoing,
    sync::mirror::{self, Kind},
};

use crate::{
    hiring::{bulk, move_application::move_application, set_application_field::set_application_field},
    hooks,
    integrations::toggle::{disable, enable},
    sync::{
        take_one::take_one,
        testing::{House, an_application, applied, houses},
    },
};

/// A message names the application.
async fn named(house: &House) {
    let record = (RecordKind::Application, "1".to_owned());
    let tx = house.app.db.begin().await.unwrap();
    hooks::ask(&house.app, &tx, house.boss.workspace, house.there, &record).await.unwrap();
    tx.commit().await.unwrap();
}

async fn waiting(house: &House) -> Vec<Hint> {
    hint::of_connection(&house.app.db, house.boss.workspace, house.there).await.unwrap()
}

/// Somebody moves the application there.
fn moved_there(house: &House) {
    house.put(1, applied(an_application(1, 1, "talk")));
}

#[tokio::test]
async fn however_many_messages_name_a_record_it_is_fetched_once() {
    for house in houses().await {
        house.stock(1);
        house.first().await;
        moved_there(&house);
        for _ in 0..20 {
            named(&house).await;
        }
        house.work().await;
        assert_eq!(house.stage(1).await, "TALK", "{}", house.kind());
        let fetches = |calls: &[String]| calls.iter().filter(|call| *call == "fetch application 1").count();
        assert_eq!(house.shelf.with(|shelves| fetches(&shelves.calls)), 1);
        assert!(waiting(&house).await.is_empty());
    }
}

#[tokio::test]
async fn what_came_while_the_connection_was_disabled_is_fetched_once_it_is_enabled() {
    for house in houses().await {
        house.stock(1);
        house.first().await;
        disable(&house.app, &house.boss, house.there).await.unwrap();
        moved_there(&house);
        named(&house).await;
        house.work().await;
        assert_eq!(house.stage(1).await, "NEW", "{}", house.kind());
        let why = waiting(&house).await.remove(0).problem.unwrap();
        assert_eq!(why, "Shelf is not enabled; it is fetched once it is.");
        enable(&house.app, &house.boss, house.there).await.unwrap();
        house.work().await;
        assert_eq!(house.stage(1).await, "TALK");
        assert!(waiting(&house).await.is_empty());
    }
}

#[tokio::test]
async fn one_that_can_not_be_fetched_now_waits_with_the_reason() {
    for house in houses().await {
        house.stock(1);
        house.first().await;
        moved_there(&house);
        let key = (RecordKind::Application, 1);
        house.shelf.with(|shelves| shelves.hidden.insert(key));
        named(&house).await;
        house.work().await;
        let open = waiting(&house).await;
        assert_eq!((open.len(), open[0].tries), (1, 1), "{}", house.kind());
        assert!(open[0].problem.as_ref().unwrap().contains("hidden"));
        house.shelf.with(|shelves| shelves.hidden.remove(&key));
        house.later(61);
        house.work().await;
        assert_eq!(house.stage(1).await, "TALK");
        assert!(waiting(&house).await.is_empty());
    }
}

#[tokio::test]
async fn a_message_that_never_came_is_made_good_by_the_next_run() {
    for house in houses().await {
        house.stock(1);
        house.first().await;
        house.later(1);
        moved_there(&house);
        house.run(RunMode::Changes).await;
        assert_eq!(house.stage(1).await, "TALK", "{}", house.kind());
    }
}

#[tokio::test]
async fn the_echo_of_a_move_made_here_makes_no_work() {
    for house in houses().await {
        house.stock(1);
        house.first().await;
        let ours = house.application(1).await;
        let stages = mirror::of_parents(&house.app.db, house.there, Kind::Stage, ["1"]).await.unwrap();
        let talk = stages.iter().find(|row| row.external_id == "talk").unwrap().local.unwrap();
        move_application(&house.app, &house.boss, ours.id, talk.into()).await.unwrap();
        house.work().await;
        let space = house.boss.workspace;
        let count = async || movement::of(&house.app.db, space, &[ours.id]).await.unwrap().len();
        let before = count().await;
        moved_there(&house);
        named(&house).await;
        house.work().await;
        house.run(RunMode::Full).await;
        assert_eq!(count().await, before, "{}", house.kind());
        let sent = outgoing::of_application(&house.app.db, space, ours.id).await.unwrap();
        assert_eq!(sent.iter().map(|one| one.state).collect::<Vec<_>>(), [HandoffState::Delivered]);
    }
}

#[tokio::test]
async fn what_is_on_its_way_there_is_not_undone_by_what_is_read_meanwhile() {
    for house in houses().await {
        house.stock(1);
        let night = RemoteTag { name: "Night".into(), category: "custom_green".into() };
        let grade = |value: &str| RemoteValue { field: "f1".into(), value: value.into() };
        let there = |stage| RemoteApplication {
            tags: vec![night.clone()],
            fields: vec![grade("A")],
            ..an_application(1, 1, stage)
        };
        house.shelf.with(|shelves| {
            shelves.fields = vec![RemoteField {
                external_id: "f1".into(),
                name: "Grade".into(),
                subject: FieldSubject::Application,
                kind: FieldKind::ShortText,
                options: vec![],
            }];
        });
        house.put(1, applied(there("new")));
        house.first().await;
        let (app, boss, space) = (&house.app, &house.boss, house.boss.workspace);
        let ours = house.application(1).await;
        let id = tag::all(&app.db, space).await.unwrap().remove(0).id;
        bulk::take_tag(app, boss, &[ours.candidate], id).await.unwrap();
        let field = mirror::all(&app.db, house.there, Kind::Field).await.unwrap().remove(0).local.unwrap();
        set_application_field(app, boss, ours.id, field.into(), "B").await.unwrap();
        let queued = outgoing::of_application(&app.db, space, ours.id).await.unwrap();
        let told: Vec<_> = queued.iter().map(|one| one.told.as_str()).collect();
        assert_eq!(told, ["removal of the tag “Night”", "value of “Grade”"], "{}", house.kind());
        house.put(1, applied(there("talk")));
        take_one(app, space, house.there, RecordKind::Application, "1").await.unwrap();
        assert_eq!(house.stage(1).await, "TALK", "what changed there besides is taken over");
        assert!(tag::of_candidates(&app.db, space, &[ours.candidate]).await.unwrap().is_empty());
        let values = field_value::of_applications(&app.db, space, &[ours.id]).await.unwrap();
        assert_eq!(values[&ours.id].values().collect::<Vec<_>>(), ["B"]);
    }
}
