//! `gangway migrate`: the schema is brought up to date, as each start does, without starting anything.

use std::process::ExitCode;

use store::Db;

use crate::{cli::Installation, output::Failure, settings};

/// Brings the schema up to date.
pub async fn run(installation: Installation) -> Result<ExitCode, Failure> {
    let address = settings::database(&installation.data, installation.database.as_deref())?;
    Db::open(&address).await?;
    println!("The database is up to date.");
    Ok(ExitCode::SUCCESS)
}
