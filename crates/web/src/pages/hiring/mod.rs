//! Jobs, boards, candidates, and the settings that shape them.

use crate::access::Route;

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    vec![]
}
