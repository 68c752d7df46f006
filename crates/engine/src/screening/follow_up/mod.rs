//! Questions that applicants are asked by letter when they come to a stage.
//!
//! Whoever moves an application says so in its own transaction ([`arrive`]); the pair of application and set stands
//! once, so that nobody is asked twice however often they come. A worker writes the letter when its time has come
//! ([`work`]), and what is answered by the form behind its link ([`answer`]) makes the score stale.

pub mod answer;
pub(crate) mod arrive;
pub mod asked;
pub mod leave;
mod letter;
pub mod sets;
pub mod standing;
#[cfg(test)]
mod tests;
pub(crate) mod work;

pub use store::screening::follow_up::{
    asked::{FollowUp, FollowUpState},
    set::{At, Content, QuestionSet},
};

/// The kind of the task that asks, reminds and closes; its subject is the follow-up.
pub(crate) const TASK: &str = "screening.follow_up";
