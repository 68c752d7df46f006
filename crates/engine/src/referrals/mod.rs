//! Referrals: employees are asked for people they know, answer, and somebody comes in through them.
//!
//! [`ask`] makes a referral, [`answer`] is the employee's word on it. Whatever happens to one goes through `change`,
//! which keeps the state, a line of its story and an audit line in the caller's transaction. The worker writes, reminds and
//! expires ([`work`]); the person says yes on a page of their own ([`invite`]) and only then goes into the job
//! ([`deliver`]), whose stages move the referral and earn the bonus ([`bonus`]).

pub mod answer;
pub mod answer_link;
pub mod ask;
pub mod bonus;
mod change;
pub mod deliver;
pub mod introduce;
pub mod invite;
mod letter;
mod link;
pub mod list;
mod mark;
pub mod matching;
pub mod network;
pub mod refer;
pub mod settings;
mod subject;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod work;

pub use store::referrals::{
    event::Line,
    referral::{Filter, Referral},
};

/// The kind of the task that writes, reminds, expires and falls back; its subject is the referral.
pub(crate) const TASK: &str = "referral.step";
