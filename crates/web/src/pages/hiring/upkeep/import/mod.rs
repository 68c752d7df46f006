//! Candidates > Import: a file, its columns, a look at its rows, what came of it.

pub(super) mod files;
pub(super) mod map;
pub(super) mod preview;
pub(super) mod result;
pub(super) mod upload;

const IMPORT: &str = "/candidates/import";

/// The most rows that one table of a page shows; all of them are in the file to download.
const SHOWN: usize = 1_000;
