//! How long the demo takes until somebody can sign in, and how much memory it rests at.

use std::time::{Duration, Instant};

use serde::Serialize;
use tokio::time::sleep;

use crate::process::Process;

/// How long it is left alone before its memory is read.
const REST: Duration = Duration::from_secs(5);

/// What the demo's start came to.
#[derive(Debug, Serialize)]
pub struct Start {
    /// From the start of the process on an empty folder until the page for signing in was answered, in seconds.
    pub first_seconds: f64,
    /// The same, for a start on what an earlier one left.
    pub again_seconds: f64,
    /// Memory at rest after the first start, in MiB.
    pub rest_mib: f64,
}

pub(super) async fn measure() -> Start {
    let folder = tempfile::tempdir().unwrap();
    let start = |name: &str| {
        let arguments = ["demo", "--data", "demo", "--listen", "127.0.0.1:0"].map(String::from);
        (Instant::now(), Process::start(folder.path(), name, &arguments, &[]))
    };
    let (began, mut demo) = start("first");
    usable(&mut demo).await;
    let first_seconds = began.elapsed().as_secs_f64();
    sleep(REST).await;
    let rest_mib = demo.memory_kib() as f64 / 1024.0;
    demo.kill().await;
    let (began, mut demo) = start("again");
    usable(&mut demo).await;
    Start { first_seconds, again_seconds: began.elapsed().as_secs_f64(), rest_mib }
}

async fn usable(demo: &mut Process) {
    let address = demo.address("Gangway's demo is at ").await;
    loop {
        match reqwest::get(format!("{address}/sign-in")).await {
            Ok(answer) if answer.status().is_success() => return,
            _ => sleep(Duration::from_millis(5)).await,
        }
    }
}
