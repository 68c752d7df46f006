//! Answers that fail, and records that can't be read: the rest goes on.

use model::{
    remote::RecordKind,
    sync::{RunMode, RunState},
};
use serde_json::json;
use store::sync::note;

use super::{
    scene::{Scene, sum},
    there::VENDOR,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn minutes_without_a_call_are_waited_for() {
    let scene = Scene::patient(50).await;
    scene.stage.set_faults(VENDOR, "429[GET /api]=1:120s").await;
    for _ in 0..6 {
        scene.stage.deliver().await;
        let waiting = scene.overview().await.current.unwrap();
        assert_eq!(waiting.state, RunState::Running, "it is not given up");
        scene.stage.bring_forward().await;
    }
    scene.stage.set_faults(VENDOR, "").await;
    scene.stage.deliver().await;
    let run = scene.last().await;
    assert_eq!(run.state, RunState::Done, "{:?}", run.sentence);
    scene.in_step("after twelve minutes of too many calls").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_survives_answers_that_fail() {
    // Not so often that a file is given up, which is asked for five times.
    for faults in [
        "500=0.1,503=0.05:1s",
        "cut_body=0.1",
        "malformed=0.1",
        "drop_after=0.1,refuse=0.05",
        "repeated_page=0.1",
    ] {
        let scene = Scene::patient(50).await;
        scene.stage.set_faults(VENDOR, faults).await;
        scene.go_on(12).await;
        scene.stage.set_faults(VENDOR, "").await;
        scene.go_on(1).await;
        if scene.overview().await.can.now {
            scene.ask(RunMode::Full).await;
            scene.go_on(1).await;
        }
        let run = scene.last().await;
        assert_eq!(run.state, RunState::Done, "{faults}: {:?}", run.sentence);
        scene.in_step(faults).await;
        let kinds = scene.stage.texts("select content_type as kind from attachment", ["kind"]).await;
        assert!(kinds.iter().all(|[kind]| kind == "application/pdf"), "{faults}: {kinds:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_record_that_can_not_be_read_is_kept_as_it_came_and_the_rest_goes_on() {
    for scene in Scene::each().await {
        let ids = scene.there.standing("applied");
        let (broken, moved) = (&ids[0], &ids[1]);
        let whole = scene.there.records("applications")[broken].clone();
        scene.there.edit("applications", broken, json!({"town": "Somewhere"})).await;
        scene.there.set("applications", broken, "created_at", json!("some time ago"));
        scene.there.move_to_meaning(moved, "interview").await;
        let run = scene.run(RunMode::Changes).await;
        assert_eq!((run.state, sum(&run).skipped), (RunState::Done, 1), "{:?}", run.sentence);
        assert_eq!(scene.stands_in(moved).await, "Interview", "the rest goes on");
        let kept = scene.mirror(RecordKind::Application, broken).await;
        assert!(kept.raw.unwrap().contains("some time ago"), "as it came");
        assert!(kept.problem.is_some() && kept.gone_at.is_none() && kept.local.is_some());
        assert_eq!(scene.stands_in(broken).await, "Applied", "what is known of it stays");
        let (db, space) = (&scene.stage.app.db, scene.stage.administrator.workspace);
        let notes = note::of_run(db, space, run.id, 10, 0).await.unwrap();
        assert!(notes.iter().any(|note| note.what == "skipped" && note.external_id == *broken), "{notes:?}");
        // A full run does not take it for gone, and it comes back once it can be read.
        let run = scene.run(RunMode::Full).await;
        assert_eq!((run.state, sum(&run).gone), (RunState::Done, 0), "{:?}", run.sentence);
        scene.there.set("applications", broken, "created_at", whole["attributes"]["created_at"].clone());
        scene.run(RunMode::Full).await;
        assert!(scene.mirror(RecordKind::Application, broken).await.raw.is_none());
        scene.in_step("mended").await;
    }
}
