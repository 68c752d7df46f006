//! One folder a vendor, and the registry that lists them.

mod bamboohr;
#[allow(
    dead_code,
    unused_imports,
    reason = "connector and stand-in, which use these, are built side by side"
)]
mod intellihr;
mod pinpoint;
pub mod registry;
