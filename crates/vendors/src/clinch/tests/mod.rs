//! The connector against its stand-in, and the stand-in by itself.

mod check;
mod people;
mod reading;
mod refusals;
mod signature;
mod stage;
