//! `bench_search`: the talent pool of a million people, beside plain tantivy and SQLite FTS5. Meant for release builds.

use clap::Parser;
use testkit::bench::search::run;

/// Measures this build
#[derive(Parser)]
struct Options {
    /// How many people there are
    #[arg(long, default_value_t = 1_000_000)]
    people: usize,
    /// How many questions of each kind are asked
    #[arg(long, default_value_t = 200)]
    questions: usize,
    /// Leave the other programs out
    #[arg(long)]
    alone: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[tokio::main]
async fn main() {
    let Options { people, questions, alone, json } = Options::parse();
    let report = run(people, questions, !alone).await;
    match serde_json::to_string(&report) {
        Ok(line) if json => println!("{line}"),
        _ => println!("{report}"),
    }
}
