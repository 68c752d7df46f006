//! Signing in, one's account, users and roles, the audit log.

use crate::access::Route;

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    vec![]
}
