//! Webhooks: what happened is announced to whoever asked for it.
//!
//! `webhooks` of the documents are what a person made on the vendor's page, `deliveries` the messages. Everything
//! is in the documents and goes by the world's clock, so that a clock that is moved drives the repeats.

mod announce;
mod commands;
mod deliver;

pub use announce::announce;
pub use commands::command;
pub use deliver::{answered, due};

/// The secret that webhooks are made with where none is given.
pub const SECRET: &str = "sandbox-signing-secret";

/// What can be asked for. Only the first name is known; the others are ours, after the titles of the vendor's pages.
pub const EVENTS: [&str; 12] = [
    "application_hired",
    "application_created",
    "application_moved",
    "application_stage_changed",
    "offer_accepted",
    "interview_scheduled",
    "background_check_completed",
    "job_created",
    "job_updated",
    "job_deleted",
    "talent_pipeline_candidate_created",
    "user_created",
];
