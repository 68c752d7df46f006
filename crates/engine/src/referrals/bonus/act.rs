//! What people see of bonuses, and what an administrator does with them.

use model::{
    ReferralId,
    access::Right,
    referral::{BonusEvent, BonusState},
};
use store::referrals::bonus;

use super::{Bonus, keep};
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// An employee's own bonuses, the newest hire first.
///
/// # Errors
/// [`Error::Denied`].
pub async fn mine(app: &App, actor: &Actor) -> Result<Vec<Bonus>> {
    actor.require(Right::ReferralsOwn)?;
    let user = actor.user.ok_or(Error::NotFound("employee"))?;
    Ok(bonus::list(&app.db, actor.workspace, Some(user)).await?)
}

/// Every bonus of the workspace, the newest hire first.
///
/// # Errors
/// [`Error::Denied`].
pub async fn all(app: &App, actor: &Actor) -> Result<Vec<Bonus>> {
    actor.require(Right::ReferralsAsk)?;
    Ok(bonus::list(&app.db, actor.workspace, None).await?)
}

/// Notes that a bonus was paid. It is paid once.
///
/// # Errors
/// [`Error::Conflict`] where it can't be paid as it stands; [`Error::NotFound`].
pub async fn pay(app: &App, actor: &Actor, id: ReferralId) -> Result<()> {
    decide(app, actor, id, BonusEvent::Paid, "").await
}

/// Decides that a bonus is not paid.
///
/// # Errors
/// [`Error::Invalid`] at `reason` where none is given; otherwise as [`pay`].
pub async fn refuse(app: &App, actor: &Actor, id: ReferralId, reason: &str) -> Result<()> {
    if reason.trim().is_empty() {
        return Err(Error::field("reason", "Say why it is not paid: the employee reads it."));
    }
    decide(app, actor, id, BonusEvent::Refused, reason.trim()).await
}

/// Takes a refusal back: the bonus waits again, or is eligible at once where its time is over.
///
/// # Errors
/// As [`pay`].
pub async fn restore(app: &App, actor: &Actor, id: ReferralId) -> Result<()> {
    decide(app, actor, id, BonusEvent::Restored, "").await
}

async fn decide(app: &App, actor: &Actor, id: ReferralId, event: BonusEvent, reason: &str) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    let tx = app.db.begin().await?;
    let mut one = bonus::get(&tx, actor.workspace, id).await?.ok_or(Error::NotFound("bonus"))?;
    let Some(state) = one.state.next(event) else {
        return Err(Error::Conflict(format!(
            "This bonus is “{}”, so this can't be done to it.",
            one.state.label()
        )));
    };
    (one.state, one.reason) = (state, reason.into());
    if state == BonusState::Paid {
        one.paid_at = Some(app.now());
    }
    let word = match event {
        BonusEvent::Paid => "bonus_paid",
        BonusEvent::Refused => "bonus_refused",
        BonusEvent::Restored => "bonus_restored",
        BonusEvent::Waited => "bonus_eligible",
    };
    keep(app, &tx, actor, &mut one, word).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}
