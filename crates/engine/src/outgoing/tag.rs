//! A tag given to, or taken from, somebody whose application comes from another system.

use model::{
    CandidateId,
    remote::{RemoteChange, RemoteTag},
    tag::Tag,
};
use store::{
    Tx,
    hiring::{candidate, tag},
};

use super::{
    queue::{Wanted, put, slot},
    there::{self, There, latest_live},
};
use crate::{Actor, App, Result};

/// Queues the tag for the latest application in each other system. One that has its name there already is the same
/// tag, whatever group it belongs to there.
pub(crate) async fn tagged(app: &App, tx: &Tx, actor: &Actor, id: CandidateId, tag: &Tag) -> Result<()> {
    let living = latest_live(tx, actor.workspace, id).await?;
    if living.is_empty() {
        return Ok(());
    }
    let ours = ours(tx, actor, tag).await?;
    for there in living {
        let known = there.known.tags.iter().find(|known| known.name == tag.name);
        let label = known.unwrap_or(&ours).clone();
        change(app, tx, actor, id, &there, RemoteChange::AddTag(label.clone()), &label).await?;
    }
    Ok(())
}

/// Queues the taking away for every application that has the tag there, or is about to get it.
pub(crate) async fn untagged(app: &App, tx: &Tx, actor: &Actor, id: CandidateId, tag: &Tag) -> Result<()> {
    let all = there::of_candidate(tx, actor.workspace, id).await?;
    if all.is_empty() {
        return Ok(());
    }
    let ours = ours(tx, actor, tag).await?;
    for (_, there) in all {
        let mut labels: Vec<_> =
            there.known.tags.iter().filter(|held| held.name == tag.name).cloned().collect();
        if !labels.contains(&ours) {
            // It may be on its way there; where it isn't, nothing is queued.
            labels.push(ours.clone());
        }
        for label in labels {
            change(app, tx, actor, id, &there, RemoteChange::RemoveTag(label.clone()), &label).await?;
        }
    }
    Ok(())
}

/// The tag as it is called here.
async fn ours(tx: &Tx, actor: &Actor, of: &Tag) -> Result<RemoteTag> {
    let categories = tag::categories(tx, actor.workspace).await?;
    let category = categories.into_iter().find(|category| category.id == of.category);
    Ok(RemoteTag { name: of.name.clone(), category: category.map(|one| one.name).unwrap_or_default() })
}

async fn change(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    id: CandidateId,
    there: &There,
    change: RemoteChange,
    label: &RemoteTag,
) -> Result<()> {
    let what = if matches!(change, RemoteChange::AddTag(_)) { "tag" } else { "removal of the tag" };
    let person = candidate::get(tx, actor.workspace, id).await?;
    let wanted = Wanted {
        candidate: id,
        candidate_name: person.map(|one| one.profile.full_name()).unwrap_or_default(),
        slot: slot("tag", format_args!("{}/{}", label.category, label.name)),
        change,
        told: format!("{what} “{}”", label.name),
    };
    put(app, tx, actor, there, wanted).await
}
