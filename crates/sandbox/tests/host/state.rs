//! The state file.

use std::{path::Path, sync::Arc, time::Duration};

use connect::clock::SystemClock;
use sandbox::{Host, HostError, Options};
use serde_json::{Value, json};

use crate::desk::{Desk, options, start_with};

fn with(state: &Path) -> Options {
    Options { state: Some(state.to_owned()), ..options() }
}

fn read(state: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(state).unwrap()).unwrap()
}

#[tokio::test]
async fn documents_outlive_a_stop() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state.json");
    std::fs::write(&state, json!({ "other": { "kept": true } }).to_string()).unwrap();
    let desk = start_with(with(&state)).await;
    desk.host.world("desk").unwrap().change(|all| all["people"][0]["name"] = "Ana".into());
    desk.host.stop().await.unwrap();
    assert_eq!(read(&state)["other"], json!({ "kept": true }), "another vendor's documents stay");
    let desk = start_with(with(&state)).await;
    assert_eq!(desk.names(), ["Ana", "1-1", "1-2", "1-3"]);
    desk.control("/reset", json!({})).await;
    assert_eq!(desk.names()[0], "1-0");
    let files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(files.len(), 1, "no half-written file is left: {files:?}");
}

#[tokio::test]
async fn a_write_is_saved_soon_without_a_stop() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state.json");
    let desk = start_with(with(&state)).await;
    desk.add("Ana").await.unwrap();
    for _ in 0..50 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        if read(&state)["desk"]["people"][4]["name"] == "Ana" {
            return;
        }
    }
    panic!("the write was not saved within five seconds");
}

#[tokio::test]
async fn a_file_that_is_no_state_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state.json");
    std::fs::write(&state, "my thesis").unwrap();
    let error = Host::start(vec![Arc::new(Desk)], with(&state), Arc::new(SystemClock)).await.err().unwrap();
    assert!(matches!(error, HostError::Load { .. }));
    assert_eq!(std::fs::read(&state).unwrap(), b"my thesis");
}

#[tokio::test]
async fn a_state_that_can_not_be_saved_is_said_at_once_and_at_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let gone = with(&folder.path().join("gone/state.json"));
    let error = Host::start(vec![Arc::new(Desk)], gone, Arc::new(SystemClock)).await.err().unwrap();
    assert!(error.to_string().contains("gone/state.json"), "{error}");

    let desk = start_with(with(&folder.path().join("state.json"))).await;
    folder.close().unwrap();
    assert!(matches!(desk.host.stop().await, Err(HostError::Save { .. })));
}
