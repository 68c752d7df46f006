//! A process that reads files from strangers and may do nothing else. It takes its own rights away before the first.

use std::{io, process::ExitCode};

use rustix::{
    process::{Resource, Rlimit, setrlimit},
    time::{ClockId, clock_gettime},
};
use screen::read::frames;

use crate::output::Failure;

/// Addresses it may use, in bytes: the program itself, a file of twenty megabytes, and what becomes of it.
const MEMORY: u64 = 1024 * 1024 * 1024;
/// Seconds of computing for one file. Two pages take some milliseconds.
const SECONDS: u64 = 10;

/// Answers questions on stdin until it is closed.
pub fn run() -> Result<ExitCode, Failure> {
    // Words of a résumé can stand in a panic's message, and nobody reads it.
    std::panic::set_hook(Box::new(|_| {}));
    limit(Resource::As, MEMORY)?;
    limit(Resource::Core, 0)?;
    limit(Resource::Fsize, 0)?;
    // It keeps what it has and opens nothing more.
    limit(Resource::Nofile, 0)?;
    // A soft limit of time can be raised by the same process: each file has its own time.
    frames::serve(io::stdin().lock(), io::stdout().lock(), || {
        let spent = u64::try_from(clock_gettime(ClockId::ProcessCPUTime).tv_sec).unwrap_or(0);
        let until = Rlimit { current: Some(spent + SECONDS + 1), maximum: None };
        if setrlimit(Resource::Cpu, until).is_err() {
            std::process::exit(1);
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

fn limit(resource: Resource, to: u64) -> Result<(), Failure> {
    Ok(setrlimit(resource, Rlimit { current: Some(to), maximum: Some(to) })?)
}
