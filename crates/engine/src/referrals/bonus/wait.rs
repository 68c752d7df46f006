//! The end of the waiting: whoever still works here can be paid, and whoever left can't.

use model::referral::{BonusEvent, BonusState, State};
use store::{
    people::user,
    referrals::{bonus, referral},
    task::{self, Task},
    workspace,
};

use super::keep;
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// Ends the waiting of one bonus, when its time has come.
///
/// # Errors
/// Where the database fails; the claim then runs out and it is done again.
pub(crate) async fn work(app: &App, worker: &str, task: &Task) -> Result<()> {
    let tx = app.db.begin().await?;
    let space = workspace::get(&tx, task.workspace).await?.ok_or(Error::NotFound("workspace"))?;
    let found = bonus::get(&tx, space.id, task.subject.into()).await?;
    let mut later = None;
    if let Some(mut one) = found.filter(|one| one.state == BonusState::Pending) {
        if one.eligible_at > app.now() {
            later = Some(one.eligible_at);
        } else {
            let actor = Actor::worker(space.id, space.kind);
            let employee = user::get(&tx, space.id, one.employee).await?;
            let here = employee.is_some_and(|user| !user.disabled);
            let hired = referral::get(&tx, space.id, one.referral).await?;
            let hired = hired.is_some_and(|referral| referral.state == State::Hired);
            let (event, reason) = match (here, hired) {
                (true, true) => (BonusEvent::Waited, ""),
                (false, _) => (BonusEvent::Refused, "The employee does not work here any more"),
                (true, false) => (BonusEvent::Refused, "The person was not hired in the end"),
            };
            if let Some(state) = one.state.next(event) {
                (one.state, one.reason) = (state, reason.into());
                let word = if event == BonusEvent::Waited { "bonus_eligible" } else { "bonus_refused" };
                keep(app, &tx, &actor, &mut one, word).await?;
            }
        }
    }
    let ours = match later {
        Some(at) => task::retry(&tx, task.id, worker, at).await?,
        None => task::finish(&tx, task.id, worker).await?,
    };
    if ours {
        tx.commit().await?;
    }
    Ok(())
}
