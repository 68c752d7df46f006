//! Jobs, boards, candidates, and the settings that shape them.

mod candidates;
mod jobs;
mod upkeep;

pub(crate) use jobs::label;

use crate::access::Route;

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    [candidates::routes(), jobs::routes(), upkeep::routes()].into_iter().flatten().collect()
}
