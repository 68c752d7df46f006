//! The connector against the stand-in, over real HTTP on the loopback address.

mod api;
mod check;
mod form;
mod hire;
mod keys;
mod refusals;
mod scale;
mod stage;
