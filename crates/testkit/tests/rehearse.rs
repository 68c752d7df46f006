//! A connection changes the API that it speaks: rehearsed first, and then without a record of it becoming another.

use std::collections::BTreeSet;

use connect::Credentials;
use engine::{
    integrations::{change_api::change_api, get, rehearse::rehearse},
    sync::{Run, now::sync_now, overview::overview},
};
use model::{
    ConnectionId,
    remote::RecordKind,
    sync::{RunMode, RunState},
};
use testkit::Stage;

const VENDOR: &str = "greenhouse";

/// The sandbox's credentials for one of the vendor's APIs.
fn speaking(stage: &Stage, api: &str) -> Credentials {
    stage.credentials(VENDOR).with("api", api)
}

/// The newest run that is over, after everything that is due.
async fn last(stage: &Stage, connection: ConnectionId) -> Run {
    stage.deliver().await;
    let found = overview(&stage.app, &stage.administrator, connection).await.unwrap().unwrap();
    let run = found.runs.into_iter().next().unwrap();
    assert_eq!(run.state, RunState::Done, "{:?}", run.sentence);
    run
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_version_changes_and_every_record_stays_the_one_it_was() {
    let stage = Stage::sqlite().await;
    let (app, actor) = (&stage.app, &stage.administrator);
    let connection = stage.connect_with(VENDOR, speaking(&stage, "v1")).await;
    let first = last(&stage, connection).await;
    assert!(first.tally[&RecordKind::Application].made > 50, "{:?}", first.tally);

    let rows = || stage.world(VENDOR).read(|documents| documents["rows"].clone());
    let before = rows();
    let found = rehearse(app, actor, connection, &speaking(&stage, "v3"), |_, _| {}).await.unwrap();
    assert!(before == rows(), "a rehearsal writes nothing");
    let told = stage.texts("select entry as told from call_log", ["told"]).await;
    assert!(told.iter().any(|[told]| told.contains("/v3/candidates")), "its calls stand in the log");
    assert_eq!((found.now.as_str(), found.then.as_str()), ("v1", "v3"));
    assert_eq!(found.fields, Vec::<String>::new());
    for (kind, compared) in &found.kinds {
        let parts: BTreeSet<&str> = compared.differences.iter().map(|one| one.part.as_str()).collect();
        assert_eq!((compared.only_now.0, compared.only_then.0, parts), (0, 0, BTreeSet::new()), "{kind:?}");
        assert!(compared.both > 0);
    }

    // To the version that is spoken already there is nothing to change.
    let same = rehearse(app, actor, connection, &speaking(&stage, "v1"), |_, _| {}).await;
    assert!(same.unwrap_err().to_string().contains("speaks this API already"));
    change_api(app, actor, connection, &speaking(&stage, "v3")).await.unwrap();
    let now = get(app, actor, connection).await.unwrap();
    assert_eq!(now.settings["api"], "v3");
    assert!(!now.secrets.contains_key("api_key") && now.secrets.contains_key("client_secret"));

    sync_now(app, actor, connection, RunMode::Full).await.unwrap();
    let second = last(&stage, connection).await;
    for (kind, counts) in &second.tally {
        assert_eq!((counts.made, counts.changed, counts.gone), (0, 0, 0), "{kind:?}: {counts:?}");
        assert_eq!(counts.seen, first.tally[kind].seen, "{kind:?}");
    }
}
