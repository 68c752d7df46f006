//! `gangway backup`: everything in the database, in one file.

use std::process::ExitCode;

use store::Db;

use crate::{cli::Archive, output::Failure, settings};

/// Writes the backup.
pub async fn run(options: Archive) -> Result<ExitCode, Failure> {
    let address = settings::database(&options.installation.data, options.installation.database.as_deref())?;
    let db = Db::open(&address).await?;
    let made = store::backup::backup(&db, &options.file).await?;
    println!(
        "{} rows of {} tables are in {}. Secrets in it are sealed: keep the key file of the data folder beside it.",
        made.rows,
        made.tables,
        options.file.display()
    );
    Ok(ExitCode::SUCCESS)
}
