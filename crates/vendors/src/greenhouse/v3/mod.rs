//! Harvest v3: flat records in lists, a cursor, filters by many ids.

pub mod change;
pub mod client;
pub mod fetch;
pub mod fields;
pub mod file;
pub mod intake;
pub mod make;
mod map;
pub mod page;
pub mod tags;
mod values;
pub mod wire;

pub use client::Client;
pub use map::status;
