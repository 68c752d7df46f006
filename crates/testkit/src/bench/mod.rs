//! Measuring: hires delivered a second, what each costs the hub, how long pages take, how much memory it rests at.
//!
//! The program that is measured is the real one in a process of its own; the sandboxes live in the bench's process,
//! so that the hub's CPU and memory are the hub's alone.

mod crowd;
mod delivery;
pub mod identity;
mod memory;
mod pages;
mod report;
pub mod screen;
pub mod search;
mod start;
pub mod sync;

use serde::Serialize;
use store::testing::{self, Fresh};

pub use delivery::Delivery;
pub use pages::PageTimes;
pub use report::Report;
pub use start::Start;

/// How much is measured.
#[derive(Clone, Debug, Serialize)]
pub struct Plan {
    /// How many hires are delivered.
    pub hires: usize,
    /// How many candidates there are when pages are measured.
    pub candidates: usize,
    /// How many requests are made of each page.
    pub requests: usize,
    /// The vendor whose sandbox takes the hires.
    pub vendor: String,
}

/// Measures everything once; on SQLite, or on a PostgreSQL server where databases may be made.
///
/// # Panics
/// Where it can't be measured: no program, no database.
pub async fn run(plan: Plan, server: Option<&str>) -> Report {
    // Chooses the TLS provider, which the first client of a process needs even for plain HTTP.
    connect::Http::new(None).unwrap();
    let start = start::measure().await;
    let delivery = delivery::measure(fresh(server).await, &plan).await;
    let pages = pages::measure(fresh(server).await, &plan).await;
    Report { plan, database: server.map_or("SQLite", |_| "PostgreSQL"), start, delivery, pages }
}

async fn fresh(server: Option<&str>) -> Fresh {
    match server {
        Some(server) => testing::postgres(server).await,
        None => testing::sqlite().await,
    }
}
