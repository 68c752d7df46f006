//! Messages that other systems send by themselves. Each is proven, kept and answered at once; what it names is fetched
//! afresh later, so that the order in which messages come, and what they claim, mean nothing.
//!
//! A message that never came is made good by the next run of the sync.

pub mod overview;
pub mod receive;
pub(crate) mod resume;
#[cfg(test)]
pub(crate) mod testing;

use std::time::Duration;

pub use store::hook::{delivery::Delivery, refusal::Refusals};

/// The kind of the task that fetches a record which messages named.
pub(crate) const TASK: &str = "hook.fetch";

/// How long a message is remembered, for the connection's page and to know a repeat: 30 days.
pub const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);
