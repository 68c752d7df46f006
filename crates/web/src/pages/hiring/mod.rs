//! Jobs, boards, candidates, and the settings that shape them.

// WHO WRITES WHAT: see crates/engine/src/hiring/mod.rs. Each author keeps a module of their own here:
// A: `candidates/`, B: `jobs/`, C: `upkeep/` (tags, fields, import), each with its own `routes()`.

mod candidates;
mod jobs;

use crate::access::Route;

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    [
        // one line an author: candidates::routes(), jobs::routes(), upkeep::routes()
        candidates::routes(),
        jobs::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
