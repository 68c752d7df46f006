//! Clocks that disagree, dates that can't be, and news on what is old.

use model::{
    remote::RecordKind,
    sync::{RunMode, RunState},
};
use serde_json::json;
use testkit::Stage;

use super::{
    scene::{Scene, sum},
    there::There,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_record_dated_in_the_future_does_not_blind_later_runs() {
    let scene = Scene::one().await;
    let ids = scene.there.standing("applied");
    let (future, other) = (&ids[0], &ids[1]);
    scene.there.set("applications", future, "town", json!("Tomorrow"));
    scene.there.set("applications", future, "updated_at", json!("2099-01-01T00:00:00+00:00"));
    let run = scene.run(RunMode::Changes).await;
    assert_eq!(run.state, RunState::Done, "{:?}", run.sentence);
    scene.there.move_to_meaning(other, "interview").await;
    let run = scene.run(RunMode::Changes).await;
    assert_eq!(run.mode, RunMode::Changes);
    assert_eq!(scene.stands_in(other).await, "Interview", "seen by a run of changes");
    // And the one from the future is not read as news again and again.
    let run = scene.run(RunMode::Changes).await;
    assert_eq!((sum(&run).changed, sum(&run).made), (0, 0));
    scene.in_step("with a date in the future").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_move_of_an_old_application_is_seen() {
    for scene in Scene::each().await {
        let oldest = scene.there.standing("review").remove(0);
        scene.there.set("applications", &oldest, "created_at", json!("2019-03-01T08:00:00+00:00"));
        scene.there.move_to_meaning(&oldest, "offer").await;
        let run = scene.run(RunMode::Changes).await;
        assert_eq!((run.state, run.mode), (RunState::Done, RunMode::Changes));
        assert_eq!(run.tally[&RecordKind::Application].changed, 1);
        assert_eq!(scene.stands_in(&oldest).await, "Offer");
        scene.in_step("after a move of an old application").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_ten_minutes_off_loses_nothing() {
    for seconds in [600, -600] {
        let stage = Stage::sqlite().await;
        There::of(&stage).advance_clock(seconds).await;
        let scene = Scene::synced(stage).await;
        let mut ids = scene.there.standing("applied").into_iter();
        for round in 0..3 {
            let (moved, edited) = (ids.next().unwrap(), ids.next().unwrap());
            scene.there.move_to_meaning(&moved, "review").await;
            scene.there.edit("applications", &edited, json!({"town": format!("Town {round}")})).await;
            scene.there.apply(&scene.there.job_of(&moved), round).await;
            let run = scene.run(RunMode::Changes).await;
            assert_eq!((run.state, run.mode), (RunState::Done, RunMode::Changes), "{:?}", run.sentence);
            assert_eq!(scene.stands_in(&moved).await, "Review", "{seconds} s off, round {round}");
            scene.in_step(&format!("{seconds} s off, round {round}")).await;
        }
    }
}
