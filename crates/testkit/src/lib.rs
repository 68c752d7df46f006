//! An app, a worker and sandboxes on a fresh database; builders and conformance suites. Tests only.
//!
//! [`Stage`] is where a test begins: a company with an administrator on a database of its own, and every vendor's
//! stand-in within reach. What a test sets up with it goes through the engine's own operations wherever those are
//! what is tested, and straight into the store where it is only scenery.

pub mod applicants;
pub mod axe;
pub mod bench;
pub mod browser;
pub mod conformance;
pub mod connecting;
pub mod crash;
pub mod fuzz;
pub mod guests;
pub mod hire;
pub mod hiring;
pub mod hub;
pub mod keepers;
pub mod pool;
pub mod process;
pub mod queue;
pub mod stage;
pub mod tenant;

pub use stage::Stage;
