//! Moves on the board arrive there, once and in the end where the person put them.

use model::{handoff::HandoffState, remote::RemoteChange};

use crate::{
    hiring::{bulk, move_application::move_application},
    outgoing::{conflict::conflict_of, testing::synced},
};

fn step(from: &str, to: &str) -> RemoteChange {
    RemoteChange::Move { from: from.into(), to: to.into() }
}

#[tokio::test]
async fn a_move_here_is_a_move_there_once_and_known_as_ours() {
    for hub in synced().await {
        let ana = hub.apply("Ana", "7").await;
        move_application(&hub.app, &hub.boss, ana.id, hub.house.stage(2)).await.unwrap();
        assert_eq!(hub.tracker.calls(), 0, "{}: the operation itself calls nobody", hub.kind());
        hub.work().await;
        assert_eq!(hub.tracker.application("7").stage, "s2");
        assert_eq!(hub.known(ana.id).await.stage, "s2", "our own echo is nothing new");
        assert_eq!(hub.states(ana.id).await, [HandoffState::Delivered]);
        move_application(&hub.app, &hub.boss, ana.id, hub.house.stage(2)).await.unwrap();
        hub.work().await;
        assert_eq!(hub.tracker.writes(), [step("s0", "s2")]);
        let actions = store::audit::recent(&hub.app.db, hub.boss.workspace, 50).await.unwrap();
        let told = actions.iter().find(|line| line.action == "outgoing.delivered").unwrap();
        assert_eq!(told.detail, format!("Carried the move to “Talk” to Tracker, as {} asked", hub.boss.name));
        assert_eq!(store::task::count(&hub.app.db).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn of_several_moves_not_sent_yet_only_the_last_is_sent() {
    for hub in synced().await {
        let ana = hub.apply("Ana", "7").await;
        for stage in [1, 2, 3] {
            move_application(&hub.app, &hub.boss, ana.id, hub.house.stage(stage)).await.unwrap();
        }
        assert_eq!(hub.changes(ana.id).await.len(), 1, "{}", hub.kind());
        hub.work().await;
        assert_eq!(hub.tracker.writes(), [step("s0", "s3")]);
        for stage in [1, 3] {
            move_application(&hub.app, &hub.boss, ana.id, hub.house.stage(stage)).await.unwrap();
        }
        hub.work().await;
        assert_eq!(hub.tracker.writes().len(), 1, "moved away and back: nothing to say");
        assert_eq!(hub.states(ana.id).await, [HandoffState::Delivered, HandoffState::Cancelled]);
    }
}

#[tokio::test]
async fn a_bulk_move_is_carried_for_those_who_come_from_there() {
    for hub in synced().await {
        let (ana, bo) = (hub.apply("Ana", "7").await, hub.apply("Bo", "8").await);
        let own = hub.house.placed(&hub.app, &hub.boss, "Cy", "Lopez").await;
        let all = [ana.candidate, bo.candidate, own.candidate];
        bulk::move_to(&hub.app, &hub.boss, &all, hub.house.stage(1)).await.unwrap();
        hub.work().await;
        assert_eq!(hub.tracker.application("7").stage, "s1", "{}", hub.kind());
        assert_eq!(hub.tracker.application("8").stage, "s1");
        assert!(hub.changes(own.id).await.is_empty());
        bulk::reject(&hub.app, &hub.boss, &all).await.unwrap();
        hub.work().await;
        assert_eq!(hub.tracker.application("8").stage, "s4");
    }
}

#[tokio::test]
async fn while_a_move_is_on_its_way_the_sync_is_told_so() {
    for hub in synced().await {
        let ana = hub.apply("Ana", "7").await;
        let pending = || store::outgoing::pending_move(&hub.app.db, hub.boss.workspace, ana.id);
        assert!(pending().await.unwrap().is_none());
        move_application(&hub.app, &hub.boss, ana.id, hub.house.stage(2)).await.unwrap();
        assert!(pending().await.unwrap().is_some(), "{}", hub.kind());
        assert_eq!(conflict_of(&hub.app, &hub.boss, ana.id).await.unwrap(), None);
        hub.work().await;
        assert!(pending().await.unwrap().is_none());
    }
}
