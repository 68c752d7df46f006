//! The connector against the stand-in, over real HTTP on the loopback address.

mod fixtures;
mod installing;
mod manifest;
mod pressing;
mod stage;
mod writing;
