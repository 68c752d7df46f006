//! Screening as it is kept: criteria, preferences, readings of résumés, results, and the ledger that proves them.

pub mod asked;
pub mod criteria;
pub mod embedder;
pub mod follow_up;
pub mod ledger;
pub mod list;
pub mod mark;
pub mod notice;
pub mod organisation;
pub mod preference;
pub mod reading;
pub mod result;
pub mod spread;
pub mod target;
#[cfg(test)]
pub(crate) mod tests;
pub mod voluntary;
pub mod written;
