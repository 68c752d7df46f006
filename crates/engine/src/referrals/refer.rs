//! An employee refers somebody without being asked, or takes a referral back.

use model::{JobId, ReferralId, access::Right, referral::Event};
use store::referrals::{owner, referral};

use super::{
    ask::{Whom, begin, drafted, employed, open_job},
    change, subject,
};
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// Refers somebody for a job. The employee then introduces them; nothing goes anywhere before the person agrees.
///
/// # Errors
/// As [`super::ask::ask`].
pub async fn refer(app: &App, actor: &Actor, job: JobId, whom: &Whom, note: &str) -> Result<ReferralId> {
    actor.require(Right::ReferralsOwn)?;
    let (tx, space) = (app.db.begin().await?, actor.workspace);
    let job = open_job(&tx, space, job).await?;
    let employee = employed(&tx, space, actor.user.ok_or(Error::NotFound("employee"))?).await?;
    let mut one = drafted(app, &tx, space, (&job, &employee), whom, note).await?;
    // Whoever refers somebody agrees with that to say who it is.
    one.person = subject::person(app, &tx, &one).await?.ok_or(Error::NotFound("contact"))?;
    begin(app, &tx, actor, &mut one, Event::Volunteered, &format!("For {}", job.title)).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(one.id)
}

/// Takes a referral back: the employee their own, a recruiter any. The person's ownership ends with it.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] where it is over.
pub async fn withdraw(app: &App, actor: &Actor, id: ReferralId) -> Result<()> {
    actor.require(Right::ReferralsOwn)?;
    let tx = app.db.begin().await?;
    let found = referral::get(&tx, actor.workspace, id).await?;
    let may = actor.role.may(Right::ReferralsAsk);
    let mut one =
        found.filter(|one| may || Some(one.employee) == actor.user).ok_or(Error::NotFound("referral"))?;
    if one.state.is_consented() {
        let sentence = "The person has agreed and is being put forward. Turn them down in the job instead.";
        return Err(Error::Conflict(sentence.into()));
    }
    change::happen(app, &tx, actor, &mut one, Event::Withdrawn, "Taken back").await?;
    owner::let_go(&tx, one.workspace, one.id).await?;
    Ok(tx.commit().await?)
}
