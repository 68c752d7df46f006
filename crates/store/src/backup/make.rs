//! Making a backup, from one snapshot, while the installation goes on working.

use std::{io, path::Path};

use futures::TryStreamExt;
use serde::Serialize;
use sha2::{Digest, Sha256};
use tokio::{
    fs::{self, File, OpenOptions},
    io::{AsyncWriteExt, BufWriter},
};

use super::{BackupError, Extent, FORMAT, Head, Mark, table};
use crate::{Db, migrate};

/// Writes the whole database to a new file that only its owner may read. The file appears under its name when it
/// is complete.
///
/// # Errors
/// [`BackupError::File`] where the file is there already or can't be written, [`BackupError::Store`] where the
/// database can't be read.
pub async fn backup(db: &Db, file: &Path) -> Result<Extent, BackupError> {
    if fs::try_exists(file).await? {
        let there = format!("{} is there already; give another name", file.display());
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, there).into());
    }
    let mut unfinished = file.as_os_str().to_owned();
    unfinished.push(".unfinished");
    let unfinished = Path::new(&unfinished);
    let written = write(db, unfinished).await;
    match written {
        Ok(extent) => {
            fs::rename(unfinished, file).await?;
            Ok(extent)
        }
        Err(error) => {
            // What was written is worthless; that it can't be taken away matters less than why it came to this.
            let _ = fs::remove_file(unfinished).await;
            Err(error)
        }
    }
}

async fn write(db: &Db, file: &Path) -> Result<Extent, BackupError> {
    let snapshot = db.snapshot().await?;
    let mut out = Lines::create(file).await?;
    let migrations = migrate::names().into_iter().map(str::to_owned).collect();
    out.line(&Head { format: FORMAT.into(), migrations }).await?;
    let (tables, mut rows) = (table::all(), 0);
    for table in &tables {
        out.line(&Mark::Table(table.name().into())).await?;
        let mut stream = table.rows(&snapshot).await?;
        while let Some(row) = stream.try_next().await? {
            out.line(&row).await?;
            rows += 1;
        }
    }
    let sha256 = hex::encode(out.hash.clone().finalize());
    out.line(&Mark::End { rows, sha256 }).await?;
    out.finish().await?;
    Ok(Extent { tables: tables.len(), rows })
}

/// Files are written in pieces of this many bytes: each piece is a trip to another thread.
const BUFFER: usize = 256 * 1024;

struct Lines {
    file: BufWriter<File>,
    hash: Sha256,
}

impl Lines {
    async fn create(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        options.mode(0o600);
        Ok(Self { file: BufWriter::with_capacity(BUFFER, options.open(path).await?), hash: Sha256::new() })
    }

    async fn line(&mut self, value: &impl Serialize) -> io::Result<()> {
        let mut line = serde_json::to_vec(value)?;
        line.push(b'\n');
        self.hash.update(&line);
        self.file.write_all(&line).await
    }

    async fn finish(mut self) -> io::Result<()> {
        self.file.flush().await?;
        self.file.get_ref().sync_all().await
    }
}
