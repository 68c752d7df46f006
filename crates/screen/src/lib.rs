//! Screening by rule: a résumé becomes text, the text a profile, the profile a score with reasons.
//!
//! Pure functions over the types of `model::screening`: no database, no clock, no network. The same input gives the
//! same score, and what a score rests on can be read in one place.

pub mod blind;
pub mod fair;
pub mod profile;
pub mod read;
pub mod score;
pub mod skills;
pub mod suggest;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

#[cfg(test)]
mod quality;
