//! Whom employees know, and for which jobs that speaks. Who somebody is never stands here in the clear.

pub mod contact;
pub mod file;
pub mod headline;
pub mod known;
pub mod matched;
pub mod need;
pub mod owner;
#[cfg(test)]
mod tests;
