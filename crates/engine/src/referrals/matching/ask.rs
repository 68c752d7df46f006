//! A recruiter asks an employee about a match, without knowing who it is.

use model::{JobId, ReferralId, access::Right};
use store::referrals::network::matched;

use super::{MatchKey, seen::MOST};
use crate::{
    Actor, App,
    error::{Error, Result},
    referrals::ask::{self, Ask, Whom},
};

/// Asks the employee whose contact a match is.
///
/// # Errors
/// [`Error::NotFound`] where there is no such match any more; as [`ask::ask`].
pub async fn ask_about(
    app: &App,
    actor: &Actor,
    job: JobId,
    key: MatchKey,
    note: &str,
) -> Result<ReferralId> {
    actor.require(Right::ReferralsAsk)?;
    let found = matched::of_job(&app.db, actor.workspace, job, MOST).await?;
    let one = found.into_iter().find(|one| MatchKey::of(one.job, one.contact) == key);
    let one = one.ok_or(Error::NotFound("match"))?;
    let about = Ask { job, employee: one.user, whom: Whom::Contact(one.contact), note: note.into() };
    ask::ask(app, actor, &about).await
}
