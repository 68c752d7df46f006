//! `gangway rotate-key`: a new sealing key, every secret sealed with it, the old key forgotten.
//!
//! Keys that come from the environment are rotated by whoever sets them: the new one is put in front of the old
//! one, this command is run, and the old one is taken away.

use std::process::ExitCode;

use crate::{cli::Installation, key_file, output::Failure, wire};

/// Rotates the key. It may be run again after a crash: it goes on where it was.
pub async fn run(installation: Installation) -> Result<ExitCode, Failure> {
    let file = installation.data.join("key");
    let from_file = std::env::var_os(key_file::VARIABLE).is_none();
    if from_file {
        // Makes sure that there is a key to rotate, and that nobody else could read it.
        key_file::vault(&file, &wire::dice()?)?;
        key_file::add(&file, &wire::dice()?)?;
    }
    let app = wire::app(&installation).await?;
    let sealed = engine::integrations::rotate::rotate(&app).await?;
    if from_file {
        key_file::keep_first(&file)?;
        println!("{sealed} secrets are sealed with the new key. Restart the hub and the workers.");
    } else {
        println!("{sealed} secrets are sealed with the first key of {}.", key_file::VARIABLE);
    }
    Ok(ExitCode::SUCCESS)
}
