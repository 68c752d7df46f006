//! Jobs, workflows, candidates, applications and what hangs on them, as they are kept.

pub mod answer;
pub mod application;
pub mod attachment;
pub(crate) mod batch;
pub mod board;
pub mod candidate;
pub(crate) mod changes;
pub mod comment;
pub mod duplicate;
pub mod erasure;
pub mod field;
pub mod field_value;
pub mod import;
pub mod job;
pub mod list;
pub mod merge;
pub mod movement;
pub mod pages;
pub mod saved_view;
pub mod tag;
#[cfg(test)]
pub(crate) mod tests;
pub mod workflow;
