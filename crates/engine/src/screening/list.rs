//! The people of a job by score and by where they stand; one of them with reasons, and two of them side by side.

use std::collections::HashMap;

use model::{
    ApplicationId, JobId,
    access::Right,
    application::Application,
    candidate::Candidate,
    screening::{Criteria, Standing, Threshold},
};
use store::{
    hiring::candidate,
    screening::{criteria, list, reading, result},
};

use super::{After, Filter, Listed, Screened, the_application, the_job, threshold_of};
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// How many people a page shows at most.
pub const MOST: u64 = 200;

/// A page of a job's people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The threshold by which they stand where they stand.
    pub threshold: Threshold,
    /// How many stand where, whatever the filter.
    pub counts: HashMap<Standing, u64>,
    /// Those of this page, with who they are.
    pub rows: Vec<(Listed, Candidate)>,
    /// Where the next page begins; `None` where this is the last.
    pub next: Option<After>,
}

/// A page of a job's people, those with the most points first.
///
/// # Errors
/// [`Error::Denied`].
pub async fn list(
    app: &App,
    actor: &Actor,
    job: JobId,
    filter: Filter,
    after: Option<After>,
    most: u64,
) -> Result<Page> {
    actor.require(Right::CandidatesRead)?;
    let (db, space, most) = (&app.db, actor.workspace, most.clamp(1, MOST));
    the_job(db, space, job).await?;
    let threshold = threshold_of(db, space, job).await?;
    let mut listed = list::page(db, space, job, threshold, filter, after, most + 1).await?;
    let more = listed.len() as u64 > most;
    listed.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    let next = listed.last().filter(|_| more);
    let next = next.map(|last| After { points: last.points, application: last.application });
    let ids: Vec<_> = listed.iter().map(|one| one.candidate).collect();
    let people = candidate::of_ids(db, space, &ids).await?;
    let rows = listed.into_iter().filter_map(|one| Some((one.clone(), people.get(&one.candidate)?.clone())));
    let counts = list::counts(db, space, job, threshold).await?;
    Ok(Page { threshold, counts, rows: rows.collect(), next })
}

/// One person's application with everything that its page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The application.
    pub application: Application,
    /// Whose.
    pub candidate: Candidate,
    /// Its score with reasons, and what people decided.
    pub result: Screened,
    /// Where it stands.
    pub standing: Standing,
    /// The threshold by which it stands there.
    pub threshold: Threshold,
    /// What it was scored by; empty where it was not.
    pub criteria: Criteria,
    /// The résumé's text that the reasons quote, where it was read.
    pub resume: Option<model::screening::Document>,
}

/// One application with its reasons.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn get(app: &App, actor: &Actor, application: ApplicationId) -> Result<Shown> {
    actor.require(Right::CandidatesRead)?;
    let (db, space) = (&app.db, actor.workspace);
    let of = the_application(db, space, application).await?;
    let person = candidate::get(db, space, of.candidate).await?.ok_or(Error::NotFound("candidate"))?;
    let known = result::get(db, space, application).await?;
    let known = known.unwrap_or_else(|| Screened::new(application, of.job));
    let threshold = threshold_of(db, space, of.job).await?;
    let version = match known.criteria_version {
        Some(version) => criteria::get(db, space, of.job, version).await?,
        None => None,
    };
    let resume = match &known.resume {
        Some(file) => reading::latest(db, space, file).await?.and_then(|reading| reading.outcome.ok()),
        None => None,
    };
    Ok(Shown {
        standing: known.standing(threshold),
        application: of,
        candidate: person,
        result: known,
        threshold,
        criteria: version.map(|version| version.criteria).unwrap_or_default(),
        resume: resume.map(|profile| profile.document),
    })
}

/// Two people side by side.
///
/// # Errors
/// [`Error::Conflict`] where they applied for different jobs, whose scores can't be compared.
pub async fn compare(
    app: &App,
    actor: &Actor,
    one: ApplicationId,
    other: ApplicationId,
) -> Result<[Shown; 2]> {
    let both = [get(app, actor, one).await?, get(app, actor, other).await?];
    if both[0].application.job != both[1].application.job {
        let sentence =
            "They applied for different jobs, which ask for different things. Compare two of one job.";
        return Err(Error::Conflict(sentence.into()));
    }
    Ok(both)
}
