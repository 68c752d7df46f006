//! One suite a capability, called in a line by each vendor, against its sandbox over real HTTP.

pub mod hris;
mod lookout;

pub use hris::hris;
