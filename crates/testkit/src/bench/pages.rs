//! How long pages take with very many candidates.

use std::time::{Duration, Instant};

use serde::Serialize;
use store::testing::Fresh;

use super::{
    Plan,
    crowd::{Crowd, ON_BOARD, fill},
};
use crate::{Stage, hub::Visitor, stage::Scenery};

/// How long one page took.
#[derive(Debug, Serialize)]
pub struct PageTimes {
    /// Which page.
    pub page: String,
    /// The median, in milliseconds.
    pub p50_ms: f64,
    /// What 95 of 100 requests stay below, in milliseconds.
    pub p95_ms: f64,
    /// Size of the page as it is sent, in KiB.
    pub kib: usize,
}

pub(super) async fn measure(fresh: Fresh, plan: &Plan) -> Vec<PageTimes> {
    let stage = Stage::on(fresh, Scenery::default()).await;
    let crowd = fill(&stage, plan.candidates).await;
    let mut hub = stage.process("bench-hub", "serve", &["--listen", "127.0.0.1:0", "--no-worker"]);
    let visitor = Visitor::at(hub.address("Gangway is at ").await, &stage.session);
    let mut times = vec![];
    for (page, paths) in pages(&crowd, plan.requests) {
        times.push(time(&visitor, page, &paths).await);
    }
    times
}

/// Each page with the paths that are asked for in turn.
fn pages(crowd: &Crowd, requests: usize) -> Vec<(String, Vec<String>)> {
    let names = ["lindgren", "tanaka", "hire777@", "maeve", "solbakken tobias", "nobody at all"];
    let every = (crowd.candidates.len() / requests).max(1);
    let search = |name: &str| format!("/candidates?q={}", name.replace(' ', "+").replace('@', "%40"));
    vec![
        ("candidates list".into(), vec!["/candidates".into()]),
        ("candidates list, searched".into(), names.map(search).into()),
        (
            "candidates list, searched and filtered".into(),
            names.map(|name| format!("{}&job={}&source=Referral", search(name), crowd.job)).into(),
        ),
        (format!("board with {ON_BOARD} cards"), vec![format!("/jobs/{}/board", crowd.board)]),
        (
            "profile".into(),
            crowd.candidates.iter().step_by(every).map(|id| format!("/candidates/{id}")).collect(),
        ),
        ("jobs list".into(), vec!["/jobs".into()]),
    ]
    .into_iter()
    .map(|(page, paths): (String, Vec<String>)| (page, paths.into_iter().cycle().take(requests).collect()))
    .collect()
}

async fn time(visitor: &Visitor, page: String, paths: &[String]) -> PageTimes {
    let mut took = vec![];
    let mut bytes = 0;
    // The first request of a page fills caches; people come after somebody else.
    visitor.get(&paths[0]).await;
    for path in paths {
        let began = Instant::now();
        let answer = visitor.get(path).await;
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        bytes = answer.bytes().await.unwrap().len();
        took.push(began.elapsed());
    }
    took.sort_unstable();
    let part = |part: f64| milliseconds(took[((took.len() - 1) as f64 * part) as usize]);
    PageTimes { page, p50_ms: part(0.5), p95_ms: part(0.95), kib: bytes / 1024 }
}

fn milliseconds(time: Duration) -> f64 {
    1_000.0 * time.as_secs_f64()
}
