//! What a recruiter sees of a job's matches: that there is one, how strong, why, and whose contact it is. Not who.

use model::{ContactId, JobId, UserId, access::Right, network::Strength, referral::State};
use store::{
    people::user,
    referrals::{
        network::{contact, matched},
        referral::Filter,
    },
};

use super::{MatchKey, standing::Standing};
use crate::{Actor, App, Result, referrals::network::sealed};

/// How many matches of a job are shown.
pub(super) const MOST: u64 = 200;

/// A match as others see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// By which it is asked about.
    pub key: MatchKey,
    /// Whose contact it is.
    pub employee: UserId,
    /// The employee's name.
    pub employee_name: String,
    /// How strong it is.
    pub strength: Strength,
    /// Why, in words that say nothing of who it is.
    pub reasons: Vec<String>,
    /// Whether they are a candidate here already.
    pub is_candidate: bool,
    /// How far a request about them for the job is, where there is one.
    pub asked: Option<State>,
}

/// A job's matches, the strongest first.
///
/// # Errors
/// [`crate::Error::Denied`].
pub async fn seen(app: &App, actor: &Actor, job: JobId) -> Result<Vec<Seen>> {
    actor.require(Right::ReferralsAsk)?;
    let users = user::list(&app.db, actor.workspace).await?;
    let found = matched::of_job(&app.db, actor.workspace, job, MOST).await?;
    let ids: Vec<ContactId> = found.iter().map(|one| one.contact).collect();
    let mut people = Vec::new();
    for kept in contact::of_ids(&app.db, actor.workspace, &ids).await? {
        people.push((kept.id, sealed::open(app, &sealed::of_contact(kept.id), &kept.sealed)?));
    }
    let of_job = Filter { job: Some(job), ..Filter::default() };
    let standing = Standing::of(&app.db, actor.workspace, &people, &of_job).await?;
    let shown = found.into_iter().filter(|one| !standing.hides(job, one.contact)).filter_map(|one| {
        let employee = users.iter().find(|user| user.id == one.user && !user.disabled)?;
        Some(Seen {
            key: MatchKey::of(one.job, one.contact),
            employee: employee.id,
            employee_name: employee.name.clone(),
            strength: one.fit.strength()?,
            reasons: one.fit.reasons.iter().map(|reason| reason.unnamed()).collect(),
            is_candidate: standing.is_candidate(one.contact),
            asked: standing.asked(job, one.contact),
        })
    });
    let mut shown: Vec<Seen> = shown.collect();
    // Not in the order in which the contacts came: that would say something of who they are.
    shown.sort_by(|a, b| b.strength.cmp(&a.strength).then(a.key.cmp(&b.key)));
    Ok(shown)
}
