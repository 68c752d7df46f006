//! Pages and REST API: asks the engine, decides nothing.
//!
//! [`router::routes`] is the table of contents and, at the same time, the authorisation table: a route can't be
//! written without saying who may use it.

pub mod access;
pub mod api;
pub mod assets;
pub mod client;
pub mod failure;
pub mod flash;
pub mod hooks;
pub mod messenger;
pub mod operations;
pub mod pages;
pub mod rejection;
pub mod router;
pub mod session;
pub mod shell;
pub mod signature;
pub mod state;
pub mod trace;

pub use state::Web;
