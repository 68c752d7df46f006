//! Records come and go while they are read.

use connect::Clock;
use model::{
    remote::RecordKind,
    sync::{RunMode, RunState},
};

use crate::sync::testing::{Shelves, a_person, houses};

#[tokio::test]
async fn a_writer_beside_the_reader_loses_nothing() {
    for house in houses().await {
        house.stock(20);
        let clock = std::sync::Arc::clone(&house.clock);
        let mut left = 2;
        let writer = move |shelves: &mut Shelves, kind: RecordKind, page: usize| {
            if kind == RecordKind::Candidate && page == 2 && left > 0 {
                left -= 1;
                // Somebody on a page that was read goes, so that all others move up by one; somebody else comes.
                let first = *shelves
                    .rows
                    .keys()
                    .find(|(kind, id)| *kind == RecordKind::Candidate && *id > 0)
                    .unwrap();
                shelves.rows.remove(&first);
                shelves.put(100 + left, a_person("New"), clock.now());
            }
        };
        house.shelf.with(|shelves| shelves.between = Some(Box::new(writer)));
        let run = house.first().await;
        house.is_done(&run);
        let there = house.shelf.with(|shelves| {
            shelves
                .rows
                .keys()
                .filter(|(kind, _)| *kind == RecordKind::Candidate)
                .map(|(_, id)| *id)
                .collect::<Vec<_>>()
        });
        for id in &there {
            assert!(house.local(RecordKind::Candidate, *id).await.local.is_some(), "{} {id}", house.kind());
        }
        assert_eq!(house.known(RecordKind::Candidate).await, there.len() as u64, "{}", house.kind());
        assert_eq!(run.tally[&RecordKind::Candidate].seen, there.len() as u64);
    }
}

#[tokio::test]
async fn what_keeps_changing_is_seen_in_part_and_removes_nothing() {
    for house in houses().await {
        house.stock(20);
        house.first().await;
        let writer = move |shelves: &mut Shelves, kind: RecordKind, page: usize| {
            if kind == RecordKind::Candidate && page == 2 {
                let first = *shelves.rows.keys().find(|(kind, _)| *kind == RecordKind::Candidate).unwrap();
                shelves.rows.remove(&first);
            }
        };
        house.shelf.with(|shelves| shelves.between = Some(Box::new(writer)));
        let run = house.run(RunMode::Full).await;
        assert_eq!(run.state, RunState::Partial, "{}", house.kind());
        assert!(run.sentence.unwrap().contains("went away in each of 3 walks"));
        assert_eq!(run.tally[&RecordKind::Candidate].gone, 0);
        assert_eq!(house.known(RecordKind::Candidate).await, 20);
    }
}

#[tokio::test]
async fn a_window_of_changes_that_shrinks_is_read_again() {
    for house in houses().await {
        house.stock(12);
        house.first().await;
        house.later(15);
        for id in 1..=9 {
            house.put(id, a_person(&format!("Q{id}")));
        }
        let mut done = false;
        let writer = move |shelves: &mut Shelves, kind: RecordKind, page: usize| {
            if kind == RecordKind::Candidate && page == 1 && !done {
                done = true;
                shelves.rows.remove(&(RecordKind::Candidate, 1));
            }
        };
        house.shelf.with(|shelves| shelves.between = Some(Box::new(writer)));
        let run = house.run(RunMode::Changes).await;
        assert_eq!(run.tally[&RecordKind::Candidate].changed, 9, "{}: {run:?}", house.kind());
    }
}
