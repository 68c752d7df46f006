//! Fresh databases for tests: every test of the store and the engine runs on SQLite and on PostgreSQL.
//!
//! `GANGWAY_TEST_POSTGRES` names a server where databases may be made, as `./test` starts one; without it only
//! SQLite is used, and `./test` refuses to run so.

use sea_orm::{ConnectionTrait, Database};
use uuid::Uuid;

use crate::Db;

/// A database that no other test sees.
pub struct Fresh {
    /// The database.
    pub db: Db,
    /// Its address, so that a test can open it a second time.
    pub address: String,
    _folder: Option<tempfile::TempDir>,
}

/// One fresh database of each kind that this run has.
///
/// # Panics
/// Where a database can't be made: the test can't be run then.
pub async fn fresh() -> Vec<Fresh> {
    let mut all = vec![sqlite().await];
    if let Ok(server) = std::env::var("GANGWAY_TEST_POSTGRES") {
        all.push(postgres(&server).await);
    }
    all
}

/// A fresh SQLite database, which goes away with its folder.
///
/// # Panics
/// As [`fresh`].
pub async fn sqlite() -> Fresh {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("test.sqlite").display());
    let db = Db::open(&address).await.unwrap();
    Fresh { db, address, _folder: Some(folder) }
}

/// A fresh database on a PostgreSQL server, which stays there.
///
/// # Panics
/// As [`fresh`].
pub async fn postgres(server: &str) -> Fresh {
    let address = empty_postgres(server).await;
    Fresh { db: Db::open(&address).await.unwrap(), address, _folder: None }
}

/// The address of a database on a PostgreSQL server that has no schema yet.
///
/// # Panics
/// As [`fresh`].
#[expect(clippy::disallowed_methods, reason = "a test's database needs a name that no other run has")]
pub(crate) async fn empty_postgres(server: &str) -> String {
    let name = format!("test_{}", Uuid::new_v4().simple());
    let maker = Database::connect(server).await.unwrap();
    maker.execute_unprepared(&format!("create database {name}")).await.unwrap();
    named(server, &name)
}

fn named(server: &str, name: &str) -> String {
    let (before, query) =
        server.split_once('?').map_or((server, String::new()), |(b, q)| (b, format!("?{q}")));
    let host = before.rsplit_once('/').map_or(before, |(host, _)| host);
    format!("{host}/{name}{query}")
}
