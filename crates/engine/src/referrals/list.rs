//! What people see of referrals: the employee all of their own, recruiters who somebody is only where they may know.

use std::collections::BTreeMap;

use model::{JobId, ReferralId, access::Right};
use store::{
    hiring::job,
    people::user,
    referrals::{event, referral},
};

use super::{Filter, Line, Referral, subject};
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// A referral with the names of what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The referral.
    pub referral: Referral,
    /// The job's title.
    pub job: String,
    /// The employee's name.
    pub employee: String,
    /// The person's name; empty where whoever looks may not know it.
    pub person: String,
}

/// The most referrals of one page.
pub const PAGE: u64 = 50;

/// An employee's own referrals, the newest first.
///
/// # Errors
/// [`Error::Denied`].
pub async fn mine(app: &App, actor: &Actor) -> Result<Vec<Seen>> {
    actor.require(Right::ReferralsOwn)?;
    let filter =
        Filter { employee: Some(actor.user.ok_or(Error::NotFound("employee"))?), ..Filter::default() };
    let found = referral::list(&app.db, actor.workspace, &filter, 500, 0).await?;
    let mut seen = seen(app, actor, found).await?;
    for one in &mut seen {
        let person = subject::person(app, &app.db, &one.referral).await?;
        one.person = person.map(|person| person.full_name()).unwrap_or_default();
    }
    Ok(seen)
}

/// The referrals of the workspace, a page at a time from 0, and how many there are.
///
/// # Errors
/// [`Error::Denied`].
pub async fn all(app: &App, actor: &Actor, filter: &Filter, page: u64) -> Result<(Vec<Seen>, u64)> {
    actor.require(Right::ReferralsAsk)?;
    let found = referral::list(&app.db, actor.workspace, filter, PAGE, page * PAGE).await?;
    let count = referral::count(&app.db, actor.workspace, filter).await?;
    Ok((seen(app, actor, found).await?, count))
}

/// One referral with its story: the employee's own, or any for a recruiter.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn one(app: &App, actor: &Actor, id: ReferralId) -> Result<(Seen, Vec<Line>)> {
    actor.require(Right::ReferralsOwn)?;
    let found = referral::get(&app.db, actor.workspace, id).await?;
    let own = |one: &Referral| Some(one.employee) == actor.user;
    let found = found.filter(|one| own(one) || actor.role.may(Right::ReferralsAsk));
    let found = found.ok_or(Error::NotFound("referral"))?;
    let person = if own(&found) { subject::person(app, &app.db, &found).await? } else { None };
    let story = event::of(&app.db, actor.workspace, [id]).await?;
    let mut seen = seen(app, actor, vec![found]).await?.pop().ok_or(Error::NotFound("referral"))?;
    if let Some(person) = person {
        seen.person = person.full_name();
    }
    Ok((seen, story))
}

async fn seen(app: &App, actor: &Actor, found: Vec<Referral>) -> Result<Vec<Seen>> {
    let ids: Vec<JobId> = found.iter().map(|one| one.job).collect();
    let jobs = job::of_ids(&app.db, actor.workspace, &ids).await?;
    let users: BTreeMap<_, _> =
        user::list(&app.db, actor.workspace).await?.into_iter().map(|user| (user.id, user.name)).collect();
    let name = |one: Referral| Seen {
        job: jobs.get(&one.job).map(|job| job.title.clone()).unwrap_or_default(),
        employee: users.get(&one.employee).cloned().unwrap_or_default(),
        person: one.person.full_name(),
        referral: one,
    };
    Ok(found.into_iter().map(name).collect())
}
