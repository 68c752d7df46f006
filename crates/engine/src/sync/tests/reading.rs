//! What is there comes here, once, and what changed there changes here.

use std::time::Duration;

use jiff::SignedDuration;
use model::{
    remote::RecordKind,
    sync::{RunMode, RunState, RunTrigger},
};

use crate::sync::testing::{House, a_job, a_person, an_application, applied, houses};

fn made(house: &House, run: &super::super::Run, kind: RecordKind) -> (u64, u64, u64, u64) {
    let counts = run.tally[&kind];
    assert_eq!(counts.skipped, 0, "{}", house.kind());
    (counts.seen, counts.made, counts.changed, counts.unchanged)
}

#[tokio::test]
async fn the_first_run_reads_everything_and_the_next_only_what_changed() {
    for house in houses().await {
        house.stock(7);
        let first = house.first().await;
        house.is_done(&first);
        assert_eq!((first.mode, first.trigger), (RunMode::Full, RunTrigger::First));
        assert_eq!(made(&house, &first, RecordKind::Job), (2, 2, 0, 0));
        assert_eq!(made(&house, &first, RecordKind::Candidate), (7, 7, 0, 0));
        assert_eq!(made(&house, &first, RecordKind::Application), (7, 7, 0, 0));
        house.later(15);
        house.put(3, a_person("Petra"));
        house.put(8, a_person("P8"));
        house.work().await;
        let second = house.last().await;
        house.is_done(&second);
        assert_eq!((second.mode, second.trigger), (RunMode::Changes, RunTrigger::Schedule));
        assert_eq!(made(&house, &second, RecordKind::Candidate), (2, 1, 1, 0));
        assert_eq!(made(&house, &second, RecordKind::Application).0, 0);
        let pages: Vec<_> = house.shelf.with(|shelves| std::mem::take(&mut shelves.calls));
        assert_eq!(pages.iter().filter(|call| call.starts_with("page candidate")).count(), 3 + 1);
    }
}

#[tokio::test]
async fn everything_read_again_changes_nothing() {
    for house in houses().await {
        house.stock(7);
        house.first().await;
        house.later(1);
        let lines = store::audit::recent(&house.app.db, house.boss.workspace, 500).await.unwrap().len();
        let again = house.run(RunMode::Full).await;
        house.is_done(&again);
        assert_eq!(made(&house, &again, RecordKind::Candidate), (7, 0, 0, 7));
        assert_eq!(made(&house, &again, RecordKind::Application), (7, 0, 0, 7));
        let after = store::audit::recent(&house.app.db, house.boss.workspace, 500).await.unwrap().len();
        assert_eq!(after, lines + 2, "that it was asked for, and that it is done");
    }
}

#[tokio::test]
async fn a_record_dated_in_the_future_does_not_blind_later_runs() {
    for house in houses().await {
        house.stock(4);
        let future = house.now() + Duration::from_secs(400 * 86_400);
        house.shelf.with(|shelves| shelves.put(2, a_person("Future"), future));
        house.first().await;
        house.later(15);
        house.put(3, a_person("Petra"));
        let next = house.run(RunMode::Changes).await;
        house.is_done(&next);
        assert_eq!(next.tally[&RecordKind::Candidate].changed, 1, "{}", house.kind());
        // And once its date is put right, that is seen too.
        house.later(15);
        house.put(2, a_person("Present"));
        let next = house.run(RunMode::Changes).await;
        assert_eq!(next.tally[&RecordKind::Candidate].changed, 1, "{}", house.kind());
    }
}

#[tokio::test]
async fn a_clock_ten_minutes_off_loses_nothing() {
    for house in houses().await {
        house.stock(4);
        house.first().await;
        for minutes in [-10, 10] {
            let offset = SignedDuration::from_mins(minutes);
            house.shelf.with(|shelves| shelves.offset = offset);
            house.run(RunMode::Full).await;
            // Changed there a moment after everything was read, by the clock there.
            let there = house.now() + offset + Duration::from_secs(1);
            house.shelf.with(|shelves| shelves.put(3, a_person(&format!("Off{minutes}")), there));
            house.later(5);
            let next = house.run(RunMode::Changes).await;
            assert_eq!(next.tally[&RecordKind::Candidate].changed, 1, "{} {minutes}", house.kind());
        }
    }
}

#[tokio::test]
async fn a_clock_that_went_back_between_two_runs_loses_nothing() {
    for house in houses().await {
        house.stock(4);
        house.first().await;
        house.later(15);
        house.put(2, a_person("Before"));
        house.run(RunMode::Changes).await;
        // An hour back, and changed there five minutes later: by its date before the run that is over, and for one of
        // them before what is known of it.
        let offset = SignedDuration::from_hours(-1);
        let there = house.now() + offset + Duration::from_secs(300);
        house.shelf.with(|shelves| {
            shelves.offset = offset;
            shelves.put(2, a_person("After"), there);
            shelves.put(3, a_person("Petra"), there);
        });
        house.later(70);
        let next = house.run(RunMode::Changes).await;
        house.is_done(&next);
        assert_eq!(
            (next.mode, next.tally[&RecordKind::Candidate].changed),
            (RunMode::Full, 2),
            "{}",
            house.kind()
        );
        let notes = house.notes().await.join("\n");
        assert!(notes.contains("clock: The clock of Shelf went back by 3600 seconds"), "{notes}");
        let next = house.run(RunMode::Changes).await;
        assert_eq!((next.mode, next.tally[&RecordKind::Candidate].changed), (RunMode::Changes, 0));
    }
}

#[tokio::test]
async fn a_status_change_on_an_old_application_is_seen() {
    for house in houses().await {
        house.stock(5);
        house.first().await;
        assert_eq!(house.stage(1).await, "NEW");
        house.later(15);
        house.put(1, applied(an_application(1, 1, "talk")));
        let next = house.run(RunMode::Changes).await;
        assert_eq!(next.tally[&RecordKind::Application].changed, 1, "{}", house.kind());
        assert_eq!(house.stage(1).await, "TALK");
        let id = house.application(1).await.id;
        let steps = store::hiring::movement::of(&house.app.db, house.boss.workspace, &[id]).await.unwrap();
        let told: Vec<_> =
            steps.iter().map(|step| (step.from.as_deref(), step.to.as_str(), &*step.actor)).collect();
        assert_eq!(told, [(None, "NEW", "Shelf"), (Some("NEW"), "TALK", "Shelf")]);
    }
}

#[tokio::test]
async fn a_difference_of_numbers_makes_everything_be_read_once_an_hour() {
    for house in houses().await {
        house.stock(5);
        house.first().await;
        house.later(15);
        // It slipped past the window of changes: no run of changes will ever see it.
        let long_ago = house.now() - Duration::from_secs(9000);
        house.shelf.with(|shelves| shelves.put(6, a_person("Late"), long_ago));
        house.work().await;
        let last = house.last().await;
        assert_eq!((last.mode, last.trigger), (RunMode::Full, RunTrigger::Census), "{}", house.kind());
        assert_eq!(last.tally[&RecordKind::Candidate].made, 1);
        house.later(15);
        house.shelf.with(|shelves| shelves.put(7, a_person("Later"), long_ago));
        house.work().await;
        let last = house.last().await;
        assert_eq!((last.mode, last.state), (RunMode::Changes, RunState::Done));
        assert!(last.sentence.unwrap().contains("7 candidates, of which 6"), "{}", house.kind());
    }
}

#[tokio::test]
async fn what_an_application_refers_to_is_fetched_or_looked_for_again() {
    for house in houses().await {
        house.stock(2);
        house.first().await;
        house.later(15);
        let long_ago = house.now() - Duration::from_secs(9000);
        house.shelf.with(|shelves| {
            shelves.put(9, a_job("Late"), long_ago);
            shelves.put(9, a_person("Late"), long_ago);
        });
        house.put(3, applied(an_application(9, 9, "talk")));
        house.put(4, applied(an_application(77, 1, "new")));
        house.work().await;
        assert_eq!(house.stage(3).await, "TALK", "{}", house.kind());
        let waits = house.local(RecordKind::Application, 4).await;
        assert!(waits.local.is_none() && waits.problem.unwrap().contains("candidate 77"));
        house.later(15);
        house.shelf.with(|shelves| shelves.put(77, a_person("There"), long_ago));
        house.run(RunMode::Changes).await;
        assert_eq!(house.stage(4).await, "NEW", "{}", house.kind());
    }
}
