//! `/settings/referrals`: when employees are asked, in which words, what a referral earns, and the files of both.

mod letters;
mod rules;
mod tiers;

use axum::extract::State;
use engine::referrals::bonus::export;
use model::access::Right;

use crate::{
    Web,
    access::{Access, Route, get, post},
    failure::Page,
    pages::fairness::file::download,
    session::SignedIn,
};

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    const MANAGE: Access = Access::May(Right::WorkspaceManage);
    const ASK: Access = Access::May(Right::ReferralsAsk);
    vec![
        get("/settings/referrals", MANAGE, rules::show),
        post("/settings/referrals", MANAGE, rules::save),
        get("/settings/referrals/letters", MANAGE, letters::show),
        post("/settings/referrals/letters/{kind}", MANAGE, letters::save),
        get("/settings/referrals/bonuses", MANAGE, tiers::show),
        post("/settings/referrals/bonuses", MANAGE, tiers::save),
        get("/referrals.csv", ASK, referrals_csv),
        get("/referral-bonuses.csv", ASK, bonuses_csv),
    ]
}

/// Every referral as a file.
async fn referrals_csv(State(web): State<Web>, who: SignedIn) -> Page {
    let text = export::referrals(&web, &who.actor).await?;
    Ok(download("referrals.csv", "text/csv; charset=utf-8", text))
}

/// Every bonus as a file.
async fn bonuses_csv(State(web): State<Web>, who: SignedIn) -> Page {
    let text = export::bonuses(&web, &who.actor).await?;
    Ok(download("referral-bonuses.csv", "text/csv; charset=utf-8", text))
}
