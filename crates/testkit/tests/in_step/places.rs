//! The place from which a run goes on is no longer known there: that kind is read anew, and nothing twice.

use model::{
    remote::RecordKind,
    sync::{RunMode, RunState},
};
use store::sync::run as runs;

use super::{
    picture,
    scene::{Scene, sum},
    there::VENDOR,
};

/// More than one page of people.
const PEOPLE: usize = 1_100;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_that_is_no_longer_known_begins_the_kind_anew() {
    let scene = Scene::patient(PEOPLE).await;
    // The second page does not come, so that the run waits with the place of it.
    scene.stage.set_faults(VENDOR, "429[GET /api/v1/candidates]@2:120s").await;
    scene.stage.deliver().await;
    let mut waiting = scene.overview().await.current.unwrap();
    let place = &mut waiting.progress["walk"];
    assert_eq!(place["kind"], "candidate");
    assert!(place["cursor"].is_string(), "it stands between two pages: {place}");
    place["cursor"] = "a place that was forgotten".into();
    let tx = scene.stage.app.db.begin().await.unwrap();
    assert!(runs::save(&tx, &waiting, RunState::Running).await.unwrap());
    tx.commit().await.unwrap();

    scene.stage.set_faults(VENDOR, "").await;
    scene.go_on(1).await;
    let run = scene.last().await;
    assert_eq!((run.id, run.state), (waiting.id, RunState::Done), "{:?}", run.sentence);
    let people = picture::there(&scene.there).count("people") as u64;
    let counts = run.tally[&RecordKind::Candidate];
    assert_eq!((counts.seen, counts.made, counts.unchanged), (people, people, 1_000), "{counts:?}");
    scene.in_step("after a place that was forgotten").await;
    scene.run(RunMode::Changes).await;
    // The clock does not move here, so that the newest is told by its mode.
    let next = scene.overview().await.runs.into_iter().find(|run| run.mode == RunMode::Changes).unwrap();
    assert_eq!((next.state, sum(&next).changed, sum(&next).made), (RunState::Done, 0, 0));
}
