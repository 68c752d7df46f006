//! `bench_screen`: résumés read and scored, and a threshold moved over all of them. Meant for release builds.

use clap::Parser;
use store::testing;
use testkit::bench::screen::run;

/// Measures the program that was built beside this one.
#[derive(Parser)]
struct Options {
    /// How many résumés are read and scored
    #[arg(long, default_value_t = 10_000)]
    resumes: usize,
    /// A PostgreSQL server where databases may be made; they stay there. SQLite in temporary folders otherwise
    #[arg(long, hide_env_values = true)]
    database: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[tokio::main]
async fn main() {
    let Options { resumes, database, json } = Options::parse();
    let report = match database {
        Some(server) => run(testing::postgres(&server).await, "PostgreSQL", resumes).await,
        None => run(testing::sqlite().await, "SQLite", resumes).await,
    };
    match serde_json::to_string(&report) {
        Ok(line) if json => println!("{line}"),
        _ => println!("{report}"),
    }
}
