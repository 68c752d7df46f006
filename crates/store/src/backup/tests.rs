//! Every table is filled, carried over between every two kinds of database, and compared.

use std::path::PathBuf;

use futures::TryStreamExt;
use sea_orm::ColumnType;
use serde_json::{Map, Value as Json, json};
use tokio::fs;
use uuid::Uuid;

use super::{
    put_back::{check_references, defer_references},
    table::{self, Table},
    *,
};
use crate::{Db, testing::fresh};

/// A made-up row. All identifiers of the nth row of any table are the same, so that every reference holds.
fn row(table: &dyn Table, nth: u128, nulls: bool) -> Map<String, Json> {
    let cell = |name: &str, column: &sea_orm::ColumnDef| match column.get_column_type() {
        _ if nulls && column.is_null() => Json::Null,
        ColumnType::Uuid => json!(Uuid::from_u128(nth)),
        ColumnType::Boolean => json!(nth.is_multiple_of(2)),
        ColumnType::Integer => json!(-7),
        ColumnType::BigInteger => json!(i64::MAX - 7),
        ColumnType::Double => json!(0.1),
        // "AP8K" is base64 for the bytes 0, 255 and 10.
        ColumnType::Blob | ColumnType::VarBinary(_) => json!("AP8K"),
        _ => json!(format!("{name} {nth}: Åsa\n\"🦦\" {{\"end\":1}}")),
    };
    table.columns().iter().map(|(name, column)| ((*name).to_owned(), cell(name, column))).collect()
}

async fn fill(db: &Db) {
    let tx = db.begin().await.unwrap();
    defer_references(&tx, db.backend()).await.unwrap();
    for table in table::all() {
        let rows = [row(&*table, 1, false), row(&*table, 2, true), row(&*table, 3, false)];
        table.put(&tx, &rows).await.unwrap().unwrap_or_else(|| panic!("{} can't be filled", table.name()));
    }
    check_references(&tx, db.backend()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn content(db: &Db) -> Vec<(&'static str, Vec<Json>)> {
    let snapshot = db.snapshot().await.unwrap();
    let mut all = Vec::new();
    for table in table::all() {
        let rows: Vec<Json> = table.rows(&snapshot).await.unwrap().try_collect().await.unwrap();
        assert_eq!(rows.len(), 3, "{}", table.name());
        all.push((table.name(), rows));
    }
    all
}

async fn refused(db: &Db, file: &PathBuf, lines: Vec<String>) -> BackupError {
    fs::write(file, lines.concat()).await.unwrap();
    let refusal = restore(db, file).await.unwrap_err();
    let tx = db.begin().await.unwrap();
    for table in table::all() {
        assert!(table.is_empty(&tx).await.unwrap(), "{} was filled by a refused restore", table.name());
    }
    refusal
}

#[tokio::test]
async fn a_backup_restores_into_every_kind_of_database() {
    let folder = tempfile::tempdir().unwrap();
    for (nth, from) in fresh().await.into_iter().enumerate() {
        fill(&from.db).await;
        let file = folder.path().join(format!("{nth}.backup"));
        let made = backup(&from.db, &file).await.unwrap();
        assert_eq!(made.rows, 3 * made.tables as u64);
        for into in fresh().await {
            assert_eq!(restore(&into.db, &file).await.unwrap(), made);
            assert_eq!(content(&into.db).await, content(&from.db).await);
            // The references are as strict as before: a row that refers to nothing is refused.
            let tx = into.db.begin().await.unwrap();
            let mut stray = row(&*table::all()[1], 4, false);
            stray.insert("workspace_id".into(), json!(Uuid::from_u128(99)));
            assert!(table::all()[1].put(&tx, &[stray]).await.is_err());
        }
    }
}

#[tokio::test]
async fn a_database_with_data_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    for (nth, database) in fresh().await.into_iter().enumerate() {
        fill(&database.db).await;
        let file = folder.path().join(format!("{nth}.backup"));
        backup(&database.db, &file).await.unwrap();
        let refusal = restore(&database.db, &file).await.unwrap_err();
        assert!(matches!(refusal, BackupError::NotEmpty("workspace")), "{refusal}");
        assert!(matches!(backup(&database.db, &file).await, Err(BackupError::File(_))), "overwrites nothing");
    }
}

#[tokio::test]
async fn a_cut_changed_or_foreign_file_restores_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for (nth, from) in fresh().await.into_iter().enumerate() {
        fill(&from.db).await;
        let file = folder.path().join(format!("{nth}.backup"));
        backup(&from.db, &file).await.unwrap();
        let text = fs::read_to_string(&file).await.unwrap();
        let lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        let into = &fresh().await[nth].db;

        let cut = refused(into, &file, lines[..lines.len() - 1].to_vec()).await;
        assert!(cut.to_string().contains("the end is missing"), "{cut}");
        let mut less = lines.clone();
        less.remove(2);
        let less = refused(into, &file, less).await;
        assert!(less.to_string().contains("damaged"), "{less}");
        let changed = text.replacen("name 1: Åsa", "name 1: Eva", 1);
        assert_ne!(changed, text);
        let changed = refused(into, &file, vec![changed]).await;
        assert!(changed.to_string().contains("checksum"), "{changed}");
        let foreign = refused(into, &file, vec!["{\"hello\":1}\n".into()]).await;
        assert!(matches!(foreign, BackupError::NotABackup), "{foreign}");
        let older = text.replacen(",\"0004_integrations\"", "", 1);
        let older = refused(into, &file, vec![older]).await;
        assert!(older.to_string().contains("another version"), "{older}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn only_its_owner_may_read_a_backup() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.backup");
    let database = crate::testing::sqlite().await;
    backup(&database.db, &file).await.unwrap();
    assert_eq!(fs::metadata(&file).await.unwrap().permissions().mode() & 0o777, 0o600);
}
