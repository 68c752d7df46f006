//! A run that would change much asks first.

use model::{
    remote::RecordKind,
    sync::{RunMode, RunState},
};

use crate::{
    attention,
    error::Error,
    sync::{
        allow::allow,
        overview::overview,
        stop::stop,
        testing::{House, a_person, houses},
    },
};

fn change_all(house: &House, prefix: &str, people: u64) {
    for id in 1..=people {
        house.put(id, a_person(&format!("{prefix}{id}")));
    }
}

#[tokio::test]
async fn a_run_that_would_change_too_much_asks_and_goes_on_where_it_stood() {
    for house in houses().await {
        house.stock(60);
        house.is_done(&house.first().await);
        house.later(15);
        change_all(&house, "Q", 60);
        let run = house.run(RunMode::Changes).await;
        assert_eq!(run.state, RunState::Asking, "{}", house.kind());
        let sentence = run.sentence.clone().unwrap();
        assert!(sentence.contains("21 of the 60 candidates") && sentence.contains("20 %"), "{sentence}");
        assert_eq!(run.tally[&RecordKind::Candidate].changed, 18);
        let seen = overview(&house.app, &house.boss, house.there).await.unwrap().unwrap();
        assert!(seen.can.allow && seen.can.stop && !seen.can.now);
        house.later(60);
        house.work().await;
        assert_eq!(house.last().await.state, RunState::Asking, "it waits for the answer");
        let cards = attention::list(&house.app, &house.boss).await.unwrap();
        assert_eq!((cards.len(), cards[0].record.as_str()), (1, "Sync of Shelf"), "{}", house.kind());
        assert_eq!(attention::count(&house.app, &house.boss).await.unwrap(), 1);
        house.shelf.with(|shelves| shelves.calls.clear());
        allow(&house.app, &house.boss, house.there).await.unwrap();
        house.work().await;
        house.is_done(&house.last().await);
        assert_eq!(house.shelf.with(|shelves| shelves.calls[0].clone()), "page candidate 6");
        assert_eq!(house.last().await.tally[&RecordKind::Candidate].changed, 60, "{}", house.kind());
        let again = allow(&house.app, &house.boss, house.there).await.unwrap_err();
        assert!(matches!(again, Error::Conflict(_)));
    }
}

#[tokio::test]
async fn so_many_that_are_gone_are_not_even_asked_for() {
    for house in houses().await {
        house.stock(60);
        house.first().await;
        house.shelf.with(|shelves| {
            shelves.rows.retain(|(kind, id), _| *kind != RecordKind::Application || *id > 30);
            shelves.calls.clear();
        });
        let run = house.run(RunMode::Full).await;
        assert_eq!(run.state, RunState::Asking, "{}", house.kind());
        assert!(run.sentence.unwrap().contains("30 of the 60 applications"));
        assert!(house.shelf.with(|shelves| shelves.calls.iter().all(|call| !call.starts_with("fetch"))));
        stop(&house.app, &house.boss, house.there).await.unwrap();
        assert_eq!(house.known(RecordKind::Application).await, 60, "nothing was removed");
        assert_eq!(house.last().await.state, RunState::Stopped);
    }
}
