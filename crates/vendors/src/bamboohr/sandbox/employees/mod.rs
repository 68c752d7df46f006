//! Employees: add, read, change, and who changed since.

pub mod add;
pub mod change;
pub mod changed;
pub mod read;
