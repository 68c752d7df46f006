//! Backup and restore: the whole database as one file that both kinds of database read, so that an installation
//! can also move from SQLite to PostgreSQL and back.
//!
//! The file is lines of JSON: a head with the format and the migrations that shaped the data, then each table's
//! name and its rows, and at the end the number of rows and the SHA-256 of all lines before. Secrets in it are
//! sealed as they are in the database: without the sealing key, which is not in it, they can't be opened.

mod cell;
mod make;
mod put_back;
mod table;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use make::backup;
pub use put_back::restore;

/// What the head of every file says, so that another file is not taken for one.
const FORMAT: &str = "gangway-backup-1";

/// The names of every table.
#[cfg(test)]
pub(crate) fn table_names() -> Vec<&'static str> {
    table::all().iter().map(|table| table.name()).collect()
}

/// How much a backup holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// How many tables.
    pub tables: usize,
    /// How many rows in all of them.
    pub rows: u64,
}

/// Why a backup was not made or not restored. After a failed restore the database is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file can't be written or read.
    #[error("The backup file can't be used: {0}")]
    File(#[from] std::io::Error),
    /// The database stood against it.
    #[error(transparent)]
    Store(#[from] crate::Error),
    /// The file is not a backup.
    #[error("This file is not a backup of Gangway.")]
    NotABackup,
    /// The file was made by a version whose data has another shape.
    #[error(
        "This backup was made by another version of Gangway (its last migration is {theirs}, here it is {ours}). \
         Restore it with that version; this one then brings the database up to date."
    )]
    OtherVersion {
        /// The last migration of the backup.
        theirs: String,
        /// The last migration of this version.
        ours: String,
    },
    /// The database has data already.
    #[error(
        "The database has data already (in the table {0}). A backup is only restored into an empty database."
    )]
    NotEmpty(&'static str),
    /// The file was cut or changed.
    #[error("The backup is damaged at line {line}: {what}. Nothing was restored; use another copy.")]
    Damaged {
        /// Which line, counted from one.
        line: u64,
        /// What is wrong with it.
        what: &'static str,
    },
}

impl From<sea_orm::DbErr> for BackupError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

#[derive(Serialize, Deserialize)]
struct Head {
    format: String,
    migrations: Vec<String>,
}

/// A line that is not a row.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Mark {
    /// The rows that follow are of this table.
    Table(String),
    /// Nothing follows.
    End { rows: u64, sha256: String },
}
