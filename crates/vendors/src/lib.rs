//! One folder a vendor, and the registry that lists them.

mod bamboohr;
#[cfg(test)]
mod pinpoint;
pub mod registry;
