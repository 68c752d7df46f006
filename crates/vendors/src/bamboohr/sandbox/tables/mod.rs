//! Rows of an employee's tables.

pub mod changed;
pub mod read;
pub mod write;
