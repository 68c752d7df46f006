//! Bringing the schema up to date, under a lock, so that two nodes may start at once.
//!
//! A migration is a file of plain SQL that both databases understand; `{bytes}` stands for the one type they
//! spell differently. A statement that begins with `{sqlite}` or `{postgres}` is for that database alone: for an index
//! that only one of them can use, never for what a query means. A file that was released is never changed: a change is
//! a new file.

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::{Conn, Db, Tx, error::Result};

const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_house", include_str!("../migrations/0001_house.sql")),
    ("0002_people", include_str!("../migrations/0002_people.sql")),
    ("0003_hiring", include_str!("../migrations/0003_hiring.sql")),
    ("0004_integrations", include_str!("../migrations/0004_integrations.sql")),
    ("0005_sync", include_str!("../migrations/0005_sync.sql")),
    ("0006_hooks", include_str!("../migrations/0006_hooks.sql")),
    ("0007_tokens", include_str!("../migrations/0007_tokens.sql")),
    ("0008_xray", include_str!("../migrations/0008_xray.sql")),
    ("0009_counting", include_str!("../migrations/0009_counting.sql")),
    ("0010_sources", include_str!("../migrations/0010_sources.sql")),
    ("0011_screening", include_str!("../migrations/0011_screening.sql")),
    ("0012_pace", include_str!("../migrations/0012_pace.sql")),
    ("0013_rehearsals", include_str!("../migrations/0013_rehearsals.sql")),
    ("0014_embedder", include_str!("../migrations/0014_embedder.sql")),
    ("0015_write_back", include_str!("../migrations/0015_write_back.sql")),
    ("0016_mail", include_str!("../migrations/0016_mail.sql")),
    ("0017_follow_up", include_str!("../migrations/0017_follow_up.sql")),
    ("0018_people_data", include_str!("../migrations/0018_people_data.sql")),
    ("0019_messaging", include_str!("../migrations/0019_messaging.sql")),
    ("0023_push", include_str!("../migrations/0023_push.sql")),
    ("0024_export", include_str!("../migrations/0024_export.sql")),
    ("0020_network", include_str!("../migrations/0020_network.sql")),
    ("0025_pool", include_str!("../migrations/0025_pool.sql")),
    ("0026_pool_lists", include_str!("../migrations/0026_pool_lists.sql")),
    ("0021_referrals", include_str!("../migrations/0021_referrals.sql")),
    ("0027_api", include_str!("../migrations/0027_api.sql")),
    ("0022_referral_delivery", include_str!("../migrations/0022_referral_delivery.sql")),
    ("0029_operations", include_str!("../migrations/0029_operations.sql")),
    ("0030_retention", include_str!("../migrations/0030_retention.sql")),
    ("0028_announce", include_str!("../migrations/0028_announce.sql")),
];

/// The names of every migration, in order: what shape the data has.
pub(crate) fn names() -> Vec<&'static str> {
    MIGRATIONS.iter().map(|(name, _)| *name).collect()
}

/// One lock for all nodes of one database; the number is ours and means nothing.
const LOCK: i64 = 4_726_177;

/// Runs every migration that this database has not had, all or none.
///
/// # Errors
/// [`crate::Error::Database`] where one fails; the schema is then as it was.
pub(crate) async fn run(db: &Db) -> Result<()> {
    let tx = db.begin().await?;
    if db.backend() == DbBackend::Postgres {
        tx.executor().execute_unprepared(&format!("select pg_advisory_xact_lock({LOCK})")).await?;
    }
    tx.executor()
        .execute_unprepared(
            "create table if not exists migration (name text primary key, seq bigint not null)",
        )
        .await?;
    for (seq, (name, sql)) in MIGRATIONS.iter().enumerate() {
        if !has_run(&tx, name).await? {
            for statement in statements(sql, db.backend()) {
                tx.executor().execute_unprepared(&statement).await?;
            }
            let done = format!("insert into migration (name, seq) values ('{name}', {seq})");
            tx.executor().execute_unprepared(&done).await?;
        }
    }
    tx.commit().await
}

/// How many migrations this database has not had.
///
/// # Errors
/// [`crate::Error::Database`] where it does not answer.
pub(crate) async fn missing(db: &Db) -> Result<usize> {
    db.ping().await?;
    let query = Statement::from_string(db.backend(), "select name from migration");
    // A database that answers and has no such table is one that was never started with.
    let had = db.executor().query_all_raw(query).await.map_or(0, |rows| rows.len());
    Ok(MIGRATIONS.len().saturating_sub(had))
}

/// The migrations that this database has had and this program does not know: a newer one was here.
///
/// # Errors
/// [`crate::Error::Database`] where it does not answer.
pub(crate) async fn unknown(db: &Db) -> Result<Vec<String>> {
    let query = Statement::from_string(db.backend(), "select name from migration order by seq");
    let rows = db.executor().query_all_raw(query).await?;
    let had: Vec<String> =
        rows.iter().map(|row| row.try_get("", "name")).collect::<std::result::Result<_, _>>()?;
    Ok(had.into_iter().filter(|name| !names().contains(&name.as_str())).collect())
}

async fn has_run(tx: &Tx, name: &str) -> Result<bool> {
    let conn = tx.executor();
    let query = Statement::from_sql_and_values(
        conn.get_database_backend(),
        "select name from migration where name = $1",
        [name.into()],
    );
    Ok(conn.query_one_raw(query).await?.is_some())
}

fn statements(sql: &str, backend: DbBackend) -> Vec<String> {
    let bytes = if backend == DbBackend::Postgres { "bytea" } else { "blob" };
    let sql: String =
        sql.lines().filter(|line| !line.trim_start().starts_with("--")).collect::<Vec<_>>().join("\n");
    sql.replace("{bytes}", bytes)
        .split(';')
        .filter_map(|statement| for_backend(statement.trim(), backend))
        .map(str::to_owned)
        .collect()
}

/// The statement without its mark; `None` where it is empty or for the other database.
fn for_backend(statement: &str, backend: DbBackend) -> Option<&str> {
    let (ours, others) =
        if backend == DbBackend::Postgres { ("{postgres}", "{sqlite}") } else { ("{sqlite}", "{postgres}") };
    let statement = statement.strip_prefix(ours).unwrap_or(statement).trim_start();
    (!statement.is_empty() && !statement.starts_with(others)).then_some(statement)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marked_statement_is_for_its_database_alone() {
        let sql = "-- a\ncreate table a (b {bytes});\n{sqlite} create index c;\n{postgres} create index d;\n";
        assert_eq!(statements(sql, DbBackend::Sqlite), ["create table a (b blob)", "create index c"]);
        assert_eq!(statements(sql, DbBackend::Postgres), ["create table a (b bytea)", "create index d"]);
    }
}
