//! Hires delivered a second by one worker, without faults, and the CPU each costs it.

use std::time::{Duration, Instant};

use engine::handoff::bulk::bulk;
use serde::Serialize;
use store::{integrations::handoff, testing::Fresh};
use tokio::time::sleep;

use super::Plan;
use crate::{Stage, hire::Hire, stage::Scenery};

/// What delivering came to.
#[derive(Debug, Serialize)]
pub struct Delivery {
    /// Hires delivered a second.
    pub hires_a_second: f64,
    /// CPU of the worker for each hire, in milliseconds.
    pub cpu_ms_a_hire: f64,
    /// Requests that each hire took.
    pub requests_a_hire: f64,
}

pub(super) async fn measure(fresh: Fresh, plan: &Plan) -> Delivery {
    let stage = Stage::on(fresh, Scenery::default()).await;
    let connection = stage.connect(&plan.vendor).await;
    let opening = stage.opening("Software Engineer").await;
    let hires: Vec<_> = (1..=plan.hires).map(Hire::number).collect();
    let hired = stage.hire_all(&opening, &hires).await;
    let candidates: Vec<_> = hired.iter().map(|hired| hired.candidate).collect();
    bulk(&stage.app, &stage.administrator, &candidates, connection, "bench").await.unwrap();
    let asked = requests(&stage, plan).await;

    let began = Instant::now();
    let worker = stage.worker("bench-worker").await;
    while store::task::count(&stage.app.db).await.unwrap() > 0 {
        sleep(Duration::from_millis(20)).await;
    }
    let (took, cpu) = (began.elapsed().as_secs_f64(), worker.process.cpu().as_secs_f64());

    let counts =
        handoff::counts(&stage.app.db, stage.administrator.workspace, &Default::default()).await.unwrap();
    let all = plan.hires as u64;
    assert_eq!(counts, [(model::handoff::HandoffState::Delivered, all)], "all were delivered");
    let hires = plan.hires as f64;
    Delivery {
        hires_a_second: hires / took,
        cpu_ms_a_hire: 1_000.0 * cpu / hires,
        requests_a_hire: (requests(&stage, plan).await - asked) / hires,
    }
}

async fn requests(stage: &Stage, plan: &Plan) -> f64 {
    stage.counters(&plan.vendor).await["requests"].as_f64().unwrap()
}
