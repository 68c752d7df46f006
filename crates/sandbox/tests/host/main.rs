//! The host over real connections, with a stand-in invented here.

mod control;
mod desk;
mod faults;
mod messages;
mod raw;
mod serving;
mod state;
mod tls;
