//! One folder a vendor, and the registry that lists them.

mod bamboohr;
pub mod registry;
