//! What is no longer there, or no longer shown; and a run that would change too much.

use std::time::Duration;

use engine::{
    integrations::get,
    sync::{allow::allow, stop::stop},
};
use model::{
    connection::ConnectionStatus,
    remote::RecordKind,
    sync::{RunMode, RunState},
};
use serde_json::json;
use testkit::applicants::Applicants;

use super::{
    picture,
    scene::{Scene, sum},
    there::VENDOR,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_deleted_there_is_gone_here_after_a_full_run() {
    for scene in Scene::each().await {
        let gone = scene.there.standing("applied")[..3].to_vec();
        for id in &gone {
            scene.there.delete(id).await;
        }
        let run = scene.run(RunMode::Full).await;
        assert_eq!((run.state, sum(&run).gone), (RunState::Done, 3), "{:?}", run.sentence);
        for id in &gone {
            assert!(scene.mirror(RecordKind::Application, id).await.gone_at.is_some());
            // What is known of it stays: nothing is deleted because somebody deleted it elsewhere.
            assert_eq!(scene.stands_in(id).await, "Applied");
        }
        scene.in_step("after three were deleted").await;
        let again = scene.run(RunMode::Full).await;
        assert_eq!((again.state, sum(&again).gone), (RunState::Done, 0), "gone is said once");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_count_that_differs_brings_a_full_run_by_itself() {
    let scene = Scene::one().await;
    scene.there.delete(&scene.there.standing("applied")[0]).await;
    let last = scene.run(RunMode::Changes).await;
    assert_eq!((last.mode, last.trigger.as_str()), (RunMode::Full, "census"));
    scene.in_step("after the census").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_right_that_is_lost_in_the_middle_of_a_run_removes_nothing() {
    let scene = Scene::one().await;
    let before = picture::here(&scene.stage).await;
    scene.stage.set_faults(VENDOR, "delay[GET]=1:300ms").await;
    scene.ask(RunMode::Full).await;
    assert!(scene.overview().await.current.is_some());
    let looking = async {
        // The jobs are read, and the people are about to be.
        let begun = async || {
            let current = scene.overview().await.current;
            current.is_none_or(|run| run.progress["done"].to_string().contains("job"))
        };
        while !begun().await {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        scene.there.world.change(Applicants::of(VENDOR).forbid);
    };
    tokio::join!(scene.stage.deliver(), looking);
    scene.stage.set_faults(VENDOR, "").await;
    let run = scene.last().await;
    let sentence = run.sentence.clone().unwrap_or_default();
    assert_eq!((run.state, sum(&run).gone, sum(&run).changed), (RunState::Partial, 0, 0), "{sentence}");
    assert!(sentence.contains("may not"), "it says what the key lacks: {sentence}");
    before.assert_same(&picture::here(&scene.stage).await, "nothing removed, nothing cleared");
    // Nor do the next ones, for as long as it is so.
    for mode in [RunMode::Changes, RunMode::Full] {
        let run = scene.run(mode).await;
        assert_ne!(run.state, RunState::Done, "{mode:?}");
        assert_eq!(sum(&run).gone, 0);
        before.assert_same(&picture::here(&scene.stage).await, "nothing removed later");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_key_stops_everything_with_a_sentence() {
    let scene = Scene::one().await;
    let before = picture::here(&scene.stage).await;
    scene.there.world.change(|documents| documents["keys"][0]["key"] = json!("another key"));
    let run = scene.run(RunMode::Full).await;
    assert_eq!(run.state, RunState::Failed);
    assert!(run.sentence.unwrap().contains("nothing was removed"));
    let (app, actor) = (&scene.stage.app, &scene.stage.administrator);
    let connection = get(app, actor, scene.connection).await.unwrap();
    assert_eq!(connection.status, ConnectionStatus::Broken);
    assert!(!connection.last_problem.unwrap().1.is_empty());
    before.assert_same(&picture::here(&scene.stage).await, "nothing removed");
    assert!(scene.overview().await.next_at.is_none(), "a person has to come first");
}

/// Forty in a hundred applications are rejected there, all at once; gives how many.
fn reject_many(scene: &Scene) -> usize {
    let now = scene.stage.app.now().strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string();
    let open = [scene.there.standing("applied"), scene.there.standing("review")].concat();
    let many = scene.there.records("applications").len() * 2 / 5;
    assert!(open.len() >= many && many > 20);
    for id in &open[..many] {
        let stage = scene.there.stage(&scene.there.job_of(id), "rejected");
        scene.there.world.change(|documents| {
            let one = &mut documents["resources"]["applications"][id];
            one["rels"]["stage"] = json!(stage);
            one["attributes"]["updated_at"] = json!(now);
        });
    }
    many
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_that_would_change_too_much_asks_first() {
    for (allowed, scene) in [(true, Scene::one().await), (false, Scene::one().await)] {
        let before = picture::here(&scene.stage).await;
        let many = reject_many(&scene);
        scene.ask(RunMode::Changes).await;
        scene.stage.deliver().await;
        let asking = scene.overview().await.current.unwrap();
        assert_eq!(asking.state, RunState::Asking);
        let sentence = asking.sentence.unwrap();
        assert!(sentence.contains(&many.to_string()), "{sentence}");
        before.assert_same(&picture::here(&scene.stage).await, "nothing was done before the answer");
        let (app, actor) = (&scene.stage.app, &scene.stage.administrator);
        if allowed {
            allow(app, actor, scene.connection).await.unwrap();
            scene.stage.deliver().await;
            assert_eq!(scene.last().await.state, RunState::Done);
            scene.in_step("allowed").await;
        } else {
            stop(app, actor, scene.connection).await.unwrap();
            scene.stage.deliver().await;
            assert_eq!(scene.last().await.state, RunState::Stopped);
            before.assert_same(&picture::here(&scene.stage).await, "stopped");
        }
    }
}
