//! One suite a capability, called in a line by each vendor, against its sandbox over real HTTP.

pub mod ats;
pub mod hris;
mod lookout;

pub use ats::ats;
pub use hris::hris;
