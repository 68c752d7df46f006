//! Candidates that may be the same person.

use model::access::Right;
use store::hiring::{candidate, duplicate, merge};

use super::{Group, Merge};
use crate::{Actor, App, error::Result};

/// How many groups are shown for each reason; the next come up when these are merged.
const MOST: u64 = 50;

/// A merge that stands, with the names of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The merge.
    pub merge: Merge,
    /// The kept candidate's name.
    pub kept_name: String,
}

/// Candidates of the whole workspace that may be one person.
pub async fn find(app: &App, actor: &Actor) -> Result<Vec<Group>> {
    actor.require(Right::CandidatesWrite)?;
    Ok(duplicate::all(&app.db, actor.workspace, MOST).await?)
}

/// The merges that can be undone, newest first.
pub async fn merges(app: &App, actor: &Actor) -> Result<Vec<Merged>> {
    actor.require(Right::CandidatesWrite)?;
    let standing = merge::standing(&app.db, actor.workspace, None).await?;
    let kept: Vec<_> = standing.iter().take(MOST as usize).map(|merge| merge.kept).collect();
    let people = candidate::of_ids(&app.db, actor.workspace, &kept).await?;
    Ok(standing
        .into_iter()
        .filter_map(|merge| {
            let kept_name = people.get(&merge.kept)?.profile.full_name();
            Some(Merged { merge, kept_name })
        })
        .collect())
}
