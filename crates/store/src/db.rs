//! Opening a database, and the transaction through which everything is written.

use std::{fs::OpenOptions, os::unix::fs::OpenOptionsExt, path::Path, sync::Arc, time::Duration};

use sea_orm::{
    AccessMode, ConnectOptions, Database, DatabaseConnection, DatabaseExecutor, DatabaseTransaction,
    DbBackend, IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::error::{Error, Result};

/// An open database with its schema up to date.
#[derive(Clone)]
pub struct Db {
    /// What reads go through.
    pool: DatabaseConnection,
    /// What write transactions go through. For SQLite it is a connection of its own: SQLite forgets all that a
    /// connection remembers of the file as soon as another one writes, and nobody else writes beside this one.
    writes: DatabaseConnection,
    /// SQLite has one writer at a time; queueing here costs less than its busy wait.
    writer: Arc<Mutex<()>>,
}

/// A write transaction. Dropping it undoes everything.
pub struct Tx {
    transaction: DatabaseTransaction,
    _writer: Option<OwnedMutexGuard<()>>,
}

/// A transaction that only reads, and sees the database as it was at its first read, whatever others write since.
pub struct Snapshot(pub(crate) DatabaseTransaction);

/// What a query can be run on: the database, or a transaction that sees its own writes.
pub trait Conn: Sync {
    /// The connection underneath.
    fn executor(&self) -> DatabaseExecutor<'_>;
}

impl Conn for Db {
    fn executor(&self) -> DatabaseExecutor<'_> {
        DatabaseExecutor::Connection(&self.pool)
    }
}

impl Conn for Tx {
    fn executor(&self) -> DatabaseExecutor<'_> {
        DatabaseExecutor::Transaction(&self.transaction)
    }
}

impl Conn for Snapshot {
    fn executor(&self) -> DatabaseExecutor<'_> {
        DatabaseExecutor::Transaction(&self.0)
    }
}

impl Db {
    /// Opens `sqlite:PATH` or `postgres://…` and brings its schema up to date.
    ///
    /// # Errors
    /// [`Error::Address`] for another kind of address, [`Error::Database`] where it can't be opened.
    pub async fn open(address: &str) -> Result<Self> {
        let db = Self::connect(address).await?;
        crate::migrate::run(&db).await?;
        Ok(db)
    }

    /// How many migrations a database has not had, without running any: for a look that changes nothing.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn behind(address: &str) -> Result<usize> {
        crate::migrate::missing(&Self::connect(address).await?).await
    }

    /// What a newer program did to the database that this one does not know.
    ///
    /// # Errors
    /// [`Error::Database`] where it can't be reached or was never started with.
    pub async fn ahead(&self) -> Result<Vec<String>> {
        crate::migrate::unknown(self).await
    }

    async fn connect(address: &str) -> Result<Self> {
        let (pool, writes) = if let Some(path) = address.strip_prefix("sqlite:") {
            let path = Path::new(path.trim_start_matches("//"));
            made_for_its_owner(path);
            // The writer first: it is the one that makes the file what it is to be.
            let writes = Database::connect(sqlite(path, &WRITER)).await?;
            (Database::connect(sqlite(path, &READERS)).await?, writes)
        } else if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            let pool = Database::connect(postgres(address)).await?;
            (pool.clone(), pool)
        } else {
            return Err(Error::Address(
                "A database is given as sqlite:PATH or postgres://USER@HOST/NAME.".into(),
            ));
        };
        Ok(Self { pool, writes, writer: Arc::default() })
    }

    /// Begins a write transaction.
    ///
    /// # Errors
    /// [`Error::Database`] where the database can't be reached or stays busy.
    pub async fn begin(&self) -> Result<Tx> {
        let writer = match self.backend() {
            DbBackend::Sqlite => Some(Arc::clone(&self.writer).lock_owned().await),
            _ => None,
        };
        // Immediate: a transaction that reads first and then finds it can't write would have to be repeated.
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        Ok(Tx { transaction: self.writes.begin_with_options(options).await?, _writer: writer })
    }

    /// Begins a transaction that only reads. It holds no writer up.
    ///
    /// # Errors
    /// [`Error::Database`] where the database can't be reached.
    pub async fn snapshot(&self) -> Result<Snapshot> {
        let options = match self.backend() {
            // SQLite's reads are a snapshot by nature, and it warns of being asked for one.
            DbBackend::Sqlite => TransactionOptions::default(),
            _ => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..Default::default()
            },
        };
        Ok(Snapshot(self.pool.begin_with_options(options).await?))
    }

    /// Whether a query comes back.
    ///
    /// # Errors
    /// [`Error::Database`] where it doesn't.
    pub async fn ping(&self) -> Result<()> {
        Ok(self.pool.ping().await?)
    }

    /// Which of the two databases this is.
    pub fn backend(&self) -> DbBackend {
        self.pool.get_database_backend()
    }
}

impl Tx {
    /// Makes everything written through this transaction permanent.
    ///
    /// # Errors
    /// [`Error::Database`] where nothing was made permanent.
    pub async fn commit(self) -> Result<()> {
        Ok(self.transaction.commit().await?)
    }
}

/// SQLite makes its file readable by everyone on the machine; made by us first, it is its owner's, and the files that
/// SQLite lays beside it get the same rights. A file that is there keeps the rights that someone gave it.
fn made_for_its_owner(path: &Path) {
    // Where this fails, SQLite fails too, and says why.
    let _ = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
}

/// How connections of one kind are set up.
struct Sqlite {
    /// How many there may be.
    most: u32,
    /// What each may remember of the file, in KiB.
    cache: u32,
}

/// Long lists are read page by page. Through the system's memory they would come a little quicker, and all that was
/// ever read would count as this program's memory.
const READERS: Sqlite = Sqlite { most: 8, cache: 8_000 };

/// What is written again and again is remembered; the rest of the file is not held beside that.
const WRITER: Sqlite = Sqlite { most: 1, cache: 6_000 };

/// How long the log of changes may become before it is carried into the file, in pages of 4 KiB: what changes often is
/// then carried once for many commits.
const LOG: u32 = 8_000;

fn sqlite(path: &Path, how: &Sqlite) -> ConnectOptions {
    let cache = format!("-{}", how.cache);
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rwc", path.display()));
    options.max_connections(how.most).min_connections(1).sqlx_logging(false).map_sqlx_sqlite_opts(
        move |options| {
            options
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "FULL")
                .pragma("foreign_keys", "ON")
                .pragma("temp_store", "MEMORY")
                .pragma("cache_size", cache.clone())
                .pragma("wal_autocheckpoint", LOG.to_string())
                .busy_timeout(Duration::from_secs(20))
                .statement_cache_capacity(200)
        },
    );
    options
}

fn postgres(address: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(address);
    options
        .max_connections(16)
        .min_connections(1)
        .sqlx_logging(false)
        .acquire_timeout(Duration::from_secs(20));
    options
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[tokio::test]
    async fn another_kind_of_database_is_refused_with_a_sentence() {
        let refusal = Db::open("mysql://localhost/x").await.err().unwrap();
        assert!(refusal.to_string().contains("sqlite:PATH or postgres://"), "{refusal}");
    }

    #[tokio::test]
    async fn a_new_database_can_be_read_by_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&format!("sqlite:{}", folder.path().join("a.sqlite").display())).await.unwrap();
        db.ping().await.unwrap();
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let file = file.unwrap();
            assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{:?}", file.path());
        }
    }

    #[tokio::test]
    async fn nodes_that_start_at_once_make_one_schema() {
        let folder = tempfile::tempdir().unwrap();
        let mut addresses = vec![format!("sqlite:{}", folder.path().join("a.sqlite").display())];
        if let Ok(server) = std::env::var("GANGWAY_TEST_POSTGRES") {
            addresses.push(crate::testing::empty_postgres(&server).await);
        }
        for address in addresses {
            for _ in 0..2 {
                assert!(Db::behind(&address).await.unwrap() > 0, "looking makes no schema");
            }
            let (one, two) = tokio::join!(Db::open(&address), Db::open(&address));
            one.unwrap().ping().await.unwrap();
            two.unwrap().ping().await.unwrap();
            assert_eq!(Db::behind(&address).await.unwrap(), 0);
        }
    }
}
