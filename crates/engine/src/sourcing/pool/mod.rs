//! The talent pool: who is in it, who is whom, and how its index follows.

pub mod candidates;
pub(crate) mod identify;
pub(crate) mod in_step;
pub mod merge;
pub(crate) mod resume;
pub mod show;
pub mod take;

#[cfg(test)]
pub(crate) mod tests;

pub use in_step::PoolSearch;
