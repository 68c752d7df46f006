//! Restoring a backup into an empty database, all or nothing.

use std::path::Path;

use sea_orm::{ConnectionTrait, DbBackend};
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};
use tokio::{
    fs::File,
    io::{AsyncBufReadExt, BufReader},
};

use super::{
    BackupError, Extent, FORMAT, Head, Mark,
    table::{self, Table},
};
use crate::{Conn, Db, Tx, migrate};

/// How many values one statement binds at most: SQLite takes 32,766.
const MOST_VALUES: usize = 30_000;

/// How many bytes of lines are gathered before they are put in.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// Reads a whole database from a file into an empty one, in one transaction.
///
/// # Errors
/// [`BackupError`]; nothing was restored then.
pub async fn restore(db: &Db, file: &Path) -> Result<Extent, BackupError> {
    let mut lines = Lines {
        file: BufReader::with_capacity(MOST_BYTES, File::open(file).await?),
        hash: Sha256::new(),
        number: 0,
    };
    let head = lines.next().await?.and_then(|line| serde_json::from_slice::<Head>(&line).ok());
    let head = head.filter(|head| head.format == FORMAT).ok_or(BackupError::NotABackup)?;
    same_shape(&head)?;

    let tx = db.begin().await?;
    let tables = table::all();
    for table in &tables {
        if !table.is_empty(&tx).await? {
            return Err(BackupError::NotEmpty(table.name()));
        }
    }
    defer_references(&tx, db.backend()).await?;
    let rows = fill(&tx, &tables, &mut lines).await?;
    check_references(&tx, db.backend()).await?;
    tx.commit().await?;
    Ok(Extent { tables: tables.len(), rows })
}

fn same_shape(head: &Head) -> Result<(), BackupError> {
    let ours = migrate::names();
    if head.migrations == ours {
        return Ok(());
    }
    let last = |name: Option<&str>| name.unwrap_or("none").to_owned();
    Err(BackupError::OtherVersion {
        theirs: last(head.migrations.last().map(String::as_str)),
        ours: last(ours.last().copied()),
    })
}

async fn fill(tx: &Tx, tables: &[Box<dyn Table>], lines: &mut Lines) -> Result<u64, BackupError> {
    let mut batch = Batch::default();
    let (mut current, mut seen, mut rows): (Option<&dyn Table>, usize, u64) = (None, 0, 0);
    loop {
        let before = lines.hash.clone();
        let Some(line) = lines.next().await? else { return Err(lines.damaged("the end is missing")) };
        // A row is an object of columns; only the marks have one of these two keys alone.
        if let Ok(mark) = serde_json::from_slice::<Mark>(&line) {
            batch.put(tx, current, lines).await?;
            match mark {
                Mark::Table(name) => {
                    let table = tables.iter().find(|table| table.name() == name);
                    current = Some(table.ok_or_else(|| lines.damaged("there is no such table"))?.as_ref());
                    seen += 1;
                }
                Mark::End { rows: said, sha256 } => {
                    let whole =
                        said == rows && seen == tables.len() && sha256 == hex::encode(before.finalize());
                    return if whole { Ok(rows) } else { Err(lines.damaged("the checksum is another")) };
                }
            }
            continue;
        }
        let row = serde_json::from_slice::<Map<String, Json>>(&line);
        batch.bytes += line.len();
        batch.rows.push(row.map_err(|_| lines.damaged("this is not a row"))?);
        rows += 1;
        let most = MOST_VALUES / current.map_or(1, Table::width).max(1);
        if batch.rows.len() >= most || batch.bytes >= MOST_BYTES {
            batch.put(tx, current, lines).await?;
        }
    }
}

#[derive(Default)]
struct Batch {
    rows: Vec<Map<String, Json>>,
    bytes: usize,
}

impl Batch {
    async fn put(&mut self, tx: &Tx, table: Option<&dyn Table>, lines: &Lines) -> Result<(), BackupError> {
        let batch = std::mem::take(self);
        match table {
            Some(table) => {
                table.put(tx, &batch.rows).await?.ok_or_else(|| lines.damaged("a row has other columns"))
            }
            None if batch.rows.is_empty() => Ok(()),
            None => Err(lines.damaged("a row stands before any table")),
        }
    }
}

struct Lines {
    file: BufReader<File>,
    hash: Sha256,
    number: u64,
}

impl Lines {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, BackupError> {
        let mut line = Vec::new();
        if self.file.read_until(b'\n', &mut line).await? == 0 {
            return Ok(None);
        }
        self.hash.update(&line);
        self.number += 1;
        Ok(Some(line))
    }

    fn damaged(&self, what: &'static str) -> BackupError {
        BackupError::Damaged { line: self.number, what }
    }
}

/// Lets rows refer to rows that come later in the file; a candidate may have been merged into a younger one.
pub(super) async fn defer_references(tx: &Tx, backend: DbBackend) -> Result<(), BackupError> {
    let sql = match backend {
        DbBackend::Sqlite => "pragma defer_foreign_keys = on".into(),
        _ => alter_references("deferrable initially deferred"),
    };
    tx.executor().execute_unprepared(&sql).await?;
    Ok(())
}

/// Checks what was deferred and lets the database be as strict as before. SQLite does so at the commit.
pub(super) async fn check_references(tx: &Tx, backend: DbBackend) -> Result<(), BackupError> {
    if backend == DbBackend::Postgres {
        tx.executor().execute_unprepared("set constraints all immediate").await?;
        tx.executor().execute_unprepared(&alter_references("not deferrable")).await?;
    }
    Ok(())
}

fn alter_references(to: &str) -> String {
    format!(
        "do $$ declare c record; begin
           for c in select conrelid::regclass as place, conname as name from pg_constraint
             where contype = 'f' and connamespace = current_schema()::regnamespace
           loop execute format('alter table %s alter constraint %I {to}', c.place, c.name); end loop;
         end $$"
    )
}
