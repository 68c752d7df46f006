//! Calls as a client makes them.

pub mod caller;
mod lists;
mod refusals;
mod scale;
mod seeded;
mod webhooks;
mod windows;
pub mod world;
mod write_applications;
mod write_candidates;
mod write_others;
