//! Comments, tags and values arrive once, where they belong.

use model::{
    field::{CustomField, FieldKind},
    handoff::HandoffState,
    remote::{FieldSubject, RemoteChange, RemoteValue},
};
use store::{hiring::field, sync::mirror::Kind};

use crate::{
    hiring::{
        bulk, comments,
        move_application::move_application,
        set_application_field::set_application_field,
        upkeep::tags::{category, label as tag},
    },
    outgoing::{
        list::{list, of_candidate},
        testing::{CONNECTION, Synced, label, row, synced},
    },
};

#[tokio::test]
async fn a_comment_arrives_once_with_its_author_and_as_it_was_last_written() {
    for hub in synced().await {
        let ana = hub.apply("Ana", "7").await;
        let kept = comments::add(&hub.app, &hub.boss, ana.candidate, "Godo").await.unwrap();
        comments::edit(&hub.app, &hub.boss, kept, "Good").await.unwrap();
        let gone = comments::add(&hub.app, &hub.boss, ana.candidate, "Oh no").await.unwrap();
        comments::delete(&hub.app, &hub.boss, gone).await.unwrap();
        hub.work().await;
        let said = format!("Good\n\n— {}", hub.boss.name);
        assert_eq!(hub.tracker.comments(), std::slice::from_ref(&said), "{}", hub.kind());
        comments::edit(&hub.app, &hub.boss, kept, "Better").await.unwrap();
        hub.work().await;
        assert_eq!(hub.tracker.comments(), [said], "what was sent stays as it was");
        let own = hub.house.placed(&hub.app, &hub.boss, "Cy", "Lopez").await;
        comments::add(&hub.app, &hub.boss, own.candidate, "Mine").await.unwrap();
        assert!(of_candidate(&hub.app, &hub.boss, own.candidate).await.unwrap().is_empty());
    }
}

async fn night(hub: &Synced) -> model::TagId {
    let category = category::create(&hub.app, &hub.boss, "Shift", "blue").await.unwrap();
    tag::create(&hub.app, &hub.boss, "Night", category).await.unwrap()
}

#[tokio::test]
async fn a_tag_goes_there_and_away_again_and_undone_before_it_is_sent_is_nothing() {
    for hub in synced().await {
        let (ana, night) = (hub.apply("Ana", "7").await, night(&hub).await);
        let (app, boss, who) = (&hub.app, &hub.boss, [ana.candidate]);
        bulk::give_tag(app, boss, &who, night).await.unwrap();
        bulk::take_tag(app, boss, &who, night).await.unwrap();
        hub.work().await;
        assert_eq!(hub.tracker.calls(), 0, "{}", hub.kind());
        bulk::give_tag(app, boss, &who, night).await.unwrap();
        hub.work().await;
        assert_eq!(hub.tracker.application("7").tags, [label("Shift", "Night")]);
        assert_eq!(hub.known(ana.id).await.tags, [label("Shift", "Night")]);
        bulk::give_tag(app, boss, &who, night).await.unwrap();
        bulk::take_tag(app, boss, &who, night).await.unwrap();
        hub.work().await;
        assert!(hub.tracker.application("7").tags.is_empty());
        let last = hub.changes(ana.id).await.pop().unwrap();
        assert_eq!((last.told.as_str(), last.state), ("removal of the tag “Night”", HandoffState::Delivered));
    }
}

#[tokio::test]
async fn a_tag_that_has_its_name_there_keeps_its_group_there() {
    for hub in synced().await {
        let (ana, night) = (hub.apply("Ana", "7").await, night(&hub).await);
        let theirs = label("Rota", "Night");
        hub.tracker.edit("7", |there| there.tags.push(theirs.clone()));
        let state = serde_json::to_value(hub.tracker.application("7")).unwrap();
        hub.mirror(vec![row(Kind::Application, "", "7", ana.id.into(), state)]).await;
        bulk::give_tag(&hub.app, &hub.boss, &[ana.candidate], night).await.unwrap();
        hub.work().await;
        assert_eq!(hub.tracker.calls(), 0, "{}: it is there", hub.kind());
        bulk::take_tag(&hub.app, &hub.boss, &[ana.candidate], night).await.unwrap();
        hub.work().await;
        assert_eq!(hub.tracker.writes(), [RemoteChange::RemoveTag(theirs)]);
    }
}

#[tokio::test]
async fn a_value_of_the_application_is_carried_and_the_last_one_counts() {
    for hub in synced().await {
        let ana = hub.apply("Ana", "7").await;
        let grade =
            CustomField { id: hub.app.id(), name: "Grade".into(), kind: FieldKind::Integer, options: vec![] };
        let (ws, now) = (hub.boss.workspace, hub.app.now());
        let tx = hub.app.db.begin().await.unwrap();
        field::insert_of(&tx, ws, FieldSubject::Application, &grade, now).await.unwrap();
        tx.commit().await.unwrap();
        hub.mirror(vec![row(Kind::Field, "", "f9", grade.id.into(), serde_json::json!({}))]).await;
        let set = |value| set_application_field(&hub.app, &hub.boss, ana.id, grade.id, value);
        assert_eq!(set("many").await.unwrap_err().problems()[0].field, grade.id.to_string());
        set("3").await.unwrap();
        set("04").await.unwrap();
        hub.work().await;
        let four = RemoteValue { field: "f9".into(), value: "4".into() };
        assert_eq!(hub.tracker.writes(), [RemoteChange::SetField(four.clone())], "{}", hub.kind());
        assert_eq!(hub.tracker.application("7").fields, [four]);
        set("4").await.unwrap();
        assert_eq!(hub.changes(ana.id).await.len(), 1, "the same value is nothing new");
    }
}

#[tokio::test]
async fn a_list_shows_what_went_to_a_connection() {
    for hub in synced().await {
        let ana = hub.apply("Ana", "7").await;
        move_application(&hub.app, &hub.boss, ana.id, hub.house.stage(1)).await.unwrap();
        hub.work().await;
        comments::add(&hub.app, &hub.boss, ana.candidate, "Good").await.unwrap();
        let states = vec![HandoffState::Queued];
        let queued = super::super::Filter { connection: Some(CONNECTION), states };
        let told = |all: Vec<super::super::Outgoing>| all.into_iter().map(|one| one.told).collect::<Vec<_>>();
        assert_eq!(told(list(&hub.app, &hub.boss, &queued).await.unwrap()), ["comment"], "{}", hub.kind());
        let all = of_candidate(&hub.app, &hub.boss, ana.candidate).await.unwrap();
        assert_eq!(told(all), ["comment", "move to “Look”"]);
    }
}
