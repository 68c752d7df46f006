//! The connector against the stand-in, over real HTTP on the loopback address.

mod api;
mod caller;
mod check;
mod files;
mod form;
mod hire;
mod keys;
mod manifest;
mod refusals;
mod reports;
mod scale;
mod stage;
