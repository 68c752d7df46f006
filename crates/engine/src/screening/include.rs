//! Which applications are looked at. Whoever is left out is so for one reason, which the page says.
//!
//! Nothing here has a word for people who work at the company already: an application counts as internal where the
//! candidate's source or one of their tags is “Internal”, in whatever case.

use jiff::tz::TimeZone;
use model::{ApplicationId, access::Right, job::StageKind};
use store::screening::{organisation, preference};

use super::{
    Organisation, Preference,
    subject::{self, Subject},
    the_application,
};
use crate::{Actor, App, Result};

/// What a source or a tag of people who work here already is called, in small letters.
pub(super) const INTERNAL: &str = "internal";

/// Why an application is left out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LeftOut {
    /// Nobody switched screening on.
    #[error("This job is not screened. Switch screening on in its preferences.")]
    Off,
    /// The candidate was erased.
    #[error("The person's record is gone.")]
    Gone,
    /// The person does not want it.
    #[error("The person asked not to be screened.")]
    OptedOut,
    /// Decided already.
    #[error("People who are hired are not screened.")]
    Hired,
    /// Decided already.
    #[error("People who are rejected are not screened.")]
    Rejected,
    /// At a stage that was not chosen, by its name.
    #[error("It stands at “{0}”, and people at such a stage are not screened for this job.")]
    Stage(String),
    /// From a source that was not chosen.
    #[error("{}, and only some sources are screened for this job.", came_from(.0))]
    Source(String),
    /// Made before the chosen day.
    #[error("It was made before {0}, from which on this job is screened.")]
    TooEarly(jiff::civil::Date),
    /// Made before screening was switched on, where only newer ones are wanted.
    #[error("It was there before screening was switched on, and only newer ones are screened for this job.")]
    There,
    /// The person works here already.
    #[error("It is marked as internal, and internal applications are left out.")]
    Internal,
    /// Its résumé is not here yet, by the connection's name.
    #[error("Its résumé is still to be fetched from {0}. It is scored as soon as it is here.")]
    Awaited(String),
}

fn came_from(source: &str) -> String {
    match source.trim() {
        "" => "Where it came from is not known".into(),
        source => format!("It came from “{source}”"),
    }
}

/// Why an application is not looked at by itself; `None` where it is.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub async fn why_left_out(app: &App, actor: &Actor, application: ApplicationId) -> Result<Option<LeftOut>> {
    actor.require(Right::CandidatesRead)?;
    let (db, space) = (&app.db, actor.workspace);
    let of = the_application(db, space, application).await?;
    let preference = preference::get(db, space, of.job).await?;
    let organisation = organisation::get(db, space).await?;
    let known = subject::gather(db, space, &[application], &[]).await?;
    Ok(known.first().map_or(Some(LeftOut::Gone), |subject| left_out(subject, &preference, organisation)))
}

/// The first reason for which an application is left out.
pub(super) fn left_out(
    subject: &Subject,
    preference: &Preference,
    organisation: Organisation,
) -> Option<LeftOut> {
    if !preference.enabled {
        return Some(LeftOut::Off);
    }
    if let Some(never) = never(subject) {
        return Some(never);
    }
    if !subject.stage.as_ref().is_some_and(|stage| preference.stages.contains(&stage.kind)) {
        let name = subject.stage.as_ref().map(|stage| stage.name.clone());
        return Some(LeftOut::Stage(name.unwrap_or_default()));
    }
    let same = |one: &String| one.trim().to_lowercase() == subject.source.trim().to_lowercase();
    if !preference.sources.is_empty() && !preference.sources.iter().any(same) {
        return Some(LeftOut::Source(subject.source.clone()));
    }
    if let Some(since) = preference.since.filter(|since| subject.made_at < *since) {
        return Some(LeftOut::TooEarly(TimeZone::UTC.to_datetime(since).date()));
    }
    if !preference.backfill && preference.enabled_at.is_some_and(|at| subject.made_at < at) {
        return Some(LeftOut::There);
    }
    if organisation.leave_out_internal && subject.is_internal {
        return Some(LeftOut::Internal);
    }
    subject.awaits.clone().map(LeftOut::Awaited)
}

/// Why an application is left out whatever was chosen for its job.
pub(super) fn never(subject: &Subject) -> Option<LeftOut> {
    if subject.is_gone {
        return Some(LeftOut::Gone);
    }
    if subject.opted_out {
        return Some(LeftOut::OptedOut);
    }
    match subject.stage.as_ref().map(|stage| stage.kind) {
        Some(StageKind::Hired) => Some(LeftOut::Hired),
        Some(StageKind::Rejected) => Some(LeftOut::Rejected),
        _ => None,
    }
}
