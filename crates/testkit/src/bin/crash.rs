//! `crash`: kill the worker again and again while hires are on their way, then count employees.

use std::process::ExitCode;

use clap::Parser;
use store::testing;
use testkit::crash::{Storm, run};

/// Pushes hires through faults while the worker is killed, then asks the sandbox: exactly one employee each?
#[derive(Parser)]
struct Options {
    /// How many people are sent
    #[arg(long, default_value_t = 40)]
    hires: usize,
    /// Which part of the requests a fault strikes, from 0 to 1
    #[arg(long, default_value_t = 0.2)]
    faults: f64,
    /// How often a worker is killed
    #[arg(long, default_value_t = 12)]
    kills: usize,
    /// A PostgreSQL server where a database may be made; it stays there. SQLite in a temporary folder otherwise
    #[arg(long, hide_env_values = true)]
    database: Option<String>,
    /// The vendor whose sandbox takes the hires
    #[arg(long, default_value = testkit::tenant::TENANTS[0].vendor)]
    vendor: String,
    /// How many workers there are at a time; two on PostgreSQL, one on SQLite where nothing is said
    #[arg(long)]
    workers: Option<usize>,
    /// The same seed chooses the same moments and faults
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    let Options { hires, faults, kills, database, vendor, workers, seed, json } = Options::parse();
    let workers = workers.unwrap_or(if database.is_some() { 2 } else { 1 });
    let fresh = match database {
        Some(server) => testing::postgres(&server).await,
        None => testing::sqlite().await,
    };
    let report = run(fresh, Storm { vendor, hires, faults, kills, workers, seed }).await;
    match serde_json::to_string(&report) {
        Ok(line) if json => println!("{line}"),
        _ => println!("{report}"),
    }
    if report.passed() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
