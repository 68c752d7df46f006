//! `/referrals/{id}`: one referral, for the employee whose it is and for recruiters.

mod act;
mod delivery;
mod show;

use model::access::Right;

use crate::access::{Access, Route, get, post};

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    const OWN: Access = Access::May(Right::ReferralsOwn);
    const ASK: Access = Access::May(Right::ReferralsAsk);
    vec![
        get("/referrals/{id}", OWN, show::show),
        post("/referrals/{id}/answer", OWN, act::answered),
        post("/referrals/{id}/introduce", OWN, act::introduce),
        post("/referrals/{id}/link", OWN, act::link),
        post("/referrals/{id}/withdraw", OWN, act::withdrawn),
        post("/referrals/{id}/delivery/retry", ASK, delivery::retry),
        post("/referrals/{id}/delivery/by-hand", ASK, delivery::by_hand),
        post("/referrals/{id}/delivery/correct", ASK, delivery::correct),
    ]
}
