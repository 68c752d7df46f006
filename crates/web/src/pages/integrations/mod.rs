//! Settings > Integrations: gallery, connection form, connection page.

use crate::access::Route;

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    vec![]
}
