//! A move here and another there meanwhile: nothing is overwritten until a person decides.

use model::{access::Role, handoff::HandoffState};
use store::hiring::{application, movement};

use crate::{
    Actor, Error, attention,
    hiring::move_application::move_application,
    outgoing::{
        cancel::cancel,
        conflict::conflict_of,
        insist::insist,
        retry::retry,
        testing::{CONNECTION, Synced, synced},
        yield_to_theirs::yield_to_theirs,
    },
};

/// Somebody moved here to Talk and there to Look.
async fn torn(hub: &Synced) -> model::application::Application {
    let ana = hub.apply("Ana", "7").await;
    move_application(&hub.app, &hub.boss, ana.id, hub.house.stage(2)).await.unwrap();
    hub.tracker.edit("7", |there| there.stage = "s1".into());
    hub.work().await;
    ana
}

#[tokio::test]
async fn both_moves_are_shown_and_neither_is_overwritten() {
    for hub in synced().await {
        let ana = torn(&hub).await;
        assert_eq!(hub.tracker.application("7").stage, "s1", "{}", hub.kind());
        let here = application::get(&hub.app.db, hub.boss.workspace, ana.id).await.unwrap().unwrap();
        assert_eq!(here.stage, hub.house.stage(2));
        let conflict = conflict_of(&hub.app, &hub.boss, ana.id).await.unwrap().unwrap();
        assert_eq!((conflict.ours.as_str(), conflict.theirs.as_deref()), ("Talk", Some("Look")));
        assert_eq!((conflict.there.as_str(), &conflict.by), ("Tracker", &hub.boss.name));
        let cards = attention::list(&hub.app, &hub.boss).await.unwrap();
        let sentence =
            format!("Moved here to “Talk” by {}, and in Tracker to “Look” meanwhile.", hub.boss.name);
        assert!(cards[0].sentence.starts_with(&sentence), "{}", cards[0].sentence);
        assert_eq!((cards.len(), cards[0].action.0), (1, "Decide"));
        assert_eq!(attention::count(&hub.app, &hub.boss).await.unwrap(), 1);
        for refused in [
            retry(&hub.app, &hub.boss, conflict.outgoing).await,
            cancel(&hub.app, &hub.boss, conflict.outgoing).await,
        ] {
            assert!(matches!(refused, Err(Error::Conflict(_))), "only a decision ends it");
        }
        hub.later(86_400);
        hub.work().await;
        assert_eq!(hub.tracker.calls(), 1, "it is not tried again by itself");
    }
}

#[tokio::test]
async fn insisting_writes_ours_unless_it_was_moved_on_there_again() {
    for hub in synced().await {
        let ana = torn(&hub).await;
        let ours = hub.changes(ana.id).await.remove(0).id;
        let reader = Actor { role: Role::Employee, ..hub.boss.clone() };
        assert!(matches!(insist(&hub.app, &reader, ours).await, Err(Error::Denied(_))));
        hub.tracker.edit("7", |there| there.stage = "s3".into());
        insist(&hub.app, &hub.boss, ours).await.unwrap();
        hub.work().await;
        assert_eq!(hub.tracker.application("7").stage, "s3", "{}: nobody had seen that", hub.kind());
        let again = conflict_of(&hub.app, &hub.boss, ana.id).await.unwrap().unwrap();
        assert_eq!(again.theirs.as_deref(), Some("In"));
        insist(&hub.app, &hub.boss, ours).await.unwrap();
        hub.work().await;
        assert_eq!(hub.tracker.application("7").stage, "s2");
        assert_eq!(hub.states(ana.id).await, [HandoffState::Delivered]);
        assert!(matches!(insist(&hub.app, &hub.boss, ours).await, Err(Error::Conflict(_))));
    }
}

#[tokio::test]
async fn yielding_takes_their_stage_here_and_sends_nothing() {
    for hub in synced().await {
        let ana = torn(&hub).await;
        let ours = hub.changes(ana.id).await.remove(0).id;
        yield_to_theirs(&hub.app, &hub.boss, ours).await.unwrap();
        hub.work().await;
        let here = application::get(&hub.app.db, hub.boss.workspace, ana.id).await.unwrap().unwrap();
        assert_eq!(here.stage, hub.house.stage(1), "{}", hub.kind());
        assert_eq!(hub.states(ana.id).await, [HandoffState::Cancelled]);
        assert!(hub.tracker.writes().is_empty());
        assert_eq!(hub.known(ana.id).await.stage, "s1");
        let steps = movement::of(&hub.app.db, hub.boss.workspace, &[ana.id]).await.unwrap();
        assert!(steps.iter().any(|step| step.to == "Look"), "{steps:?}");
        assert_eq!(conflict_of(&hub.app, &hub.boss, ana.id).await.unwrap(), None);
        let asked =
            store::hook::hint::of_connection(&hub.app.db, hub.boss.workspace, CONNECTION).await.unwrap();
        assert_eq!((asked.len(), asked[0].external_id.as_str()), (1, "7"), "it is read afresh");
    }
}

#[tokio::test]
async fn a_further_move_changes_what_the_conflict_is_about_and_the_same_stage_ends_it() {
    for hub in synced().await {
        let ana = torn(&hub).await;
        move_application(&hub.app, &hub.boss, ana.id, hub.house.stage(3)).await.unwrap();
        hub.work().await;
        let conflict = conflict_of(&hub.app, &hub.boss, ana.id).await.unwrap().unwrap();
        assert_eq!((conflict.ours.as_str(), hub.changes(ana.id).await.len()), ("In", 1), "{}", hub.kind());
        let card = attention::list(&hub.app, &hub.boss).await.unwrap().remove(0);
        assert!(card.sentence.starts_with("Moved here to “In”"), "{}", card.sentence);
        move_application(&hub.app, &hub.boss, ana.id, hub.house.stage(1)).await.unwrap();
        assert_eq!(hub.states(ana.id).await, [HandoffState::Cancelled]);
        hub.work().await;
        assert!(hub.tracker.writes().is_empty());
    }
}

#[tokio::test]
async fn the_same_move_made_there_too_is_no_conflict() {
    for hub in synced().await {
        let ana = hub.apply("Ana", "7").await;
        move_application(&hub.app, &hub.boss, ana.id, hub.house.stage(2)).await.unwrap();
        hub.tracker.edit("7", |there| there.stage = "s2".into());
        hub.work().await;
        assert_eq!(hub.states(ana.id).await, [HandoffState::Delivered], "{}", hub.kind());
        assert!(hub.tracker.writes().is_empty());
    }
}
