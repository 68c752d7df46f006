//! The first run, and the next one after which nothing happened.

use model::{
    remote::RecordKind,
    sync::{RunMode, RunState},
};
use store::hiring::attachment;

use super::{
    picture,
    scene::{Scene, sum},
};

/// More requests than this a run without news has no reason for: a page and a count of each of three kinds, the list
/// of fields, and one to spare.
const FEW_REQUESTS: u64 = 8;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_run_brings_everything_and_the_next_ones_nothing() {
    for scene in Scene::each().await {
        scene.in_step("after the first run").await;
        let there = picture::there(&scene.there);
        for what in ["jobs", "stages", "people", "applications", "answers", "tags", "values", "files"] {
            assert!(there.count(what) > 5, "only {} {what} to compare", there.count(what));
        }
        let first = scene.last().await;
        assert_eq!(first.tally[&RecordKind::Candidate].made as usize, there.count("people"));
        assert_eq!(first.tally[&RecordKind::Application].made as usize, there.count("applications"));
        for mode in [RunMode::Changes, RunMode::Full] {
            let run = scene.run(mode).await;
            let did = sum(&run);
            assert_eq!((run.state, run.mode), (RunState::Done, mode), "{:?}", run.sentence);
            assert_eq!((did.made, did.changed, did.gone, did.skipped), (0, 0, 0, 0), "{mode:?}");
            assert!(run.requests <= FEW_REQUESTS, "{mode:?}: {} requests", run.requests);
            scene.in_step("after a run without news").await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_resume_arrives_byte_for_byte() {
    for scene in Scene::each().await {
        let applications = scene.there.records("applications");
        let with_file = |one: &&serde_json::Value| one["attributes"]["attachments"][0].is_object();
        let id = applications.values().find(with_file).unwrap()["id"].as_str().unwrap().to_owned();
        let (_, candidate) = scene.here(&id).await;
        let (db, space) = (&scene.stage.app.db, scene.stage.administrator.workspace);
        let there = scene.there.first_file(&id).await;
        assert!(there.starts_with(b"%PDF"));
        let mut same = 0;
        for file in attachment::of_candidate(db, space, candidate).await.unwrap() {
            let bytes = attachment::bytes(db, space, file.id).await.unwrap().unwrap();
            same += usize::from(bytes == there);
            assert_eq!(file.kind.as_str(), "resume");
        }
        assert_eq!(same, 1, "the file is with the candidate once");
    }
}
