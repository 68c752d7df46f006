//! What employees get for hires: earned at the hire, to be paid after the waiting time.

pub mod act;
pub mod export;
pub mod tiers;
pub(crate) mod wait;

use std::time::Duration;

use jiff::{Timestamp, tz::TimeZone};
use model::referral::{BonusEvent, BonusState};
pub use store::referrals::{bonus::Bonus, tier::Tier};
use store::{
    Tx,
    hiring::{application, job},
    referrals::{bonus, tier},
    task,
};

use super::Referral;
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// The kind of the task that ends the waiting; its subject is the referral.
pub(crate) const TASK: &str = "referral.bonus";

/// Keeps what the employee earned with a hire, as the tier of the job's department says now. Without a tier there is
/// nothing to earn.
pub(super) async fn earned(app: &App, tx: &Tx, actor: &Actor, one: &Referral) -> Result<()> {
    let space = one.workspace;
    if let Some(mut earlier) = bonus::get(tx, space, one.id).await? {
        // Hired again after a mistake: it waits anew.
        if let Some(state) = earlier.state.next(BonusEvent::Restored) {
            (earlier.state, earlier.reason) = (state, String::new());
            return keep(app, tx, actor, &mut earlier, "bonus_restored").await.map(|_| ());
        }
        return Ok(());
    }
    let department = job::get(tx, space, one.job).await?.map(|job| job.department).unwrap_or_default();
    let Some(tier) = fitting(tier::all(tx, space).await?, &department) else { return Ok(()) };
    let hired_at = started(tx, one).await?.unwrap_or_default().max(app.now());
    let days = Duration::from_secs(u64::from(tier.waiting_days) * 86_400);
    let new = Bonus {
        referral: one.id,
        workspace: space,
        employee: one.employee,
        state: BonusState::Pending,
        version: 0,
        tier: tier.name,
        amount: tier.amount,
        currency: tier.currency,
        words: tier.words,
        hired_at,
        eligible_at: hired_at + days,
        reason: String::new(),
        paid_at: None,
        changed_at: app.now(),
    };
    if bonus::insert(tx, &new).await? {
        tell(app, tx, actor, &new, "bonus_earned").await?;
        task::push(tx, app.id(), space, TASK, one.id.into(), new.eligible_at, app.now()).await?;
    }
    Ok(())
}

/// The hire was taken back: what was not paid is not paid.
pub(super) async fn lost(app: &App, tx: &Tx, actor: &Actor, one: &Referral, why: &str) -> Result<()> {
    let Some(mut earlier) = bonus::get(tx, one.workspace, one.id).await? else { return Ok(()) };
    let Some(state) = earlier.state.next(BonusEvent::Refused) else { return Ok(()) };
    (earlier.state, earlier.reason) = (state, why.into());
    keep(app, tx, actor, &mut earlier, "bonus_refused").await
}

/// The first tier for a department; else the first one for every other job.
fn fitting(tiers: Vec<Tier>, department: &str) -> Option<Tier> {
    let same = |one: &String| one.trim().eq_ignore_ascii_case(department.trim());
    let mut tiers = tiers;
    let at = tiers
        .iter()
        .position(|tier| tier.departments.iter().any(same))
        .or_else(|| tiers.iter().position(|tier| tier.departments.is_empty()))?;
    Some(tiers.swap_remove(at))
}

/// The first day of work, where an offer says it.
async fn started(tx: &Tx, one: &Referral) -> Result<Option<Timestamp>> {
    let Some(id) = one.application else { return Ok(None) };
    let made = application::get(tx, one.workspace, id).await?;
    let day = made.and_then(|made| made.offer.start_date);
    Ok(day.and_then(|day| TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok()))
}

/// Keeps a changed bonus with its audit line.
async fn keep(app: &App, tx: &Tx, actor: &Actor, one: &mut Bonus, word: &str) -> Result<()> {
    one.changed_at = app.now();
    if !bonus::update(tx, one).await? {
        return Err(Error::Conflict("This bonus was changed just now. Look at where it stands.".into()));
    }
    if one.state == BonusState::Pending {
        let now = app.now();
        let at = one.eligible_at.max(now);
        task::push(tx, app.id(), one.workspace, TASK, one.referral.into(), at, now).await?;
    }
    tell(app, tx, actor, one, word).await
}

async fn tell(app: &App, tx: &Tx, actor: &Actor, one: &Bonus, word: &str) -> Result<()> {
    let detail = format!("{} {} {}. {}", one.tier, one.amount, one.currency, one.reason);
    let detail = detail.split_whitespace().collect::<Vec<_>>().join(" ");
    audit::write(app, tx, actor, &format!("referral.{word}"), ("referral", Some(one.referral.into())), detail)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tier(name: &str, departments: &[&str]) -> Tier {
        Tier {
            name: name.into(),
            amount: "1000".into(),
            currency: "EUR".into(),
            words: String::new(),
            waiting_days: 90,
            departments: departments.iter().map(|one| (*one).to_owned()).collect(),
        }
    }

    #[test]
    fn a_departments_tier_goes_before_that_of_every_other_job() {
        let tiers = || vec![tier("All", &[]), tier("Yard", &["yard", "Dock"])];
        assert_eq!(fitting(tiers(), " Yard ").unwrap().name, "Yard");
        assert_eq!(fitting(tiers(), "Sales").unwrap().name, "All");
        assert_eq!(fitting(vec![tier("Yard", &["Yard"])], "Sales"), None);
    }
}
