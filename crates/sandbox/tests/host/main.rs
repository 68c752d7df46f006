//! The host over real connections, with a stand-in invented here.

mod control;
mod desk;
mod faults;
mod raw;
mod serving;
mod state;
mod tls;
