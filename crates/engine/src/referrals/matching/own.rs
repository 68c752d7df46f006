//! What an employee sees: jobs that need people, and who of their own contacts fits them.

use std::collections::BTreeMap;

use model::{
    ContactId, JobId,
    access::Right,
    job::{Job, JobStatus},
    network::{Contact, Known, Strength},
    referral::State,
};
use store::{
    hiring::job,
    referrals::{
        network::{contact, matched},
        referral::Filter,
    },
};

use super::standing::Standing;
use crate::{
    Actor, App,
    error::{Error, Result},
    referrals::network::sealed,
};

/// An open job, for an employee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnJob {
    /// The job.
    pub job: Job,
    /// How many of their contacts fit it.
    pub matches: u64,
}

/// One of their contacts who fits a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnMatch {
    /// The job.
    pub job: JobId,
    /// Which contact.
    pub id: ContactId,
    /// Who it is.
    pub contact: Contact,
    /// How well the employee knows them.
    pub known: Known,
    /// How strong the match is.
    pub strength: Strength,
    /// Why, in words.
    pub reasons: Vec<String>,
    /// How far a request about them for the job is, where there is one.
    pub asked: Option<State>,
}

/// Open jobs, those that the employee's contacts fit most first.
///
/// # Errors
/// [`Error::Denied`].
pub async fn jobs(app: &App, actor: &Actor) -> Result<Vec<OwnJob>> {
    actor.require(Right::ReferralsOwn)?;
    let user = actor.user.ok_or(Error::NotFound("network"))?;
    let counts = matched::counts(&app.db, actor.workspace, Some(user)).await?;
    let open =
        job::all(&app.db, actor.workspace).await?.into_iter().filter(|job| job.status == JobStatus::Open);
    let with = |job: Job| OwnJob { matches: counts.get(&job.id).copied().unwrap_or(0), job };
    let mut jobs: Vec<OwnJob> = open.map(with).collect();
    jobs.sort_by(|a, b| b.matches.cmp(&a.matches).then_with(|| a.job.title.cmp(&b.job.title)));
    Ok(jobs)
}

/// Who of the employee's contacts fits which open job, the strongest first. Only their own: it takes nobody else's.
///
/// # Errors
/// [`Error::Denied`].
pub async fn matches(app: &App, actor: &Actor, of: Option<JobId>) -> Result<BTreeMap<JobId, Vec<OwnMatch>>> {
    actor.require(Right::ReferralsOwn)?;
    let user = actor.user.ok_or(Error::NotFound("network"))?;
    let mut found = matched::of_user(&app.db, actor.workspace, user).await?;
    found.retain(|one| of.is_none_or(|job| one.job == job));
    let ids: Vec<ContactId> = found.iter().map(|one| one.contact).collect();
    let kept = contact::of_ids(&app.db, actor.workspace, &ids).await?;
    let (mut kept_of, mut people) = (BTreeMap::new(), Vec::new());
    for kept in kept.into_iter().filter(|kept| kept.user == user) {
        people.push((kept.id, sealed::open(app, &sealed::of_contact(kept.id), &kept.sealed)?));
        kept_of.insert(kept.id, (kept, people.len() - 1));
    }
    let own = Filter { employee: Some(user), ..Filter::default() };
    let standing = Standing::of(&app.db, actor.workspace, &people, &own).await?;
    let mut by_job: BTreeMap<JobId, Vec<OwnMatch>> = BTreeMap::new();
    for one in found.into_iter().filter(|one| !standing.hides(one.job, one.contact)) {
        let (Some((kept, place)), Some(strength)) = (kept_of.get(&one.contact), one.fit.strength()) else {
            continue;
        };
        let contact: Contact = people[*place].1.clone();
        let reasons = one.fit.reasons.iter().map(|reason| reason.of(&contact)).collect();
        let asked = standing.asked(one.job, kept.id);
        let shown =
            OwnMatch { job: one.job, id: kept.id, contact, known: kept.known, strength, reasons, asked };
        by_job.entry(one.job).or_default().push(shown);
    }
    Ok(by_job)
}
