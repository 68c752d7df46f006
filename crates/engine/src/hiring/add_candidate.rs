//! Adding a candidate by hand.

use model::{
    CandidateId,
    access::Right,
    candidate::{Candidate, Profile},
    contact::{normal_email, normal_phone},
    hire::FieldProblem,
};
use store::hiring::candidate;

use super::{line, problem};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Adds a candidate. Someone who may be the same person is no obstacle: the profile points it out.
pub async fn add_candidate(app: &App, actor: &Actor, profile: &Profile) -> Result<CandidateId> {
    actor.require(Right::CandidatesWrite)?;
    let added = Candidate { id: app.id(), profile: checked(profile)? };
    let tx = app.db.begin().await?;
    candidate::insert(&tx, actor.workspace, &added, app.now()).await?;
    let detail = format!("Added {}", added.profile.full_name());
    audit::write(app, &tx, actor, "candidate.added", ("candidate", Some(added.id.into())), detail).await?;
    tx.commit().await?;
    Ok(added.id)
}

/// A profile in the form it is kept in, or all that is wrong with it.
pub(super) fn checked(profile: &Profile) -> Result<Profile> {
    let problems = problems(profile);
    if problems.is_empty() { Ok(tidy(profile)) } else { Err(Error::Invalid(problems)) }
}

/// What is wrong with a profile, said at its fields.
pub(super) fn problems(profile: &Profile) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    if profile.full_name().is_empty() {
        problems.push(problem("first_name", "Give a first or a last name."));
    }
    if !profile.email.trim().is_empty() && normal_email(&profile.email).is_none() {
        problems.push(problem("email", format!("“{}” is not an e-mail address.", profile.email.trim())));
    }
    if !profile.phone.trim().is_empty() && normal_phone(&profile.phone).is_none() {
        problems.push(problem("phone", format!("“{}” is not a phone number.", profile.phone.trim())));
    }
    let address = profile.profile_url.trim();
    if !address.is_empty() && !address.starts_with("https://") && !address.starts_with("http://") {
        problems.push(problem("profile_url", "Write the address of the page with https:// in front."));
    }
    problems
}

fn tidy(profile: &Profile) -> Profile {
    Profile {
        first_name: line(&profile.first_name),
        middle_name: line(&profile.middle_name),
        last_name: line(&profile.last_name),
        preferred_name: line(&profile.preferred_name),
        email: line(&profile.email),
        phone: line(&profile.phone),
        date_of_birth: profile.date_of_birth,
        gender: line(&profile.gender),
        address_line1: line(&profile.address_line1),
        address_line2: line(&profile.address_line2),
        city: line(&profile.city),
        state: line(&profile.state),
        postcode: line(&profile.postcode),
        country: line(&profile.country),
        headline: line(&profile.headline),
        profile_url: line(&profile.profile_url),
        source: line(&profile.source),
    }
}
