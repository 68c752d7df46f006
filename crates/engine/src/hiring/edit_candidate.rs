//! Changing what is known of a candidate.

use model::{
    CandidateId,
    access::Right,
    candidate::{Candidate, Profile},
    remote::RecordKind,
};
use store::hiring::candidate;

use super::{add_candidate::checked, the_candidate};
use crate::{Actor, App, audit, error::Result, screening, sync::origin::refuse_if_synced};

/// One candidate, to be edited.
pub async fn get(app: &App, actor: &Actor, id: CandidateId) -> Result<Candidate> {
    actor.require(Right::CandidatesRead)?;
    the_candidate(&app.db, actor.workspace, id).await
}

/// Keeps a changed profile. The audit line names the fields and not their values, which are personal.
pub async fn edit_candidate(app: &App, actor: &Actor, id: CandidateId, profile: &Profile) -> Result<()> {
    actor.require(Right::CandidatesWrite)?;
    let profile = checked(profile)?;
    let tx = app.db.begin().await?;
    let before = the_candidate(&tx, actor.workspace, id).await?;
    let changed = changed(&before.profile, &profile);
    if changed.is_empty() {
        return Ok(());
    }
    refuse_if_synced(app, &tx, actor, RecordKind::Candidate, id.into()).await?;
    candidate::update(&tx, actor.workspace, &Candidate { id, profile }, app.now()).await?;
    if changed.contains(&"source") {
        screening::changed::people(app, &tx, actor.workspace, &[id], "The source was changed").await?;
    }
    let detail = format!("Changed {}", changed.join(", "));
    audit::write(app, &tx, actor, "candidate.edited", ("candidate", Some(id.into())), detail).await?;
    tx.commit().await?;
    Ok(())
}

fn changed(before: &Profile, after: &Profile) -> Vec<&'static str> {
    let differs = |name: &'static str, one: &str, other: &str| (one != other).then_some(name);
    let born = |profile: &Profile| profile.date_of_birth.map(|day| day.to_string()).unwrap_or_default();
    [
        differs("first name", &before.first_name, &after.first_name),
        differs("middle name", &before.middle_name, &after.middle_name),
        differs("last name", &before.last_name, &after.last_name),
        differs("preferred name", &before.preferred_name, &after.preferred_name),
        differs("e-mail", &before.email, &after.email),
        differs("phone", &before.phone, &after.phone),
        differs("date of birth", &born(before), &born(after)),
        differs("gender", &before.gender, &after.gender),
        differs("address", &before.address_line1, &after.address_line1),
        differs("address line 2", &before.address_line2, &after.address_line2),
        differs("town", &before.city, &after.city),
        differs("state", &before.state, &after.state),
        differs("postcode", &before.postcode, &after.postcode),
        differs("country", &before.country, &after.country),
        differs("headline", &before.headline, &after.headline),
        differs("profile page", &before.profile_url, &after.profile_url),
        differs("source", &before.source, &after.source),
    ]
    .into_iter()
    .flatten()
    .collect()
}
