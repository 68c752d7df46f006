//! Runs against a system in memory, on both databases.

mod applying;
mod asking;
mod controlling;
mod disturbed;
mod faults;
mod filing;
mod gone;
mod hinted;
mod linking;
mod partial;
mod pruning;
mod reading;
mod screened;
