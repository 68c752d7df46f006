//! SQLite and PostgreSQL: entities, migrations, one file an aggregate. The only place that speaks SQL.
//!
//! Reads take anything that is a [`Conn`]; writes take a [`Tx`], so that a change, its task and its audit line
//! are committed together or not at all. Every row belongs to a workspace, and every query names it.

pub mod announce;
pub mod audit;
pub mod backup;
pub mod db;
pub mod erase;
pub mod error;
pub mod hiring;
pub mod hook;
pub mod integrations;
pub mod mail;
pub mod messaging;
pub mod migrate;
pub mod outgoing;
pub mod people;
pub mod referrals;
pub mod retention;
pub mod screening;
pub mod seal;
pub mod server;
pub mod sourcing;
pub mod sync;
pub mod task;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod time;
pub mod trace;
pub mod workspace;

pub use db::{Conn, Db, Snapshot, Tx};
pub use error::{Error, Result};
