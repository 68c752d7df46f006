//! Hand-offs on both databases, against an HR system in memory whose calls can be made to fail.

mod deciding;
mod delivering;
mod failing;
pub(crate) mod house;
pub(crate) mod memory;
mod ruling;
mod sending;
