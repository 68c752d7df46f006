//! Referrals: employees are asked for people they know, answer, and somebody comes in through them.
//!
//! [`ask`] makes a referral, [`answer`] is the employee's word on it. Whatever happens to one goes through `change`,
//! which keeps the state, a line of its story and an audit line in the caller's transaction.

pub mod answer;
pub mod ask;
mod change;
mod mark;
pub mod matching;
pub mod network;
#[cfg(test)]
mod tests;

pub use store::referrals::{
    event::Line,
    referral::{Filter, Referral},
};

/// The kind of the task that writes, reminds, expires and falls back; its subject is the referral.
pub(crate) const TASK: &str = "referral.step";
