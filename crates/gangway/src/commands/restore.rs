//! `gangway restore`: an empty database is filled from a backup.

use std::process::ExitCode;

use store::Db;

use crate::{cli::Archive, output::Failure, settings};

/// Fills the database.
pub async fn run(options: Archive) -> Result<ExitCode, Failure> {
    let address = settings::database(&options.installation.data, options.installation.database.as_deref())?;
    let db = Db::open(&address).await?;
    let made = store::backup::restore(&db, &options.file).await?;
    println!("{} rows of {} tables were restored from {}.", made.rows, made.tables, options.file.display());
    Ok(ExitCode::SUCCESS)
}
