//! `/candidates/duplicates` and the merge of two records, side by side before it is done.

use askama::Template;
use axum::{
    Form,
    extract::{Path, Query, State},
};
use engine::{
    Error,
    hiring::{duplicates, merge, profile::profile},
};
use model::{CandidateId, MergeId, candidate::Candidate};
use serde::Deserialize;

use super::profile::reason;
use crate::{
    Web,
    failure::Page,
    flash::{done, redirect_with},
    pages::integrations::view::Moment,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "hiring/candidates/duplicates.html")]
struct DuplicatesPage {
    shell: Shell,
    groups: Vec<(&'static str, Vec<Candidate>)>,
    merges: Vec<(MergeId, CandidateId, String, Moment)>,
}

#[derive(Template)]
#[template(path = "hiring/candidates/merge.html")]
struct MergePage {
    shell: Shell,
    keep: Side,
    other: Side,
    rows: Vec<Difference>,
}

/// One of the two records.
struct Side {
    candidate: Candidate,
    holds: String,
}

/// One field of both.
struct Difference {
    label: &'static str,
    keep: String,
    other: String,
}

pub(super) async fn show(State(web): State<Web>, visitor: SignedIn, shell: Shell) -> Page {
    let groups = duplicates::find(&web, &visitor.actor).await?;
    let merges = duplicates::merges(&web, &visitor.actor).await?;
    Ok(page(&DuplicatesPage {
        shell: shell.at("candidates"),
        groups: groups.into_iter().map(|group| (reason(group.reason), group.candidates)).collect(),
        merges: merges
            .into_iter()
            .map(|done| (done.merge.id, done.merge.kept, done.kept_name, done.merge.created_at.into()))
            .collect(),
    }))
}

/// Which record is kept, and which is given up.
#[derive(Deserialize)]
pub(super) struct Pair {
    keep: CandidateId,
    other: CandidateId,
}

pub(super) async fn compare(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Query(pair): Query<Pair>,
) -> Page {
    let (keep, other) = (side(&web, &visitor, pair.keep).await?, side(&web, &visitor, pair.other).await?);
    let rows = rows(&keep.candidate, &other.candidate);
    Ok(page(&MergePage { shell: shell.at("candidates"), keep, other, rows }))
}

async fn side(web: &Web, visitor: &SignedIn, id: CandidateId) -> engine::Result<Side> {
    let file = profile(web, &visitor.actor, id).await?;
    let count = |count: usize, one: &str, more: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {more}"),
    };
    let holds = [
        count(file.applications.len(), "application", "applications"),
        count(file.attachments.len(), "file", "files"),
        count(file.tags.len(), "tag", "tags"),
    ];
    Ok(Side { candidate: file.candidate, holds: holds.join(", ") })
}

fn rows(keep: &Candidate, other: &Candidate) -> Vec<Difference> {
    let (one, two) = (&keep.profile, &other.profile);
    let born = |candidate: &Candidate| {
        candidate.profile.date_of_birth.map(|day| day.to_string()).unwrap_or_default()
    };
    let (born_one, born_two) = (born(keep), born(other));
    [
        ("First name", &one.first_name, &two.first_name),
        ("Middle name", &one.middle_name, &two.middle_name),
        ("Last name", &one.last_name, &two.last_name),
        ("Preferred name", &one.preferred_name, &two.preferred_name),
        ("E-mail", &one.email, &two.email),
        ("Phone", &one.phone, &two.phone),
        ("Date of birth", &born_one, &born_two),
        ("Gender", &one.gender, &two.gender),
        ("Address", &one.address_line1, &two.address_line1),
        ("Address line 2", &one.address_line2, &two.address_line2),
        ("Town", &one.city, &two.city),
        ("State", &one.state, &two.state),
        ("Postcode", &one.postcode, &two.postcode),
        ("Country", &one.country, &two.country),
        ("Headline", &one.headline, &two.headline),
        ("Profile page", &one.profile_url, &two.profile_url),
        ("Source", &one.source, &two.source),
    ]
    .into_iter()
    .filter(|(_, keep, other)| !keep.is_empty() || !other.is_empty())
    .map(|(label, keep, other)| Difference { label, keep: keep.clone(), other: other.clone() })
    .collect()
}

pub(super) async fn merge(State(web): State<Web>, visitor: SignedIn, Form(pair): Form<Pair>) -> Page {
    match merge::merge(&web, &visitor.actor, pair.keep, pair.other).await {
        Ok(_) => {
            let text = "The two records are one now. You can take them apart again from this page.";
            Ok(done(&format!("/candidates/{}", pair.keep), text))
        }
        Err(Error::Conflict(sentence)) => {
            let path = format!("/candidates/merge?keep={}&other={}", pair.keep, pair.other);
            Ok(redirect_with(&path, "error", &sentence))
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn undo(State(web): State<Web>, visitor: SignedIn, Path(id): Path<MergeId>) -> Page {
    match merge::unmerge(&web, &visitor.actor, id).await {
        Ok(kept) => {
            Ok(done(&format!("/candidates/{kept}"), "The two records are apart again, each as it was."))
        }
        Err(Error::Conflict(sentence)) => Ok(redirect_with("/candidates/duplicates", "error", &sentence)),
        Err(error) => Err(error.into()),
    }
}
