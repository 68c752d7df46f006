//! The REST API: plain JSON for programs.

pub mod answer;
pub mod call;
pub mod once;
pub mod problem;
pub mod v1;
