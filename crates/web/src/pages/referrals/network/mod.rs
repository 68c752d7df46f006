//! An employee's own pages: jobs that need people, their matches, their network. Each shows the network of whoever looks
//! and nobody else's.

use axum::response::Redirect;
use model::access::Right;

use crate::access::{Access, Route, get, post};

mod change;
mod delete;
mod import;
mod jobs;
mod list;
mod matches;
mod preview;

/// Where the network stands.
const NETWORK: &str = "/referrals/network";

pub(super) fn routes() -> Vec<Route> {
    const OWN: Access = Access::May(Right::ReferralsOwn);
    vec![
        get("/referrals", OWN, async || Redirect::to("/referrals/jobs")),
        get("/referrals/jobs", OWN, jobs::show),
        get("/referrals/matches", OWN, matches::show),
        get("/referrals/network", OWN, list::show),
        post("/referrals/network/worked-at", OWN, change::worked_at),
        get("/referrals/network/import", OWN, import::show),
        post("/referrals/network/import", OWN, import::submit),
        get("/referrals/network/preview", OWN, preview::show),
        post("/referrals/network/preview", OWN, preview::bring_in),
        post("/referrals/network/preview/drop", OWN, preview::drop),
        get("/referrals/network/delete", OWN, delete::ask),
        post("/referrals/network/delete", OWN, delete::delete),
        post("/referrals/network/{id}/known", OWN, change::known),
        post("/referrals/network/{id}/left-out", OWN, change::left_out),
        post("/referrals/network/{id}/delete", OWN, change::delete),
    ]
}

/// “1 person”, “312 people”.
fn people(count: usize) -> String {
    format!("{count} {}", if count == 1 { "person" } else { "people" })
}
