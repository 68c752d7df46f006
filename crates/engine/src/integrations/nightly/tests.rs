//! The tests of the night: what a key lost is seen before it is needed, once, and only where a connection is in use.

use std::sync::Arc;

use model::connection::Probe;
use tokio::sync::watch;

use super::*;
use crate::{
    attention::{self, Card},
    handoff::tests::{
        house::{House, houses},
        memory::Fault,
    },
    integrations::{
        acknowledge::acknowledge,
        check::check,
        get,
        permissions::permissions,
        toggle::{disable, enable},
    },
    work::{run, run_due},
};

const DAY: u64 = 24 * 60 * 60;

/// Lets so much time pass and does what the night asks for.
async fn after(house: &House, seconds: u64) {
    house.clock.advance(std::time::Duration::from_secs(seconds));
    call_due(&house.app).await.unwrap();
    house.work().await;
}

async fn cards(house: &House) -> Vec<Card> {
    let cards = attention::list(&house.app, &house.administrator).await.unwrap();
    let counted = attention::count(&house.app, &house.administrator).await.unwrap();
    assert_eq!(counted, cards.len() as u64, "{}", house.kind());
    cards
}

async fn tested(house: &House) -> Vec<String> {
    let lines = store::audit::recent(&house.app.db, house.administrator.workspace, 100).await.unwrap();
    let lines = lines.into_iter().filter(|line| line.action == "connection.tested");
    lines.map(|line| line.detail).collect()
}

#[tokio::test]
async fn a_permission_that_is_lost_overnight_makes_a_card_until_it_is_there_again() {
    for house in houses().await {
        after(&house, DAY).await;
        assert_eq!(house.hr.calls("check"), 2, "{}", house.kind());
        assert!(cards(&house).await.is_empty());
        assert_eq!(tested(&house).await.len(), 1, "a night without news is not told");
        house.hr.lacks_the_right();
        after(&house, DAY).await;
        let found = cards(&house).await;
        assert_eq!(found.len(), 1, "{}", house.kind());
        assert_eq!(found[0].sentence, "Its key lost the permission “Add employees”: Nobody can be sent.");
        assert_eq!(found[0].since, house.app.now());
        let xray = permissions(&house.app, &house.administrator, house.connection).await.unwrap();
        assert_eq!((xray.count(Probe::Missing), xray.tested_at), (1, Some(house.app.now())));
        assert!(xray.permissions[0].loss.is_some());
        house.hr.has_the_right();
        after(&house, DAY).await;
        assert!(cards(&house).await.is_empty(), "{}", house.kind());
        let mut told = tested(&house).await;
        told.retain(|detail| detail.contains(';'));
        told.sort();
        assert_eq!(told, ["the key works; got “Add employees”", "the key works; lost “Add employees”"]);
    }
}

#[tokio::test]
async fn who_knows_is_not_told_again_until_it_is_lost_again() {
    for house in houses().await {
        house.hr.lacks_the_right();
        after(&house, DAY).await;
        assert_eq!(cards(&house).await.len(), 1);
        acknowledge(&house.app, &house.administrator, house.connection).await.unwrap();
        assert!(cards(&house).await.is_empty());
        after(&house, DAY).await;
        assert!(cards(&house).await.is_empty(), "{}: still missing, and known", house.kind());
        house.hr.has_the_right();
        after(&house, DAY).await;
        house.hr.lacks_the_right();
        after(&house, DAY).await;
        assert_eq!(cards(&house).await.len(), 1, "{}", house.kind());
    }
}

#[tokio::test]
async fn two_nodes_test_once_a_night_and_one_that_is_late_does_nothing() {
    for house in houses().await {
        house.clock.advance(std::time::Duration::from_secs(DAY));
        let (one, two) = tokio::join!(call_due(&house.app), call_due(&house.app));
        one.unwrap();
        two.unwrap();
        let (one, two) = tokio::join!(run_due(&house.app, "one"), run_due(&house.app, "two"));
        assert_eq!(one.unwrap() + two.unwrap(), 1, "{}", house.kind());
        assert_eq!(house.hr.calls("check"), 2);
        // A node that found it due before and asks only now.
        let tx = house.app.db.begin().await.unwrap();
        let (space, now) = (house.administrator.workspace, house.app.now());
        store::task::push(&tx, house.app.id(), space, TASK, house.connection.into(), now, now).await.unwrap();
        tx.commit().await.unwrap();
        house.work().await;
        after(&house, 60).await;
        assert_eq!(house.hr.calls("check"), 2, "{}", house.kind());
    }
}

#[tokio::test]
async fn a_connection_that_is_not_in_use_is_not_tested() {
    for house in houses().await {
        disable(&house.app, &house.administrator, house.connection).await.unwrap();
        after(&house, DAY).await;
        assert_eq!(house.hr.calls("check"), 1, "{}", house.kind());
        enable(&house.app, &house.administrator, house.connection).await.unwrap();
        house.clock.advance(std::time::Duration::from_secs(DAY));
        call_due(&house.app).await.unwrap();
        disable(&house.app, &house.administrator, house.connection).await.unwrap();
        house.work().await;
        assert_eq!(
            house.hr.calls("check"),
            1,
            "{}: it was disabled after the test was asked for",
            house.kind()
        );
        assert_eq!(store::task::count(&house.app.db).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_key_that_is_refused_is_broken_and_one_that_is_not_answered_is_asked_again() {
    for house in houses().await {
        house.hr.fault("check", Fault::Before(VendorError::Unavailable("503".into())));
        after(&house, DAY).await;
        after(&house, 60).await;
        assert_eq!(house.hr.calls("check"), 2, "{}: an hour has not passed", house.kind());
        house.hr.fault("check", Fault::Before(VendorError::Auth("401".into())));
        after(&house, 60 * 60).await;
        let status = get(&house.app, &house.administrator, house.connection).await.unwrap().status;
        assert_eq!((house.hr.calls("check"), status), (3, ConnectionStatus::Broken), "{}", house.kind());
        assert!(cards(&house).await[0].sentence.contains("not accepted"));
        after(&house, DAY).await;
        assert_eq!(house.hr.calls("check"), 3, "{}: a person acts first", house.kind());
        check(&house.app, &house.administrator, house.connection).await.unwrap();
    }
}

#[test]
fn each_connection_has_its_own_time_of_the_night() {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let id = |spread: u64| ConnectionId(Uuid::from_u64_pair(7, spread));
    assert_eq!(last(at("2026-03-02T09:00:00Z"), id(0)), at("2026-03-02T01:00:00Z"));
    assert_eq!(last(at("2026-03-02T01:00:00Z"), id(0)), at("2026-03-02T01:00:00Z"));
    assert_eq!(last(at("2026-03-02T00:59:59Z"), id(0)), at("2026-03-01T01:00:00Z"));
    assert_eq!(last(at("2026-03-02T03:59:58Z"), id(SPREAD - 1)), at("2026-03-01T03:59:59Z"));
    assert_eq!(last(at("2026-03-02T04:00:00Z"), id(SPREAD + 60)), at("2026-03-02T01:01:00Z"));
}

#[tokio::test]
async fn a_running_worker_asks_for_the_tests_by_itself() {
    for house in houses().await {
        let (stop, stopped) = watch::channel(false);
        let worker = tokio::spawn(run(Arc::clone(&house.app), "worker".into(), stopped));
        while house.hr.calls("check") < 2 {
            house.clock.advance(Duration::from_secs(60 * 60));
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        stop.send(true).unwrap();
        house.clock.advance(Duration::from_secs(1));
        worker.await.unwrap();
    }
}
