//! Fairness: how groups of applicants fare, what they are asked of their own will, and the ledger that proves what
//! screening did.

mod about_you;
pub(crate) mod file;
mod ledger;
mod link;
mod questions;
mod report;
mod retention;
mod words;

use model::access::Right;

use crate::access::{Access, Route, get, post};

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    const MANAGE: Access = Access::May(Right::WorkspaceManage);
    const READ: Access = Access::May(Right::CandidatesRead);
    const WRITE: Access = Access::May(Right::CandidatesWrite);
    vec![
        get("/fairness", MANAGE, report::show),
        get("/fairness/report.csv", MANAGE, report::csv),
        get("/fairness/questions", MANAGE, questions::show),
        post("/fairness/questions", MANAGE, questions::choose),
        post("/fairness/questions/import", MANAGE, questions::import),
        get("/fairness/questions/sample.csv", MANAGE, questions::sample),
        get("/fairness/ledger", MANAGE, ledger::show),
        post("/fairness/ledger/prove", MANAGE, ledger::prove),
        get("/fairness/ledger.csv", MANAGE, ledger::csv),
        get("/fairness/ledger.json", MANAGE, ledger::json),
        get("/fairness/retention", MANAGE, retention::show),
        post("/fairness/retention", MANAGE, retention::set),
        post("/fairness/retention/on", MANAGE, retention::on),
        post("/fairness/retention/off", MANAGE, retention::off),
        post("/fairness/retention/remove", MANAGE, retention::remove),
        get("/applications/{id}/voluntary", READ, link::show),
        post("/applications/{id}/voluntary", WRITE, link::make),
        get("/about-you/{token}", Access::Public, about_you::show),
        post("/about-you/{token}", Access::Public, about_you::answer),
    ]
}
