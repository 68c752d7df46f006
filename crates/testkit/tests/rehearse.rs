//! A connection changes the API that it speaks: rehearsed first, and then without a record of it becoming another.

use std::collections::BTreeSet;

use connect::Credentials;
use engine::{
    integrations::{
        change_api::change_api,
        get,
        rehearse::{
            kept::{self, Stands, standing},
            rehearse,
        },
    },
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rehearsal_goes_on_by_itself_and_is_found_again() {
    let stage = Stage::sqlite().await;
    let (app, actor) = (&stage.app, &stage.administrator);
    let connection = stage.connect_with(VENDOR, speaking(&stage, "v1")).await;
    last(&stage, connection).await;
    let begin = async |typed: Credentials| kept::begin(app, actor, connection, &typed).await;
    let stands = async || standing(app, actor, connection).await.unwrap().map(|last| last.stands);
    assert!(stands().await.is_none());
    assert!(kept::change(app, actor, connection).await.unwrap_err().to_string().contains("Rehearse"));
    let empty = speaking(&stage, "v3").with("client_secret", "");
    assert_eq!(begin(empty).await.unwrap_err().problems()[0].field, "client_secret");

    // Asked for once at a time; stopped, and asked for anew before the worker came to it.
    begin(speaking(&stage, "v3")).await.unwrap();
    assert!(matches!(stands().await, Some(Stands::Running(_))));
    let twice = begin(speaking(&stage, "v3")).await.unwrap_err().to_string();
    assert!(twice.contains("A rehearsal goes on"), "{twice}");
    kept::forget(app, actor, connection).await.unwrap();
    assert!(stands().await.is_none());

    // One that can't be done says why, and can't be followed by the change.
    begin(speaking(&stage, "v3").with("client_secret", "another-secret")).await.unwrap();
    stage.deliver().await;
    let Some(Stands::Failed(why)) = stands().await else { panic!("the secret is wrong") };
    assert!(why.contains("client"), "{why}");
    assert!(kept::change(app, actor, connection).await.is_err());

    begin(speaking(&stage, "v3")).await.unwrap();
    stage.deliver().await;
    let Some(Stands::Found(found)) = stands().await else { panic!("it was read") };
    assert!(found.is_same() && found.kinds[&RecordKind::Candidate].both >= 50, "{found:?}");
    let kept_rows = stage.texts("select secrets as kept from rehearsal", ["kept"]).await;
    let secret = stage.announcement(VENDOR).credentials["client_secret"].clone();
    assert!(kept_rows.len() == 1 && !kept_rows[0][0].contains(&secret), "what was typed is sealed");

    kept::change(app, actor, connection).await.unwrap();
    assert_eq!(get(app, actor, connection).await.unwrap().settings["api"], "v3");
    assert!(stands().await.is_none());
    assert!(stage.texts("select secrets as kept from rehearsal", ["kept"]).await.is_empty());
}
