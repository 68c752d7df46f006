//! What a job asks for: written as a draft, then switched on. A version that was in use is never changed.

use model::{JobId, access::Right, screening::Criteria};
use store::screening::{criteria, ledger, mark, preference};

use super::{CriteriaState, Event, Facts, Version, changed, line, the_job};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    referrals::matching,
};

/// Every version of a job's criteria, the newest first.
///
/// # Errors
/// [`Error::Denied`].
pub async fn versions(app: &App, actor: &Actor, job: JobId) -> Result<Vec<Version>> {
    actor.require(Right::JobsWrite)?;
    the_job(&app.db, actor.workspace, job).await?;
    Ok(criteria::all(&app.db, actor.workspace, job).await?)
}

/// The version that a job's people are scored by; `None` where it asks for nothing yet.
///
/// # Errors
/// [`Error::Denied`].
pub async fn in_use(app: &App, actor: &Actor, job: JobId) -> Result<Option<u32>> {
    actor.require(Right::CandidatesRead)?;
    the_job(&app.db, actor.workspace, job).await?;
    let active = criteria::in_state(&app.db, actor.workspace, job, CriteriaState::Active).await?;
    Ok(active.map(|version| version.version))
}

/// Keeps criteria as the job's draft, in place of the draft before, and gives its version. They score nobody yet.
///
/// # Errors
/// [`Error::Invalid`] at the field `criteria` with the first thing that is wrong.
pub async fn save(app: &App, actor: &Actor, job: JobId, wanted: Criteria) -> Result<u32> {
    actor.require(Right::JobsWrite)?;
    wanted.accept().map_err(|error| Error::field("criteria", error.to_string()))?;
    let tx = app.db.begin().await?;
    let of = the_job(&tx, actor.workspace, job).await?;
    let all = criteria::all(&tx, actor.workspace, job).await?;
    let version = match all.first() {
        Some(newest) if newest.state == CriteriaState::Draft => newest.version,
        newest => newest.map_or(0, |newest| newest.version) + 1,
    };
    let draft = Version {
        job,
        version,
        state: CriteriaState::Draft,
        criteria: wanted,
        made_by: actor.name.clone(),
        made_by_id: actor.user,
        made_at: app.now(),
        activated_by: None,
        activated_at: None,
    };
    criteria::put(&tx, actor.workspace, &draft).await?;
    let detail = format!("Wrote version {version} of what {} asks for", of.title);
    audit::write(app, &tx, actor, "screening.criteria_saved", ("job", Some(job.into())), detail).await?;
    tx.commit().await?;
    Ok(version)
}

/// Switches the job's draft on. Every score of the job is out of date from then on, and says so until it is made again;
/// says how many those are.
///
/// # Errors
/// [`Error::Conflict`] where there is no draft, it is another version than the caller saw, or it asks for nothing.
pub async fn activate(app: &App, actor: &Actor, job: JobId, version: u32) -> Result<u64> {
    actor.require(Right::JobsWrite)?;
    let (tx, space) = (app.db.begin().await?, actor.workspace);
    let of = the_job(&tx, space, job).await?;
    let draft = criteria::in_state(&tx, space, job, CriteriaState::Draft).await?;
    let Some(draft) = draft.filter(|draft| draft.version == version) else {
        let sentence = "This version is no draft any more. Look at where the criteria stand now.";
        return Err(Error::Conflict(sentence.into()));
    };
    if draft.criteria.criteria.is_empty() {
        return Err(Error::Conflict(
            "Say first what the job asks for: without it nothing can be scored.".into(),
        ));
    }
    criteria::retire(&tx, space, job).await?;
    let (activated_by, activated_at) = (Some(actor.name.clone()), Some(app.now()));
    let active = Version { state: CriteriaState::Active, activated_by, activated_at, ..draft };
    criteria::put(&tx, space, &active).await?;
    matching::jobs_changed(app, &tx, space, &[job]).await?;
    let why = format!("Version {version} of the criteria was switched on");
    mark::stale_job(&tx, space, job, &why, app.now()).await?;
    changed::everybody(app, &tx, space, &preference::get(&tx, space, job).await?, &why).await?;
    let stale = mark::count_stale(&tx, space, job).await?;
    let detail = format!("Switched version {version} of what {} asks for on", of.title);
    audit::write(app, &tx, actor, "screening.criteria_activated", ("job", Some(job.into())), detail).await?;
    let facts = Facts { criteria_version: Some(version), because: Some(why), ..Facts::default() };
    let line = ledger::Line { facts, ..line(app, actor, Event::Stale, job) };
    ledger::append(&tx, space, &[line]).await?;
    tx.commit().await?;
    Ok(stale)
}
