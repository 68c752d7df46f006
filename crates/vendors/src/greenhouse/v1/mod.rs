//! Harvest v1: nested records, pages by number, a permission for each endpoint.

pub mod change;
pub mod client;
pub mod fetch;
pub mod fields;
pub mod file;
pub mod intake;
pub mod make;
mod map;
pub mod page;
mod wire;

pub use client::Client;
