//! Sending a hire, the list of hand-offs, and what waits for a person.

use crate::access::Route;

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    vec![]
}
