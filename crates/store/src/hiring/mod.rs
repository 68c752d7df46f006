//! Jobs, workflows, candidates, applications and what hangs on them, as they are kept.

pub mod application;
pub mod attachment;
mod batch;
pub mod candidate;
pub mod comment;
pub mod field;
pub mod job;
pub mod movement;
#[cfg(test)]
mod tests;
pub mod workflow;
