//! Whether screening treats groups alike: rates, ratios and how likely such differences are by chance.
//!
//! Groups come from voluntary answers that the scorer never sees. A ratio is a sign to look closer, not a verdict.

mod rate;
mod report;
mod significance;

pub use rate::{Rate, Test, TestKind};
pub use report::{Group, Person, Report, report};
pub use significance::{fisher, two_proportions};
