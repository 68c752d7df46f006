//! The stand-in as any client meets it, without a network between.

mod attachments;
pub mod caller;
mod json_api;
mod pages;
mod reads;
mod refusals;
mod scale;
mod seeded;
mod valid;
mod webhooks;
pub mod world;
mod write_applications;
mod write_others;
mod write_stages;
