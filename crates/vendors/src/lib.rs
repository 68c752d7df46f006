//! One folder a vendor, and the registry that lists them.

mod bamboohr;
mod clinch;
mod greenhouse;
mod intellihr;
mod pinpoint;
pub mod registry;
mod slack;
