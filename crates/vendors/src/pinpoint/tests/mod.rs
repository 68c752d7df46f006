//! The connector against the stand-in, over real HTTP on the loopback address.

mod changes;
mod check;
mod fields;
mod files;
mod make;
mod manifest;
mod reads;
mod rights;
mod stage;
