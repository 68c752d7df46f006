//! Rows of an employee's tables.

pub mod read;
pub mod write;
