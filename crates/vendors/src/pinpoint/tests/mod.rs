//! The connector against the stand-in, over real HTTP on the loopback address.

mod check;
mod fields;
mod manifest;
mod reads;
mod rights;
mod stage;
