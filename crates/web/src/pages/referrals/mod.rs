//! Referrals: the employee's own network and matches.

use crate::access::Route;

mod network;

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    network::routes()
}
