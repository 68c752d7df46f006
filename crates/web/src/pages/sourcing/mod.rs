//! Sourcing: the talent pool, and the ways of its people into another system.

mod approval;
mod pool;
mod push;

use crate::access::Route;

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    [pool::routes(), push::routes(), approval::routes()].into_iter().flatten().collect()
}
