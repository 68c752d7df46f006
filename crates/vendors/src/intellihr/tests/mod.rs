//! The connector against the stand-in, over real HTTP on the loopback address.

mod check;
mod documents;
mod form;
mod hire;
mod job;
mod manifest;
mod refusals;
mod stage;
