//! Shell scripts stand in for readers that die in each way.

use std::os::unix::fs::PermissionsExt;

use super::*;

async fn read_with(script: &str) -> Result<Document, ReadError> {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("reader");
    std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
    let limits = Limits { time: Duration::from_millis(500), ..Limits::default() };
    Readers::new(program, vec![], limits).read(b"file").await
}

fn unreadable(read: Result<Document, ReadError>) -> Unreadable {
    match read {
        Err(ReadError::Unreadable(reason)) => reason,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn each_death_is_a_reason() {
    assert_eq!(unreadable(read_with("exec sleep 60").await), Unreadable::TookTooLong);
    assert_eq!(unreadable(read_with("head -c 8 >/dev/null; kill -XCPU $$").await), Unreadable::TookTooLong);
    assert_eq!(unreadable(read_with("head -c 8 >/dev/null; kill -KILL $$").await), Unreadable::TookTooMuch);
    let starved = "head -c 8 >/dev/null; echo memory allocation of 9 bytes failed >&2; kill -ABRT $$";
    assert_eq!(unreadable(read_with(starved).await), Unreadable::TookTooMuch);
    assert_eq!(unreadable(read_with("head -c 8 >/dev/null; kill -ABRT $$").await), Unreadable::BrokeDown);
    assert_eq!(unreadable(read_with("head -c 8 >/dev/null; kill -SEGV $$").await), Unreadable::BrokeDown);
    let nonsense = r"printf '\0\0\0\2[]'; exec sleep 60";
    assert_eq!(unreadable(read_with(nonsense).await), Unreadable::BrokeDown);
}

#[tokio::test]
async fn no_reader_says_nothing_of_the_file() {
    assert!(matches!(read_with("exit 1").await, Err(ReadError::NoReader(_))));
    let gone = Readers::new("/nowhere/reader".into(), vec![], Limits::default());
    assert!(matches!(gone.read(b"file").await, Err(ReadError::NoReader(_))));
}
