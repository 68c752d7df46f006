//! Webhooks: what happened is announced to whoever asked for it.
//!
//! `webhooks` of the documents are what a person made on the vendor's page, `deliveries` the messages. Everything is
//! in the documents and goes by the world's clock, so that a clock that is moved drives the repeats.

mod announce;
mod commands;
mod deliver;
mod payload;

pub use announce::{About, announce};
pub use commands::command;
pub use deliver::{answered, due};

/// The secret key that webhooks are made with where none is given.
pub const SECRET: &str = "sandbox-webhook-secret";

/// The actions that this stand-in announces, in the vendor's words.
pub const ACTIONS: [&str; 9] = [
    "hire_candidate",
    "candidate_stage_change",
    "reject_candidate",
    "unreject_candidate",
    "update_candidate",
    "new_candidate_application",
    "new_prospect_application",
    "application_updated",
    "job_updated",
];
