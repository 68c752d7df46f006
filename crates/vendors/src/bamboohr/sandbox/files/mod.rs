//! An employee's files.

pub mod categories;
pub mod download;
pub mod upload;
pub mod view;
