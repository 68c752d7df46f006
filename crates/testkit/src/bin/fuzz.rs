//! Gives every parser of foreign bytes what is nearly right: `cargo run --release -p testkit --bin fuzz -- --seconds 300`.

use std::{fs, path::PathBuf, process::ExitCode, time::Duration};

use clap::Parser;
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use testkit::fuzz::{Until, all, run};

/// Gives every parser of foreign bytes what is nearly right.
#[derive(Parser)]
struct Options {
    /// Only this parser
    parser: Option<String>,
    /// Seconds for each parser
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// The same seed gives the same inputs
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where inputs go that a parser did not survive
    #[arg(long, default_value = "target/fuzz")]
    into: PathBuf,
}

fn main() -> std::io::Result<ExitCode> {
    let options = Options::parse();
    let mut found = 0;
    for parser in all(&mut ChaCha20Rng::seed_from_u64(options.seed)) {
        if options.parser.as_ref().is_some_and(|name| name != parser.name) {
            continue;
        }
        let until = Until::Time(Duration::from_secs(options.seconds));
        let (inputs, faults) = run(&parser, options.seed, until);
        println!("{:<10} {inputs} inputs, {} faults", parser.name, faults.len());
        for fault in &faults {
            fs::create_dir_all(&options.into)?;
            let file = options.into.join(format!("{}-{}-{}", fault.parser, options.seed, fault.number));
            fs::write(&file, &fault.bytes)?;
            println!("  {}: {}", file.display(), fault.what);
        }
        found += faults.len();
    }
    Ok(if found == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
