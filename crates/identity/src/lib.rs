//! Whether two records are one person, how likely that is, and why in words.
//!
//! Records that share a [`block`] key are compared trait by trait; each comparison comes out at a [`compare::Level`];
//! what a level weighs is either fixed or [`learn`]ed from the records themselves, without anybody saying which of
//! them are one person (Fellegi and Sunter 1969, by expectation and maximisation). The sum of the weights is the
//! likelihood. No database, no clock, no network; the same records give the same answer.

pub mod block;
pub mod compare;
pub mod explain;
pub mod group;
pub mod learn;
pub mod letters;
pub mod pair;
pub mod traits;
pub mod verdict;
pub mod weights;

pub use explain::explain;
pub use traits::{Trait, Traits};
pub use verdict::{Thresholds, Verdict};
pub use weights::Weights;
