//! SQLite FTS5 with bm25: the best 25 and the number of all.

use std::path::Path;

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement, TransactionTrait, Value};
use search::Document;

use super::people::Wanted;

/// How many people go into one transaction.
const PIECE: usize = 10_000;

/// Builds it in a file.
///
/// # Panics
/// Where it fails.
pub async fn build(file: &Path, people: impl Iterator<Item = Document>) -> DatabaseConnection {
    let address = format!("sqlite://{}?mode=rwc", file.display());
    let mut options = sea_orm::ConnectOptions::new(address);
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await.unwrap();
    db.execute_unprepared("pragma journal_mode = wal").await.unwrap();
    db.execute_unprepared("pragma synchronous = off").await.unwrap();
    db.execute_unprepared("create virtual table people using fts5 (city, words, content='')").await.unwrap();
    let mut people = people.peekable();
    let mut row = 0_i64;
    while people.peek().is_some() {
        let piece = db.begin().await.unwrap();
        for person in people.by_ref().take(PIECE) {
            row += 1;
            let values: [Value; 3] =
                [row.into(), person.city.clone().into(), super::one_text(&person).into()];
            let sql = "insert into people (rowid, city, words) values ($1, $2, $3)";
            piece.execute_raw(Statement::from_sql_and_values(DbBackend::Sqlite, sql, values)).await.unwrap();
        }
        piece.commit().await.unwrap();
    }
    db
}

/// Who fits, and how many.
///
/// # Panics
/// Where it fails.
pub async fn find(db: &DatabaseConnection, wanted: &Wanted) -> u64 {
    let mut typed: Vec<String> = wanted.all.iter().map(|words| format!("words:\"{words}\"")).collect();
    if !wanted.city.is_empty() {
        typed.push(format!("city:\"{}\"", wanted.city));
    }
    let typed = typed.join(" AND ");
    let ask = |sql: &str| Statement::from_sql_and_values(DbBackend::Sqlite, sql, [typed.clone().into()]);
    let best = "select rowid from people where people match $1 order by bm25(people) limit 25";
    db.query_all_raw(ask(best)).await.unwrap();
    let all = "select count(*) as n from people where people match $1";
    let row = db.query_one_raw(ask(all)).await.unwrap().unwrap();
    row.try_get::<i64>("", "n").unwrap().try_into().unwrap_or(0)
}
