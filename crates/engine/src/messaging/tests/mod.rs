//! The messenger on both databases, with one in memory.

mod asking;
mod installing;
mod memory;
mod office;
