//! The tiers of a workspace, and what a job is worth to whoever refers somebody for it.

use model::{access::Right, job::Job};
use store::referrals::{settings, tier};

use super::{Tier, fitting};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// The most tiers.
const MOST: usize = 50;

/// The tiers, in the order in which they are looked through.
///
/// # Errors
/// [`Error::Denied`].
pub async fn tiers(app: &App, actor: &Actor) -> Result<Vec<Tier>> {
    actor.require(Right::ReferralsAsk)?;
    Ok(tier::all(&app.db, actor.workspace).await?)
}

/// Keeps these tiers in place of those that were there. Bonuses that were earned keep what their tier said then.
///
/// # Errors
/// [`Error::Invalid`] at `name-N`, `amount-N`, `currency-N` or `waiting-N`, counted from 0.
pub async fn set_tiers(app: &App, actor: &Actor, tiers: &[Tier]) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    if tiers.len() > MOST {
        return Err(Error::field("name-0", "Keep it to 50 tiers."));
    }
    for (number, tier) in tiers.iter().enumerate() {
        check(tier).map_err(|(field, sentence)| Error::field(format!("{field}-{number}"), sentence))?;
    }
    let tx = app.db.begin().await?;
    let kept: Vec<_> = tiers.iter().map(|tier| (app.id::<uuid::Uuid>(), tier.clone())).collect();
    tier::replace(&tx, actor.workspace, &kept).await?;
    let names: Vec<_> = tiers.iter().map(|tier| tier.name.as_str()).collect();
    let detail = format!("Tiers of bonuses: {}", names.join(", "));
    audit::write(app, &tx, actor, "referral.tiers_set", ("workspace", None), detail).await?;
    Ok(tx.commit().await?)
}

/// What a job's referral would earn, where employees may see it.
///
/// # Errors
/// [`Error::Denied`].
pub async fn of_job(app: &App, actor: &Actor, job: &Job) -> Result<Option<Tier>> {
    actor.require(Right::ReferralsOwn)?;
    let shown =
        settings::get(&app.db, actor.workspace).await?.shows_bonus || actor.role.may(Right::ReferralsAsk);
    if !shown {
        return Ok(None);
    }
    Ok(fitting(tier::all(&app.db, actor.workspace).await?, &job.department))
}

fn check(tier: &Tier) -> std::result::Result<(), (&'static str, &'static str)> {
    let is_currency = |text: &str| text.len() == 3 && text.chars().all(|c| c.is_ascii_uppercase());
    if tier.name.trim().is_empty() {
        return Err(("name", "Give it a name."));
    }
    if tier.amount.is_empty() && tier.words.trim().is_empty() {
        return Err(("amount", "Give an amount, or say in words what it is."));
    }
    if !tier.amount.is_empty() {
        if !is_amount(&tier.amount) {
            return Err(("amount", "Write the amount as 1500 or 1500.50."));
        }
        if !is_currency(&tier.currency) {
            return Err(("currency", "Write the currency as EUR, GBP or USD."));
        }
    }
    if tier.waiting_days > 3_650 {
        return Err(("waiting", "Wait at most ten years."));
    }
    Ok(())
}

fn is_amount(text: &str) -> bool {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit())
    };
    digits(whole, 9) && digits(part, 2)
}
