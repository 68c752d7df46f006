//! One folder a vendor, and the registry that lists them.

mod bamboohr;
mod intellihr;
mod pinpoint;
pub mod registry;
