//! One suite a capability, called in a line by each vendor, against its sandbox over real HTTP.

pub mod ats;
pub mod crm;
pub mod hris;
pub mod intake;
mod lookout;
pub mod messenger;

pub use ats::ats;
pub use crm::crm;
pub use hris::hris;
pub use intake::intake;
pub use messenger::messenger;
