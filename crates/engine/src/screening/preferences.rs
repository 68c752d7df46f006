//! Which of a job's applications are screened, and what becomes of the results.

use model::{JobId, access::Right};
use store::screening::{mark, preference};

use super::{Preference, changed, the_job, write_back};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// What somebody chose for a job. The threshold is moved apart, by [`super::threshold`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Whether the job is screened at all.
    pub enabled: bool,
    /// Applications at stages of these kinds.
    pub stages: Vec<model::job::StageKind>,
    /// Candidates from these sources; any where empty.
    pub sources: Vec<String>,
    /// Applications made at this time or later; any where `None`.
    pub since: Option<jiff::Timestamp>,
    /// Whether applications that were there before screening was switched on are screened too.
    pub backfill: bool,
    /// Whether results are written into the system that the job comes from.
    pub write_back: bool,
    /// Whether a comment is written there, too.
    pub comment: bool,
}

/// What holds for a job; not screened where nobody decided.
///
/// # Errors
/// [`Error::Denied`].
pub async fn get(app: &App, actor: &Actor, job: JobId) -> Result<Preference> {
    actor.require(Right::CandidatesRead)?;
    the_job(&app.db, actor.workspace, job).await?;
    Ok(preference::get(&app.db, actor.workspace, job).await?)
}

/// Keeps what was chosen for a job.
///
/// # Errors
/// [`Error::Invalid`] at the field `stages` where a job is to be screened at no stage, or where people are hired or
/// rejected already.
pub async fn set(app: &App, actor: &Actor, job: JobId, chosen: Chosen) -> Result<()> {
    use model::job::StageKind::{Hired, Rejected};
    actor.require(Right::JobsWrite)?;
    if chosen.enabled && chosen.stages.is_empty() {
        return Err(Error::field(
            "stages",
            "Choose at least one kind of stage at which people are screened.",
        ));
    }
    if chosen.stages.iter().any(|kind| matches!(kind, Hired | Rejected)) {
        return Err(Error::field("stages", "People who are hired or rejected are not screened."));
    }
    let (tx, space) = (app.db.begin().await?, actor.workspace);
    let of = the_job(&tx, space, job).await?;
    let before = preference::get(&tx, space, job).await?;
    let switched_on = chosen.enabled && !before.enabled;
    let now = Preference {
        job,
        enabled: chosen.enabled,
        threshold: before.threshold,
        stages: chosen.stages,
        sources: chosen.sources,
        since: chosen.since,
        backfill: chosen.backfill,
        enabled_at: if switched_on { Some(app.now()) } else { before.enabled_at },
        write_back: chosen.write_back,
        comment: chosen.comment,
    };
    preference::put(&tx, space, &now).await?;
    if concerns_others(&before, &now) {
        changed::everybody(app, &tx, space, &now, "Who is screened was changed").await?;
    }
    if now.write_back && !before.write_back {
        mark::unwritten_job(&tx, space, job, app.now()).await?;
        write_back::call(app, &tx, space, job).await?;
    }
    let detail = match (before.enabled, now.enabled) {
        (false, true) => format!("Switched screening of {} on", of.title),
        (true, false) => format!("Switched screening of {} off", of.title),
        _ => format!("Changed which applications for {} are screened", of.title),
    };
    audit::write(app, &tx, actor, "screening.preferences_set", ("job", Some(job.into())), detail).await?;
    Ok(tx.commit().await?)
}

/// Whether other applications than before may be screened now.
fn concerns_others(before: &Preference, now: &Preference) -> bool {
    let who = |one: &Preference| {
        (one.enabled, one.stages.clone(), one.sources.clone(), one.since, one.backfill, one.enabled_at)
    };
    now.enabled && who(before) != who(now)
}
