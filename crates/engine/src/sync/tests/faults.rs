//! What goes wrong there is said here, and nothing is lost or removed for it.

use std::{sync::Arc, time::Duration};

use connect::VendorError;
use model::{
    connection::ConnectionStatus,
    remote::RecordKind,
    sync::{RunMode, RunState},
};

use crate::{
    sync::testing::{Shelves, a_person, houses},
    work::LEASE,
};

fn fault(shelves: &mut Shelves, kind: RecordKind, page: usize, error: VendorError) {
    shelves.faults.push_back((kind, page, error));
}

#[tokio::test]
async fn a_page_that_repeats_ends_the_kind_and_removes_nothing() {
    for house in houses().await {
        house.stock(10);
        house.first().await;
        house.shelf.with(|shelves| shelves.stuck = Some((RecordKind::Candidate, 1)));
        let run = house.run(RunMode::Full).await;
        assert_eq!(run.state, RunState::Partial, "{}", house.kind());
        assert!(run.sentence.unwrap().contains("same page again and again"));
        assert_eq!(run.tally[&RecordKind::Candidate].gone, 0);
        assert_eq!(run.tally[&RecordKind::Application].seen, 10, "the others go on");
    }
}

#[tokio::test]
async fn a_record_that_no_longer_parses_is_kept_raw_and_the_rest_goes_on() {
    for house in houses().await {
        house.stock(5);
        house.shelf.with(|shelves| {
            shelves.rows.get_mut(&(RecordKind::Candidate, 2)).unwrap().unreadable = true;
        });
        let run = house.first().await;
        house.is_done(&run);
        let counts = run.tally[&RecordKind::Candidate];
        assert_eq!((counts.seen, counts.made, counts.skipped), (5, 4, 1), "{}", house.kind());
        let row = house.local(RecordKind::Candidate, 2).await;
        assert_eq!((row.local, row.raw.as_deref()), (None, Some(r#"{"id":2}"#)));
        let notes = house.notes().await;
        assert!(
            notes.iter().any(|note| note == "skipped: Not taken over: attributes.name is not a text."),
            "{notes:?}"
        );
        // Once it can be read, it comes with what waited for it.
        house.later(15);
        house.put(2, a_person("P2"));
        house.run(RunMode::Changes).await;
        house.run(RunMode::Full).await;
        assert_eq!(house.stage(2).await, "NEW", "{}", house.kind());
    }
}

#[tokio::test]
async fn a_right_that_is_lost_on_the_way_ends_the_kind_and_removes_nothing() {
    for house in houses().await {
        house.stock(10);
        house.first().await;
        house.shelf.with(|shelves| {
            fault(shelves, RecordKind::Candidate, 1, VendorError::Forbidden("candidates:read".into()));
            shelves.rows.remove(&(RecordKind::Candidate, 9));
        });
        let run = house.run(RunMode::Full).await;
        assert_eq!(run.state, RunState::Partial, "{}", house.kind());
        assert!(run.sentence.unwrap().starts_with("Candidates: The key's owner may not do this"));
        assert_eq!(house.known(RecordKind::Candidate).await, 10);
        assert_eq!(run.tally[&RecordKind::Application].seen, 10);
    }
}

#[tokio::test]
async fn a_key_that_is_refused_on_the_way_ends_the_run_and_marks_the_connection() {
    for house in houses().await {
        house.stock(10);
        house.shelf.with(|shelves| fault(shelves, RecordKind::Candidate, 2, VendorError::Auth("no".into())));
        let run = house.first().await;
        assert_eq!(run.state, RunState::Partial, "{}", house.kind());
        let there = crate::integrations::get(&house.app, &house.boss, house.there).await.unwrap();
        assert_eq!(there.status, ConnectionStatus::Broken);
        assert_eq!(house.known(RecordKind::Candidate).await, 6);
        house.later(60);
        house.work().await;
        assert_eq!(house.last().await.id, run.id, "no run begins while the key is refused");
    }
}

#[tokio::test]
async fn waiting_as_asked_for_minutes_goes_on_at_the_same_page() {
    for house in houses().await {
        house.stock(10);
        let wait = VendorError::RateLimited(Duration::from_secs(240));
        house.shelf.with(|shelves| fault(shelves, RecordKind::Candidate, 2, wait));
        let run = house.first().await;
        assert_eq!(run.state, RunState::Running, "{}", house.kind());
        house.later(3);
        house.work().await;
        assert_eq!(house.last().await.state, RunState::Running);
        house.shelf.with(|shelves| shelves.calls.clear());
        house.later(2);
        house.work().await;
        house.is_done(&house.last().await);
        let first = house.shelf.with(|shelves| shelves.calls[0].clone());
        assert_eq!(first, "page candidate 2", "{}", house.kind());
        assert_eq!(house.known(RecordKind::Candidate).await, 10);
    }
}

#[tokio::test]
async fn a_page_cut_short_is_asked_for_again_and_a_dead_system_given_up() {
    for house in houses().await {
        house.stock(10);
        let cut = || VendorError::Unavailable("the answer was cut short".into());
        house.shelf.with(|shelves| fault(shelves, RecordKind::Candidate, 1, cut()));
        house.first().await;
        house.later(2);
        house.work().await;
        house.is_done(&house.last().await);
        house.shelf.with(|shelves| (0..20).for_each(|_| fault(shelves, RecordKind::Job, 0, cut())));
        house.run(RunMode::Full).await;
        for _ in 0..10 {
            house.later(20);
            house.work().await;
        }
        let runs =
            store::sync::run::recent(&house.app.db, house.boss.workspace, house.there, 9).await.unwrap();
        let given_up = runs.iter().find(|run| run.state == RunState::Partial).expect("it was given up");
        assert!(given_up.sentence.as_ref().unwrap().contains("8 times in a row"), "{}", house.kind());
        assert_eq!(house.known(RecordKind::Candidate).await, 10);
    }
}

#[tokio::test]
async fn a_cursor_that_expired_begins_the_kind_anew() {
    for house in houses().await {
        house.stock(10);
        let expired = VendorError::Rejected(vec![]);
        house.shelf.with(|shelves| fault(shelves, RecordKind::Candidate, 2, expired));
        let run = house.first().await;
        house.is_done(&run);
        assert_eq!(run.tally[&RecordKind::Candidate].seen, 10, "{}", house.kind());
        assert_eq!(house.known(RecordKind::Candidate).await, 10);
    }
}

#[tokio::test]
async fn a_worker_that_dies_between_two_pages_is_followed_by_one_that_goes_on() {
    for house in houses().await {
        house.stock(12);
        house.enable().await;
        // The worker is cut off wherever it stands, after more and more of its turns.
        for turns in [1, 40, 80, 160, 320] {
            let app = Arc::clone(&house.app);
            let work = async move {
                let _ = crate::work::run_due(&app, "mortal").await;
            };
            let mut left = turns;
            let mut work = Box::pin(work);
            std::future::poll_fn(|cx| {
                left -= 1;
                let done = work.as_mut().poll(cx).is_ready();
                if done || left == 0 { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
            })
            .await;
            drop(work);
            house.clock.advance(LEASE + Duration::from_secs(1));
        }
        house.work().await;
        let run = house.last().await;
        house.is_done(&run);
        for kind in RecordKind::ALL {
            let counts = run.tally[&kind];
            assert_eq!(
                counts.made,
                house.known(kind).await,
                "{} {}: {counts:?}",
                house.kind(),
                kind.as_str()
            );
        }
        assert_eq!(house.known(RecordKind::Application).await, 12);
        let people =
            store::hiring::list::count(&house.app.db, house.boss.workspace, &Default::default()).await;
        assert_eq!(people.unwrap(), 12, "{}", house.kind());
    }
}
