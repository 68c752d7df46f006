//! Two records of one person made one, and taken apart again.

use std::collections::BTreeMap;

use model::{
    ApplicationId, AttachmentId, CandidateId, CommentId, CustomFieldId, MergeId, TagId,
    access::Right,
    candidate::{Candidate, Profile},
    handoff::HandoffState,
};
use serde::{Deserialize, Serialize};
use store::{
    Tx,
    hiring::{application, attachment, candidate, comment, field, merge, tag},
    integrations::{
        handoff::{self, Handoff},
        link,
    },
    outgoing,
    screening::ledger,
};

use super::{Merge, the_candidate};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    screening::{changed, opt_out},
};

/// What a merge moved and replaced: all that it takes to undo it.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    applications: Vec<ApplicationId>,
    comments: Vec<CommentId>,
    attachments: Vec<AttachmentId>,
    /// Tags that the kept one received because it did not have them.
    tags: Vec<TagId>,
    /// Values that the kept one received because it had none.
    values: BTreeMap<CustomFieldId, String>,
    /// Applications that were taken out of screening, because the person asked so under the other record.
    #[serde(default)]
    opted_out: Vec<ApplicationId>,
    /// The kept profile as it was, and as it became.
    before: Profile,
    after: Profile,
}

/// Makes two candidates one: the kept one receives the other's applications, comments, files, tags and whatever it
/// did not know itself.
///
/// # Errors
/// [`Error::Conflict`] where the other was sent to an HR system: that record must be the one kept.
pub async fn merge(app: &App, actor: &Actor, kept: CandidateId, other: CandidateId) -> Result<MergeId> {
    actor.require(Right::CandidatesWrite)?;
    if kept == other {
        return Err(Error::Conflict("Choose two different candidates.".into()));
    }
    let (tx, ws) = (app.db.begin().await?, actor.workspace);
    let keeper = the_candidate(&tx, ws, kept).await?;
    let giver = the_candidate(&tx, ws, other).await?;
    refuse_sent(&tx, actor, &giver).await?;

    let has = tag::of_candidates(&tx, ws, &[kept, other]).await?;
    let of = |id| has.get(&id).cloned().unwrap_or_default();
    let (kept_tags, known) = (of(kept), field::values(&tx, ws, kept).await?);
    let mut record = Record {
        applications: application::of_candidate(&tx, ws, other).await?.into_iter().map(|a| a.id).collect(),
        comments: comment::of_candidate(&tx, ws, other).await?.into_iter().map(|c| c.id).collect(),
        attachments: attachment::of_candidate(&tx, ws, other).await?.into_iter().map(|a| a.id).collect(),
        tags: of(other).into_iter().filter(|tag| !kept_tags.contains(tag)).collect(),
        values: field::values(&tx, ws, other)
            .await?
            .into_iter()
            .filter(|(id, _)| !known.contains_key(id))
            .collect(),
        opted_out: vec![],
        after: filled(&keeper.profile, &giver.profile),
        before: keeper.profile,
    };
    give(&tx, actor, &record, kept).await?;
    let pairs: Vec<_> = record.tags.iter().map(|tag| (kept, *tag)).collect();
    tag::give(&tx, ws, &pairs).await?;
    for (id, value) in &record.values {
        field::set_value(&tx, ws, kept, *id, value).await?;
    }
    let merged = Candidate { id: kept, profile: record.after.clone() };
    candidate::update(&tx, ws, &merged, app.now()).await?;
    candidate::set_merged_into(&tx, ws, other, Some(kept)).await?;
    let (opted_out, lines) = opt_out::united(app, &tx, actor, kept).await?;
    record.opted_out = opted_out;
    let text = serde_json::to_string(&record).map_err(|_| store::Error::Unreadable("merge"))?;
    let made = Merge { id: app.id(), kept, other, record: text, created_at: app.now(), undone_at: None };
    merge::insert(&tx, ws, &made).await?;
    changed::people(app, &tx, ws, &[kept], "Two records of the person became one").await?;
    let detail = format!("Merged another record of {} into this one", giver.profile.full_name());
    audit::write(app, &tx, actor, "candidate.merged", ("candidate", Some(kept.into())), detail).await?;
    ledger::append(&tx, ws, &lines).await?;
    tx.commit().await?;
    Ok(made.id)
}

/// Takes two candidates apart again, each as it was.
///
/// # Errors
/// [`Error::Conflict`] where what happened since makes it impossible; the sentence says what.
pub async fn unmerge(app: &App, actor: &Actor, id: MergeId) -> Result<CandidateId> {
    actor.require(Right::CandidatesWrite)?;
    let (tx, ws) = (app.db.begin().await?, actor.workspace);
    let made = merge::get(&tx, ws, id).await?.ok_or(Error::NotFound("merge"))?;
    let record: Record = serde_json::from_str(&made.record).map_err(|_| store::Error::Unreadable("merge"))?;
    let Some(keeper) = candidate::get(&tx, ws, made.kept).await? else {
        let sentence = "The kept candidate was itself merged into another. Undo that first.";
        return Err(Error::Conflict(sentence.into()));
    };
    if !merge::set_undone(&tx, ws, id, app.now()).await? {
        return Err(Error::Conflict("This merge was undone already.".into()));
    }
    if keeper.profile != record.after {
        let sentence = "The profile was changed since the two were merged, so it can't be said any more which \
            part belongs to whom. Nothing was changed; correct the records by hand.";
        return Err(Error::Conflict(sentence.into()));
    }
    let sent = handoff::of_candidate(&tx, ws, made.kept).await?;
    if sent.iter().any(|sent| record.applications.contains(&sent.application)) {
        let sentence =
            "One of the applications that would go back was sent to an HR system since. Nothing was changed.";
        return Err(Error::Conflict(sentence.into()));
    }
    let whole = give(&tx, actor, &record, made.other).await?;
    if !whole {
        let sentence = "Some of what would go back was deleted since, so the other record can't be made whole again. \
            Nothing was changed.";
        return Err(Error::Conflict(sentence.into()));
    }
    for tag in &record.tags {
        tag::take(&tx, ws, &[made.kept], *tag).await?;
    }
    let now = field::values(&tx, ws, made.kept).await?;
    for (id, value) in &record.values {
        // A value that was changed since belongs to the kept one.
        if now.get(id) == Some(value) {
            field::set_value(&tx, ws, made.kept, *id, "").await?;
        }
    }
    candidate::update(&tx, ws, &Candidate { id: made.kept, profile: record.before }, app.now()).await?;
    candidate::set_merged_into(&tx, ws, made.other, None).await?;
    let lines = opt_out::parted(app, &tx, actor, &record.opted_out).await?;
    changed::people(app, &tx, ws, &[made.kept, made.other], "The records were taken apart").await?;
    let subject = ("candidate", Some(made.kept.into()));
    audit::write(app, &tx, actor, "candidate.unmerged", subject, "Took the merged records apart").await?;
    ledger::append(&tx, ws, &lines).await?;
    tx.commit().await?;
    Ok(made.kept)
}

/// Hands the record's things to a candidate. Says whether all of them were still there.
async fn give(tx: &Tx, actor: &Actor, record: &Record, to: CandidateId) -> Result<bool> {
    let ws = actor.workspace;
    let applications = application::set_candidate(tx, ws, &record.applications, to).await?;
    outgoing::set_candidate(tx, ws, &record.applications, to).await?;
    let comments = comment::set_candidate(tx, ws, &record.comments, to).await?;
    let attachments = attachment::set_candidate(tx, ws, &record.attachments, to).await?;
    Ok(applications == record.applications.len() as u64
        && comments == record.comments.len() as u64
        && attachments == record.attachments.len() as u64)
}

/// One candidate and one HR system have at most one link, so a record that was sent is never the one given up.
async fn refuse_sent(tx: &Tx, actor: &Actor, giver: &Candidate) -> Result<()> {
    let links = link::of_candidate(tx, actor.workspace, giver.id).await?;
    let sent = handoff::of_candidate(tx, actor.workspace, giver.id).await?;
    // One that was cancelled before anything was made there left nothing behind.
    let left_nothing = |sent: &Handoff| sent.state == HandoffState::Cancelled && sent.external_id.is_none();
    if links.is_empty() && sent.iter().all(left_nothing) {
        return Ok(());
    }
    let name = giver.profile.full_name();
    Err(Error::Conflict(format!(
        "The record of {name} that would be given up was sent to an HR system. Keep that one and merge the other into it."
    )))
}

/// The kept profile with what only the other knows.
fn filled(kept: &Profile, other: &Profile) -> Profile {
    let pick = |one: &String, two: &String| if one.is_empty() { two.clone() } else { one.clone() };
    Profile {
        first_name: pick(&kept.first_name, &other.first_name),
        middle_name: pick(&kept.middle_name, &other.middle_name),
        last_name: pick(&kept.last_name, &other.last_name),
        preferred_name: pick(&kept.preferred_name, &other.preferred_name),
        email: pick(&kept.email, &other.email),
        phone: pick(&kept.phone, &other.phone),
        date_of_birth: kept.date_of_birth.or(other.date_of_birth),
        gender: pick(&kept.gender, &other.gender),
        address_line1: pick(&kept.address_line1, &other.address_line1),
        address_line2: pick(&kept.address_line2, &other.address_line2),
        city: pick(&kept.city, &other.city),
        state: pick(&kept.state, &other.state),
        postcode: pick(&kept.postcode, &other.postcode),
        country: pick(&kept.country, &other.country),
        headline: pick(&kept.headline, &other.headline),
        profile_url: pick(&kept.profile_url, &other.profile_url),
        source: pick(&kept.source, &other.source),
    }
}

#[cfg(test)]
mod tests;
