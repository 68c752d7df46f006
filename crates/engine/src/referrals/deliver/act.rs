//! What a person does with a delivery that waits: try again, correct what was given, or say that it was done by hand.

use model::{
    ReferralId,
    access::Right,
    handoff::HandoffState,
    referral::{IntakeStep, Person},
};
use serde_json::Value;
use store::{
    Tx,
    referrals::{delivery, referral},
    task,
};

use super::{
    super::{Referral, ask::checked, change},
    Delivery, TASK,
};
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// Where a referral's person is on their way, with what each step came to; `None` before they agreed.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn standing(
    app: &App,
    actor: &Actor,
    id: ReferralId,
) -> Result<Option<(Delivery, Vec<(IntakeStep, Value, jiff::Timestamp)>)>> {
    actor.require(Right::ReferralsAsk)?;
    let Some(found) = delivery::get(&app.db, actor.workspace, id).await? else { return Ok(None) };
    Ok(Some((found, delivery::ledger(&app.db, actor.workspace, id).await?)))
}

/// Tries a delivery again now.
///
/// # Errors
/// [`Error::Conflict`] where it is under way or over; [`Error::NotFound`].
pub async fn retry(app: &App, actor: &Actor, id: ReferralId) -> Result<()> {
    again(app, actor, id, "delivery_retried", |_| Ok(())).await
}

/// Corrects what the person gave, and tries again.
///
/// # Errors
/// [`Error::Invalid`] at `name` or `email`; otherwise as [`retry`].
pub async fn correct(app: &App, actor: &Actor, id: ReferralId, person: &Person) -> Result<()> {
    let person = checked(person)?;
    again(app, actor, id, "delivery_corrected", |one| {
        one.person = person;
        Ok(())
    })
    .await
}

/// Says that the person was put in by hand, so that nothing more is sent.
///
/// # Errors
/// As [`retry`].
pub async fn by_hand(app: &App, actor: &Actor, id: ReferralId) -> Result<()> {
    let tx = app.db.begin().await?;
    let (mut one, mut to) = waiting(&tx, actor, id).await?;
    let seen = std::mem::replace(&mut to.state, HandoffState::Cancelled);
    (to.problem, to.next_try_at, to.updated_at) = (None, None, app.now());
    if !delivery::update(&tx, &to, seen).await? {
        return Err(moved());
    }
    change::remark(app, &tx, actor, &mut one, "delivered_by_hand", "").await?;
    Ok(tx.commit().await?)
}

async fn again(
    app: &App,
    actor: &Actor,
    id: ReferralId,
    word: &str,
    change_person: impl FnOnce(&mut Referral) -> Result<()>,
) -> Result<()> {
    let tx = app.db.begin().await?;
    let (mut one, to) = waiting(&tx, actor, id).await?;
    change_person(&mut one)?;
    change::remark(app, &tx, actor, &mut one, word, "").await?;
    if !requeue(app, &tx, to).await? {
        return Err(moved());
    }
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}

/// Puts a delivery that waits in line again. It looks afresh who is there: what was found before may have been merged.
pub(super) async fn requeue(app: &App, tx: &Tx, mut to: Delivery) -> Result<bool> {
    let seen = std::mem::replace(&mut to.state, HandoffState::Queued);
    let now = app.now();
    (to.problem, to.next_try_at, to.tries, to.updated_at) = (None, None, 0, now);
    delivery::forget_steps(tx, to.workspace, to.referral).await?;
    task::push(tx, app.id(), to.workspace, TASK, to.referral.into(), now, now).await?;
    Ok(delivery::update(tx, &to, seen).await?)
}

async fn waiting(tx: &Tx, actor: &Actor, id: ReferralId) -> Result<(Referral, Delivery)> {
    actor.require(Right::ReferralsAsk)?;
    const NONE: Error = Error::NotFound("referral");
    let one = referral::get(tx, actor.workspace, id).await?.ok_or(NONE)?;
    let to = delivery::get(tx, actor.workspace, id).await?.ok_or(NONE)?;
    match to.state {
        HandoffState::Waiting | HandoffState::Retrying => Ok((one, to)),
        _ => Err(moved()),
    }
}

fn moved() -> Error {
    Error::Conflict("This is under way or over; look at where it stands now.".into())
}
