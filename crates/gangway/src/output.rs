//! What the commands print, and how they end.

use std::{io::Write, process::ExitCode};

use serde::Serialize;

/// A command's failure.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Could not be done; the sentence on stderr says why.
pub const FAILED: u8 = 1;
/// Done, and something waits for a person.
pub const WAITS: u8 = 3;

/// Says on stderr why a command failed.
pub fn failed(error: &Failure) -> ExitCode {
    eprintln!("gangway: {error}");
    ExitCode::from(FAILED)
}

/// Prints one JSON document on a line of its own.
///
/// # Errors
/// Where stdout is closed.
pub fn json(document: &impl Serialize) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, document)?;
    writeln!(out)?;
    out.flush()?;
    Ok(())
}
