//! How long people who were not hired are kept, by country: rules that are looked at before they erase anybody.

pub mod work;

use jiff::{Timestamp, ToSpan, tz::TimeZone};
use model::access::Right;
use store::retention::{self, due};
pub use store::retention::{Rule, Run, due::Quiet};

use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Fewer months than this would take people away who are still waiting for an answer.
const FEWEST: u32 = 1;

/// More than this is no rule.
const MOST: u32 = 240;

/// How far a preview looks ahead.
const AHEAD_DAYS: i64 = 30;

/// A rule, and whom it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreseen {
    /// The rule.
    pub rule: Rule,
    /// Whom it would erase now, the longest quiet first.
    pub now: Vec<Quiet>,
    /// How many more it would erase within the next 30 days, if nothing happens to them.
    pub soon: usize,
}

/// Every rule with whom it would erase. Nothing is changed by looking.
///
/// # Errors
/// [`Error::Denied`].
pub async fn foresee(app: &App, actor: &Actor) -> Result<Vec<Foreseen>> {
    actor.require(Right::WorkspaceManage)?;
    let rules = retention::rules(&app.db, actor.workspace).await?;
    let mut all: Vec<_> =
        rules.iter().map(|rule| Foreseen { rule: rule.clone(), now: vec![], soon: 0 }).collect();
    let horizon = app.now() + jiff::SignedDuration::from_hours(24 * AHEAD_DAYS);
    let Some(fewest) = rules.iter().map(|rule| rule.months).min() else { return Ok(all) };
    for person in due::quiet(&app.db, actor.workspace, before(horizon, fewest)).await? {
        let Some(at) = which(&rules, &person.country) else { continue };
        if person.last < before(app.now(), rules[at].months) {
            all[at].now.push(person);
        } else if person.last < before(horizon, rules[at].months) {
            all[at].soon += 1;
        }
    }
    Ok(all)
}

/// What the last night's work did.
///
/// # Errors
/// [`Error::Denied`].
pub async fn last_run(app: &App, actor: &Actor) -> Result<Option<Run>> {
    actor.require(Right::WorkspaceManage)?;
    Ok(retention::last_run(&app.db, actor.workspace).await?)
}

/// Sets the rule of a country, or with an empty one of all others. It erases nobody until it is switched on.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`] where the months are none.
pub async fn set(app: &App, actor: &Actor, country: &str, months: u32) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    let country = country.trim();
    if country.chars().count() > 80 {
        return Err(Error::field("country", "A country's name has up to 80 letters."));
    }
    if !(FEWEST..=MOST).contains(&months) {
        return Err(Error::field("months", format!("Give {FEWEST} to {MOST} months.")));
    }
    let rule = Rule {
        country: country.into(),
        months,
        active: false,
        set_by: actor.name.clone(),
        set_at: app.now(),
    };
    let tx = app.db.begin().await?;
    retention::put(&tx, actor.workspace, &rule).await?;
    let told = format!("Set that people {} are kept for {months} months; it erases nobody yet", of(country));
    audit::write(app, &tx, actor, "retention.set", ("workspace", None), told).await?;
    tx.commit().await?;
    Ok(())
}

/// Switches the rule of a country on or off. One that is on erases each night.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn switch(app: &App, actor: &Actor, country: &str, on: bool) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    let tx = app.db.begin().await?;
    let rules = retention::rules(&tx, actor.workspace).await?;
    let rule = rules.into_iter().find(|rule| Rule::key(&rule.country) == Rule::key(country));
    let mut rule = rule.ok_or(Error::NotFound("rule"))?;
    (rule.active, rule.set_by, rule.set_at) = (on, actor.name.clone(), app.now());
    retention::put(&tx, actor.workspace, &rule).await?;
    let what = if on { "on: who is due is erased each night" } else { "off" };
    let told = format!("Switched the rule for people {} {what}", of(&rule.country));
    audit::write(app, &tx, actor, "retention.switched", ("workspace", None), told).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes the rule of a country away.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn remove(app: &App, actor: &Actor, country: &str) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    let tx = app.db.begin().await?;
    if !retention::remove(&tx, actor.workspace, country).await? {
        return Err(Error::NotFound("rule"));
    }
    let told = format!("Took the rule for people {} away", of(country));
    audit::write(app, &tx, actor, "retention.removed", ("workspace", None), told).await?;
    tx.commit().await?;
    Ok(())
}

fn of(country: &str) -> String {
    if country.trim().is_empty() { "of all other countries".into() } else { format!("of {}", country.trim()) }
}

/// The rule for somebody of a country: its own, else the one for all others.
fn which(rules: &[Rule], country: &str) -> Option<usize> {
    let own = Rule::key(country);
    let at = |key: &str| rules.iter().position(|rule| Rule::key(&rule.country) == key);
    at(&own).or_else(|| at(""))
}

/// The time so many months before another, by the calendar, in UTC.
fn before(now: Timestamp, months: u32) -> Timestamp {
    let then = now.to_zoned_datetime(TimeZone::UTC).checked_sub(i64::from(months).months());
    then.map_or(Timestamp::MIN, |then| then.timestamp())
}

#[cfg(test)]
mod tests;
