//! `/referrals/matches`: who of one's own contacts fits which open job, and why.

use askama::Template;
use axum::extract::{Query, State};
use engine::referrals::{
    matching::{OwnMatch, jobs, matches},
    network,
};
use model::{JobId, job::Job, network::Strength};
use serde::Deserialize;

use crate::{
    Web,
    failure::Page,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "referrals/network/matches.html")]
struct MatchesPage {
    shell: Shell,
    tab: &'static str,
    jobs: Vec<Job>,
    chosen: Option<JobId>,
    groups: Vec<(Job, Vec<OwnMatch>)>,
    has_network: bool,
}

impl MatchesPage {
    /// A strength's badge.
    fn badge(&self, strength: &Strength) -> &'static str {
        match strength {
            Strength::Strong => "badge-ok",
            Strength::Good => "badge-info",
            Strength::Possible => "",
        }
    }
}

/// Which job is looked at, as it stands in the address.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    job: String,
}

pub(super) async fn show(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Page {
    let chosen: Option<JobId> = asked.job.parse().ok();
    let mut found = matches(&web, &who.actor, chosen).await?;
    let open = jobs(&web, &who.actor).await?;
    let with =
        |one: &engine::referrals::matching::OwnJob| Some((one.job.clone(), found.remove(&one.job.id)?));
    let groups: Vec<_> = open.iter().filter_map(with).collect();
    let jobs = open.into_iter().filter(|one| one.matches > 0).map(|one| one.job).collect();
    let has_network = network::list(&web, &who.actor, "", 0).await?.all > 0;
    Ok(page(&MatchesPage { shell: shell.at("referrals"), tab: "matches", jobs, chosen, groups, has_network }))
}
