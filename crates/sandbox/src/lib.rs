//! Hosts the vendors' stand-ins over real HTTP(S), with their control page: seed, faults, clock, journal.
//!
//! Each stand-in gets its own port. Its control page and control API lie on the same port under
//! [`CONTROL`], which the host takes before the stand-in sees the request: so one port, one certificate and
//! one line of output stand for one vendor, and no vendor has an address that begins so.

pub mod faults;
pub mod host;
pub mod journal;

mod announcement;
mod answer;
mod clock;
mod control;
mod exchange;
mod messages;
mod running;
mod serve;
mod state;
mod tls;

pub use announcement::Announcement;
pub use control::CONTROL;
pub use faults::Faults;
pub use host::{Host, HostError, Options};
