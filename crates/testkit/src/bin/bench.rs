//! `bench`: hires a second, CPU a hire, page times, memory at rest, in one run. Meant for release builds.

use clap::Parser;
use testkit::bench::{Plan, run};

/// Measures the program that was built beside this one.
#[derive(Parser)]
struct Options {
    /// How many hires are delivered
    #[arg(long, default_value_t = 500)]
    hires: usize,
    /// How many candidates there are when pages are measured
    #[arg(long, default_value_t = 100_000)]
    candidates: usize,
    /// How many requests are made of each page
    #[arg(long, default_value_t = 200)]
    requests: usize,
    /// A PostgreSQL server where databases may be made; they stay there. SQLite in temporary folders otherwise
    #[arg(long, hide_env_values = true)]
    database: Option<String>,
    /// The vendor whose sandbox takes the hires
    #[arg(long, default_value = testkit::tenant::TENANTS[0].vendor)]
    vendor: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[tokio::main]
async fn main() {
    let Options { hires, candidates, requests, database, vendor, json } = Options::parse();
    let report = run(Plan { hires, candidates, requests, vendor }, database.as_deref()).await;
    match serde_json::to_string(&report) {
        Ok(line) if json => println!("{line}"),
        _ => println!("{report}"),
    }
}
