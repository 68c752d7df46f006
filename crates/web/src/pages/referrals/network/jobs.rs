//! `/referrals/jobs`: open jobs, and how many of one's own contacts fit each.

use askama::Template;
use axum::extract::State;
use engine::referrals::{
    matching::{OwnJob, jobs},
    network,
};

use crate::{
    Web,
    failure::Page,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "referrals/network/jobs.html")]
struct JobsPage {
    shell: Shell,
    tab: &'static str,
    rows: Vec<OwnJob>,
    has_network: bool,
}

pub(super) async fn show(State(web): State<Web>, shell: Shell, who: SignedIn) -> Page {
    let rows = jobs(&web, &who.actor).await?;
    let has_network = network::list(&web, &who.actor, "", 0).await?.all > 0;
    Ok(page(&JobsPage { shell: shell.at("referrals"), tab: "jobs", rows, has_network }))
}
