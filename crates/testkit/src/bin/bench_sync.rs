//! `bench_sync`: a first sync and one after changes, beside a floor, in one run. Meant for release builds.

use std::path::PathBuf;

use clap::Parser;
use testkit::bench::sync::{Plan, floor, run};

/// Measures the program that was built beside this one.
#[derive(Parser)]
struct Options {
    /// How many candidates the sandbox has
    #[arg(long, default_value_t = 20_000)]
    people: usize,
    /// Whose sandbox is read
    #[arg(long, default_value = "pinpoint")]
    vendor: String,
    /// Through which of its APIs, where it has several
    #[arg(long)]
    api: Option<String>,
    /// How often the floor is measured; the best counts
    #[arg(long, default_value_t = 3)]
    floors: usize,
    /// Measure a first run within the vendor's own limit as well
    #[arg(long)]
    paced: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Be the floor of another bench, with the errand in this file
    #[arg(long, hide = true)]
    floor: Option<PathBuf>,
}

#[tokio::main]
async fn main() {
    let Options { people, vendor, api, floors, paced, json, floor } = Options::parse();
    if let Some(errand) = floor {
        println!("{}", serde_json::to_string(&floor::run(&errand).await).unwrap_or_default());
        return;
    }
    let report = run(Plan { vendor, api, people, floors, paced }).await;
    match serde_json::to_string(&report) {
        Ok(line) if json => println!("{line}"),
        _ => println!("{report}"),
    }
}
