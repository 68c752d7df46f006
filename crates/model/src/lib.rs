//! What recruiting is: pure types and rules, no I/O and no clock.
//!
//! Everything here can be read without knowing a database, a vendor or a page. What we mean
//! lives here; what a vendor says lives in its folder of `vendors`.

pub mod access;
pub mod address_range;
pub mod application;
pub mod attachment;
pub mod candidate;
pub mod connection;
pub mod contact;
pub mod crm;
pub mod field;
pub mod handoff;
pub mod hire;
pub mod id;
pub mod job;
pub mod network;
pub mod newcomer;
pub mod note;
pub mod permission;
pub mod pool;
pub mod push;
pub mod referral;
pub mod remote;
pub mod screening;
pub mod sync;
pub mod tag;
pub mod workspace;

pub use id::*;
