//! The REST API: plain JSON for programs.

pub mod problem;
pub mod v1;
