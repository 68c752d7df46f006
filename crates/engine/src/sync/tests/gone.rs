//! What is gone there is confirmed one by one before it counts as gone.

use model::{
    job::JobStatus,
    remote::RecordKind,
    sync::{RunMode, RunState},
};

use crate::sync::{
    origin::origin,
    testing::{a_job, a_person, houses},
};

#[tokio::test]
async fn a_record_that_is_no_longer_there_is_marked_and_a_job_closed() {
    for house in houses().await {
        house.stock(10);
        house.first().await;
        house.later(15);
        house.shelf.with(|shelves| {
            shelves.rows.remove(&(RecordKind::Job, 2));
            shelves.rows.remove(&(RecordKind::Candidate, 4));
        });
        let run = house.run(RunMode::Full).await;
        house.is_done(&run);
        assert_eq!((run.tally[&RecordKind::Job].gone, run.tally[&RecordKind::Candidate].gone), (1, 1));
        let job = house.local(RecordKind::Job, 2).await;
        let kept = store::hiring::job::get(&house.app.db, house.boss.workspace, job.local.unwrap().into());
        assert_eq!(kept.await.unwrap().unwrap().status, JobStatus::Closed, "{}", house.kind());
        let person = house.local(RecordKind::Candidate, 4).await.local.unwrap();
        let from = origin(&house.app, &house.boss, RecordKind::Candidate, &[person]).await.unwrap();
        assert!(from[&person].gone && from[&person].link.ends_with("/candidate/4"));
        assert!(house.notes().await.iter().any(|note| note.starts_with("gone: No longer in Shelf")));
        // It comes back there, and so it does here, as the one it was.
        house.later(15);
        house.put(4, a_person("P4"));
        house.run(RunMode::Changes).await;
        let back = house.local(RecordKind::Candidate, 4).await;
        assert_eq!((back.local, back.gone_at), (Some(person), None), "{}", house.kind());
    }
}

#[tokio::test]
async fn a_record_that_is_hidden_stays() {
    for house in houses().await {
        house.stock(10);
        house.first().await;
        house.shelf.with(|shelves| shelves.hidden.insert((RecordKind::Candidate, 4)));
        let run = house.run(RunMode::Full).await;
        house.is_done(&run);
        assert_eq!(run.tally[&RecordKind::Candidate].gone, 0);
        assert_eq!(house.local(RecordKind::Candidate, 4).await.gone_at, None, "{}", house.kind());
        assert!(house.notes().await.iter().any(|note| note.starts_with("hidden: ")));
        // The numbers differ for a known reason, so nothing is read again for it.
        house.later(120);
        house.work().await;
        let last = house.last().await;
        assert_eq!((last.mode, last.state), (RunMode::Changes, RunState::Done), "{}", house.kind());
    }
}

#[tokio::test]
async fn a_record_that_no_list_has_any_more_and_that_is_there_stays_in_step() {
    for house in houses().await {
        house.stock(10);
        house.first().await;
        house.later(15);
        house.put(2, a_job("Head cook"));
        house.shelf.with(|shelves| shelves.unlisted.insert((RecordKind::Job, 2)));
        let run = house.run(RunMode::Full).await;
        house.is_done(&run);
        assert_eq!(run.tally[&RecordKind::Job].gone, 0, "{}", house.kind());
        let row = house.local(RecordKind::Job, 2).await;
        assert_eq!(row.gone_at, None);
        let kept = store::hiring::job::get(&house.app.db, house.boss.workspace, row.local.unwrap().into());
        let kept = kept.await.unwrap().unwrap();
        assert_eq!((kept.title.as_str(), kept.status), ("Head cook", JobStatus::Open), "{}", house.kind());
        let said = house.notes().await;
        assert!(said.iter().any(|note| note.starts_with("hidden: Shelf did not list it")), "{said:?}");
    }
}

#[tokio::test]
async fn a_record_that_only_slipped_past_is_taken_over() {
    for house in houses().await {
        house.stock(10);
        house.first().await;
        house.later(5);
        // Nothing went, but the pages leave one out that is there.
        house.put(5, a_person("Petra"));
        let row = house.shelf.with(|shelves| shelves.rows.remove(&(RecordKind::Candidate, 5)).unwrap());
        let mut kept = Some(row);
        let back = move |shelves: &mut crate::sync::testing::Shelves, kind: RecordKind, _: usize| {
            if let Some(row) = kept.take_if(|_| kind == RecordKind::Application) {
                shelves.rows.insert((RecordKind::Candidate, 5), row);
            }
        };
        house.shelf.with(|shelves| shelves.between = Some(Box::new(back)));
        house.run(RunMode::Full).await;
        let gone = house.local(RecordKind::Candidate, 5).await;
        assert!(gone.gone_at.is_some(), "it was not there when it was asked for");
        house.run(RunMode::Full).await;
        assert_eq!(house.local(RecordKind::Candidate, 5).await.gone_at, None, "{}", house.kind());
    }
}
