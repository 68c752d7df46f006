//! `/jobs/{id}/screening/criteria/{version}`: one version in words, and switching a draft on.

use askama::Template;
use axum::extract::{Path, Query, State};
use engine::screening::{
    CriteriaState, Version, asked, criteria, spread, threshold,
    try_on::{Outcome, Tried, try_on},
};
use model::{ApplicationId, JobId};
use serde::Deserialize;

use super::rule;
use crate::{
    Web,
    failure::{Failure, Page},
    flash::done,
    pages::{
        integrations::view::Moment,
        numbers::counted,
        screening::{head::Head, reasons::capital, words},
    },
    session::SignedIn,
    shell::{Shell, page},
};

/// A version in the list of them.
pub(super) struct VersionLine {
    pub version: u32,
    pub state: (&'static str, &'static str),
    pub by: String,
    pub at: Moment,
    pub asks: String,
}

/// Every version in a line.
pub(super) fn lines(all: &[Version]) -> Vec<VersionLine> {
    all.iter().map(line).collect()
}

fn line(one: &Version) -> VersionLine {
    let (criteria, rules) = (one.criteria.criteria.len() as u64, one.criteria.knock_outs.len() as u64);
    let mut asks = counted(criteria, "criterion", "criteria");
    if rules > 0 {
        asks = format!("{asks}, {}", counted(rules, "knock-out rule", "knock-out rules"));
    }
    VersionLine {
        version: one.version,
        state: state(one.state),
        by: one.activated_by.clone().unwrap_or_else(|| one.made_by.clone()),
        at: one.activated_at.unwrap_or(one.made_at).into(),
        asks,
    }
}

fn state(state: CriteriaState) -> (&'static str, &'static str) {
    match state {
        CriteriaState::Draft => ("badge-info", "Draft"),
        CriteriaState::Active => ("badge-ok", "In use"),
        CriteriaState::Retired => ("", "Used before"),
    }
}

#[derive(Template)]
#[template(path = "screening/version.html")]
struct VersionPage {
    shell: Shell,
    head: Head,
    line: VersionLine,
    is_draft: bool,
    /// What is asked, by need: the words and the weight.
    groups: Vec<(&'static str, Vec<(String, u8)>)>,
    rules: Vec<String>,
    threshold: u8,
    /// What it would make of a few people; none where it was not tried.
    tried: Option<Vec<TriedLine>>,
    /// How many are scored again once it is switched on, in words; none where nobody is.
    again: Option<String>,
}

/// What it would make of one person.
struct TriedLine {
    application: ApplicationId,
    name: String,
    points: Option<u8>,
    standing: (&'static str, &'static str),
    /// The summary, or why there is no score.
    sentence: String,
}

impl From<Tried> for TriedLine {
    fn from(tried: Tried) -> Self {
        let nothing = |word, sentence| (None, ("", word), sentence);
        let (points, standing, sentence) = match tried.outcome {
            Outcome::Scored(score, standing) => (score.points, words::standing(standing), score.summary),
            Outcome::Unreadable(why) => nothing("Could not be read", why),
            Outcome::LeftOut(why) => nothing("Left out", why.to_string()),
        };
        let name = tried.candidate.profile.full_name();
        Self { application: tried.application.id, name, points, standing, sentence }
    }
}

/// Whether it is to be tried.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    #[serde(rename = "try")]
    try_it: bool,
}

pub(crate) async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path((id, version)): Path<(JobId, u32)>,
    Query(wanted): Query<Asked>,
) -> Page {
    let actor = &visitor.actor;
    let all = criteria::versions(&web, actor, id).await?;
    let found = all.iter().find(|one| one.version == version).ok_or(Failure::not_found("version"))?;
    let mut groups: Vec<(_, Vec<_>)> = super::row::NEEDS.map(|(_, need)| (need, vec![])).into();
    for criterion in &found.criteria.criteria {
        if let Some((_, group)) = groups.iter_mut().find(|(need, _)| *need == criterion.need) {
            group.push((capital(&asked(&criterion.asks)), criterion.weight));
        }
    }
    let tried = match wanted.try_it {
        true => Some(try_on(&web, actor, id, &found.criteria, &[]).await?),
        false => None,
    };
    let known = spread::spread(&web, actor, id).await?.all();
    Ok(page(&VersionPage {
        shell: shell.at("jobs"),
        head: Head::of(&web, actor, id, "criteria").await?,
        line: line(found),
        is_draft: found.state == CriteriaState::Draft,
        groups: groups
            .into_iter()
            .filter(|(_, group)| !group.is_empty())
            .map(|(need, group)| (words::need(need), group))
            .collect(),
        rules: found.criteria.knock_outs.iter().map(rule::words).collect(),
        threshold: threshold::of_job(&web, actor, id).await?.0,
        tried: tried.map(|all| all.into_iter().map(Into::into).collect()),
        again: (known > 0).then(|| counted(known, "person", "people")),
    }))
}

pub(crate) async fn activate(
    State(web): State<Web>,
    visitor: SignedIn,
    Path((id, version)): Path<(JobId, u32)>,
) -> Page {
    let stale = criteria::activate(&web, &visitor.actor, id, version).await?;
    let said = match stale {
        0 => format!("Version {version} is in use."),
        stale => {
            let people = counted(stale, "person is", "people are");
            format!("Version {version} is in use. {people} scored again.")
        }
    };
    Ok(done(&format!("/jobs/{id}/screening"), &said))
}
