//! The stand-in, called as a client would: every rule that one can trip over.

mod caller;
mod files;
mod jobs;
mod keys;
mod lists;
mod manifest;
mod others;
mod paging;
mod pay;
mod people;
mod references;
