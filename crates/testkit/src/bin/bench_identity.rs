//! `bench_identity`: the same person found twice, on FEBRL 3 and 4, beside recordlinkage and splink. For release builds.

use std::{path::PathBuf, process::ExitCode};

use clap::Parser;
use testkit::bench::identity::{run, usual_python};

/// Measures this build beside the Python packages recordlinkage and splink
#[derive(Parser)]
struct Options {
    /// A Python that has the packages recordlinkage and splink
    #[arg(long)]
    python: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

fn main() -> ExitCode {
    let Options { python, json } = Options::parse();
    let folder = std::env::temp_dir().join("gangway-febrl");
    match run(&python.unwrap_or_else(usual_python), &folder) {
        Ok(report) => {
            match serde_json::to_string(&report) {
                Ok(line) if json => println!("{line}"),
                _ => println!("{report}"),
            }
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}
