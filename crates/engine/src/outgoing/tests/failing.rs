//! Whatever goes wrong on the way, a change arrives once or waits with the reason.

use std::time::Duration;

use connect::VendorError;
use model::{
    connection::ConnectionStatus,
    handoff::{HandoffState, ProblemKind},
};

use crate::{
    hiring::{comments, move_application::move_application},
    integrations::{disconnect::disconnect, toggle::enable},
    outgoing::{
        cancel::cancel,
        retry::retry,
        testing::{CONNECTION, Fault, synced},
    },
};

#[tokio::test]
async fn a_worker_that_dies_in_the_call_leaves_one_comment_and_one_move() {
    for hub in synced().await {
        let ana = hub.apply("Ana", "7").await;
        comments::add(&hub.app, &hub.boss, ana.candidate, "Good").await.unwrap();
        move_application(&hub.app, &hub.boss, ana.id, hub.house.stage(2)).await.unwrap();
        for _ in 0..2 {
            hub.tracker.fault(Fault::Death);
            hub.die_at_work().await;
            let first = hub.changes(ana.id).await.into_iter().find(|one| !one.state.is_over()).unwrap();
            assert_eq!((first.state, first.unsure), (HandoffState::Sending, true), "{}", hub.kind());
        }
        hub.work().await;
        assert_eq!(hub.tracker.comments().len(), 1, "{}", hub.kind());
        assert_eq!(hub.tracker.application("7").stage, "s2");
        assert_eq!(hub.states(ana.id).await, [HandoffState::Delivered; 2]);
        assert!(hub.changes(ana.id).await.iter().all(|one| !one.unsure));
    }
}

#[tokio::test]
async fn an_answer_that_never_came_is_looked_up_and_the_rest_waits_its_turn() {
    for hub in synced().await {
        let ana = hub.apply("Ana", "7").await;
        comments::add(&hub.app, &hub.boss, ana.candidate, "Good").await.unwrap();
        comments::add(&hub.app, &hub.boss, ana.candidate, "Good").await.unwrap();
        hub.tracker.fault(Fault::After(VendorError::Uncertain("timeout".into())));
        hub.work().await;
        assert_eq!(
            hub.states(ana.id).await,
            [HandoffState::Retrying, HandoffState::Queued],
            "{}",
            hub.kind()
        );
        hub.tracker.fault(Fault::Before(VendorError::Unavailable("down".into())));
        hub.later(20);
        hub.work().await;
        assert!(hub.changes(ana.id).await[0].unsure, "it is still not known");
        hub.later(3_600);
        hub.work().await;
        assert_eq!(hub.states(ana.id).await, [HandoffState::Delivered; 2]);
        assert_eq!(hub.tracker.comments().len(), 2, "the second with the same words is another remark");
    }
}

#[tokio::test]
async fn a_move_after_one_that_may_have_arrived_begins_where_that_led() {
    for hub in synced().await {
        let ana = hub.apply("Ana", "7").await;
        move_application(&hub.app, &hub.boss, ana.id, hub.house.stage(1)).await.unwrap();
        hub.tracker.fault(Fault::After(VendorError::Uncertain("timeout".into())));
        hub.work().await;
        move_application(&hub.app, &hub.boss, ana.id, hub.house.stage(2)).await.unwrap();
        move_application(&hub.app, &hub.boss, ana.id, hub.house.stage(3)).await.unwrap();
        hub.later(60);
        hub.work().await;
        assert_eq!(hub.tracker.application("7").stage, "s3", "{}", hub.kind());
        assert_eq!(hub.states(ana.id).await, [HandoffState::Delivered; 2]);
    }
}

#[tokio::test]
async fn a_conflict_found_late_takes_the_later_moves_in() {
    for hub in synced().await {
        let ana = hub.apply("Ana", "7").await;
        move_application(&hub.app, &hub.boss, ana.id, hub.house.stage(1)).await.unwrap();
        hub.tracker.fault(Fault::Before(VendorError::Uncertain("timeout".into())));
        hub.work().await;
        move_application(&hub.app, &hub.boss, ana.id, hub.house.stage(2)).await.unwrap();
        hub.tracker.edit("7", |there| there.stage = "s4".into());
        hub.later(60);
        hub.work().await;
        assert_eq!(
            hub.states(ana.id).await,
            [HandoffState::Waiting, HandoffState::Cancelled],
            "{}",
            hub.kind()
        );
        let waiting = hub.changes(ana.id).await.remove(0);
        assert_eq!((waiting.told.as_str(), waiting.theirs.as_deref()), ("move to “Talk”", Some("s4")));
        assert_eq!(hub.tracker.application("7").stage, "s4");
    }
}

#[tokio::test]
async fn a_pause_is_kept_and_costs_no_patience() {
    for hub in synced().await {
        let ana = hub.apply("Ana", "7").await;
        move_application(&hub.app, &hub.boss, ana.id, hub.house.stage(2)).await.unwrap();
        hub.tracker.fault(Fault::Before(VendorError::RateLimited(Duration::from_secs(90))));
        hub.work().await;
        comments::add(&hub.app, &hub.boss, ana.candidate, "Good").await.unwrap();
        hub.later(30);
        hub.work().await;
        assert_eq!(hub.tracker.calls(), 1, "{}: nothing is called during the pause", hub.kind());
        let held = hub.changes(ana.id).await.remove(0);
        assert_eq!((held.state, held.tries, held.unsure), (HandoffState::Retrying, 0, false));
        hub.later(61);
        hub.work().await;
        assert_eq!(hub.states(ana.id).await, [HandoffState::Delivered; 2]);
    }
}

#[tokio::test]
async fn a_refused_change_waits_with_the_reason_and_holds_up_nothing_else() {
    for hub in synced().await {
        let ana = hub.apply("Ana", "7").await;
        comments::add(&hub.app, &hub.boss, ana.candidate, "Good").await.unwrap();
        move_application(&hub.app, &hub.boss, ana.id, hub.house.stage(2)).await.unwrap();
        hub.tracker.fault(Fault::Before(VendorError::Forbidden("Comment write is missing".into())));
        hub.work().await;
        assert_eq!(
            hub.states(ana.id).await,
            [HandoffState::Waiting, HandoffState::Delivered],
            "{}",
            hub.kind()
        );
        let waiting = hub.changes(ana.id).await.remove(0);
        assert!(waiting.problem.unwrap().sentence.contains("Comment write is missing"));
        retry(&hub.app, &hub.boss, waiting.id).await.unwrap();
        hub.work().await;
        assert_eq!(hub.tracker.comments().len(), 1);
    }
}

#[tokio::test]
async fn one_that_is_gone_there_is_said_and_can_be_left_at_that() {
    for hub in synced().await {
        let ana = hub.apply("Ana", "7").await;
        move_application(&hub.app, &hub.boss, ana.id, hub.house.stage(2)).await.unwrap();
        hub.tracker.forget("7");
        hub.work().await;
        let waiting = hub.changes(ana.id).await.remove(0);
        assert_eq!((waiting.state, waiting.theirs), (HandoffState::Waiting, None), "{}", hub.kind());
        assert_eq!(waiting.problem.unwrap().kind, ProblemKind::Record);
        cancel(&hub.app, &hub.boss, waiting.id).await.unwrap();
        assert_eq!(hub.states(ana.id).await, [HandoffState::Cancelled]);
    }
}

#[tokio::test]
async fn what_waits_for_its_connection_is_one_card_and_goes_on_with_it() {
    for hub in synced().await {
        let ana = hub.apply("Ana", "7").await;
        hub.set_status(ConnectionStatus::Disabled).await;
        move_application(&hub.app, &hub.boss, ana.id, hub.house.stage(2)).await.unwrap();
        comments::add(&hub.app, &hub.boss, ana.candidate, "Good").await.unwrap();
        hub.work().await;
        assert_eq!(hub.states(ana.id).await, [HandoffState::Waiting, HandoffState::Queued], "{}", hub.kind());
        assert_eq!(hub.tracker.calls(), 0);
        enable(&hub.app, &hub.boss, CONNECTION).await.unwrap();
        hub.tracker.fault(Fault::Before(VendorError::Auth("401".into())));
        hub.work().await;
        let broken = crate::integrations::get(&hub.app, &hub.boss, CONNECTION).await.unwrap();
        assert_eq!(broken.status, ConnectionStatus::Broken);
        hub.set_status(ConnectionStatus::Disabled).await;
        enable(&hub.app, &hub.boss, CONNECTION).await.unwrap();
        hub.work().await;
        assert_eq!(hub.states(ana.id).await, [HandoffState::Delivered; 2]);
    }
}

#[tokio::test]
async fn disconnecting_cancels_what_was_on_its_way() {
    for hub in synced().await {
        let ana = hub.apply("Ana", "7").await;
        move_application(&hub.app, &hub.boss, ana.id, hub.house.stage(2)).await.unwrap();
        disconnect(&hub.app, &hub.boss, CONNECTION, "Tracker").await.unwrap();
        hub.work().await;
        assert_eq!(hub.states(ana.id).await, [HandoffState::Cancelled], "{}", hub.kind());
        move_application(&hub.app, &hub.boss, ana.id, hub.house.stage(1)).await.unwrap();
        assert_eq!(hub.changes(ana.id).await.len(), 1, "nothing more is queued");
        assert_eq!(hub.tracker.calls(), 0);
    }
}
