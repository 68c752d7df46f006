//! What the database's server is set to, and what time it thinks it is: for whoever looks after an installation.

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::{Conn, Db, error::Result, time::from_ms};

/// A setting of PostgreSQL's server by its name; `None` where the database is the embedded one.
///
/// # Errors
/// [`crate::Error::Database`], also where there is no such setting.
pub async fn setting(db: &Db, name: &str) -> Result<Option<String>> {
    if db.backend() != DbBackend::Postgres {
        return Ok(None);
    }
    let query =
        Statement::from_sql_and_values(db.backend(), "select current_setting($1) as value", [name.into()]);
    let row = db.executor().query_one_raw(query).await?;
    Ok(row.map(|row| row.try_get("", "value")).transpose()?)
}

/// What time it is for the database.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn now(db: &Db) -> Result<Option<Timestamp>> {
    let sql = match db.backend() {
        DbBackend::Postgres => "select cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as ms",
        _ => "select cast((julianday('now') - 2440587.5) * 86400000 as integer) as ms",
    };
    let row = db.executor().query_one_raw(Statement::from_string(db.backend(), sql)).await?;
    Ok(row.map(|row| row.try_get::<i64>("", "ms")).transpose()?.map(from_ms))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::fresh;

    #[tokio::test]
    async fn a_server_tells_its_settings_and_its_time() {
        for fresh in fresh().await {
            let db = &fresh.db;
            let told = setting(db, "max_connections").await.unwrap();
            assert_eq!(told.is_some(), db.backend() == DbBackend::Postgres);
            assert!(now(db).await.unwrap().unwrap() > "2026-01-01T00:00:00Z".parse().unwrap());
        }
    }
}
