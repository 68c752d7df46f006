//! What happens, in which order, in which transaction: one file a use case.
//!
//! Pages, API and command line ask here and decide nothing themselves. Each operation takes the [`App`] and the
//! [`Actor`] who asks, checks the right, does its work in one transaction and writes its audit line with it.

pub mod actor;
pub mod announce;
pub mod app;
pub mod attention;
pub mod audit;
pub mod dice;
pub mod error;
pub mod handoff;
pub mod hiring;
pub mod hooks;
pub mod integrations;
pub mod mail;
pub mod messaging;
pub mod outgoing;
pub mod people;
pub mod public_address;
pub mod referrals;
pub mod retention;
pub mod screening;
pub mod sourcing;
pub mod sync;
pub mod work;
pub mod workspace;

pub use actor::Actor;
pub use app::App;
pub use error::{Error, Result};
pub use store::trace;
