//! Referrals and bonuses as files for a spreadsheet, and for whoever pays.

use std::collections::BTreeMap;

use jiff::{Timestamp, tz::TimeZone};
use model::{JobId, ReferralId, UserId, access::Right, job::Job};
use store::{
    hiring::job,
    people::user::{self, User},
    referrals::{bonus, referral},
};

use super::{
    super::{Filter, Referral},
    Bonus,
};
use crate::{Actor, App, error::Result, screening::report::file::written};

const REFERRALS: [&str; 16] = [
    "Referral id",
    "Name",
    "E-mail",
    "Job",
    "Department",
    "Employee",
    "Employee e-mail",
    "Date referred",
    "Status",
    "Reason",
    "Answer",
    "Answered by",
    "Applied on",
    "Hired on",
    "Bonus",
    "Bonus status",
];

const BONUSES: [&str; 14] = [
    "Bonus id",
    "Employee id",
    "Employee",
    "Recipient e-mail",
    "Candidate",
    "Job",
    "Department",
    "Tier",
    "Amount due",
    "Currency",
    "In words",
    "Hired on",
    "Eligible on",
    "Bonus status",
];

/// The most rows of a file.
const MOST: u64 = 50_000;

/// What stands beside referrals in both files.
struct Beside {
    jobs: BTreeMap<JobId, Job>,
    users: BTreeMap<UserId, User>,
    bonuses: BTreeMap<ReferralId, Bonus>,
}

impl Beside {
    async fn of(app: &App, actor: &Actor) -> Result<Self> {
        let (db, space) = (&app.db, actor.workspace);
        let users = user::list(db, space).await?.into_iter().map(|user| (user.id, user)).collect();
        let jobs = job::all(db, space).await?.into_iter().map(|job| (job.id, job)).collect();
        let bonuses =
            bonus::list(db, space, None).await?.into_iter().map(|one| (one.referral, one)).collect();
        Ok(Self { jobs, users, bonuses })
    }

    fn job(&self, one: &Referral) -> [String; 2] {
        let job = self.jobs.get(&one.job);
        job.map(|job| [job.title.clone(), job.department.clone()]).unwrap_or_default()
    }

    fn user(&self, id: UserId) -> [String; 2] {
        self.users.get(&id).map(|user| [user.name.clone(), user.email.clone()]).unwrap_or_default()
    }
}

/// Every referral as CSV. Who somebody is stands in it only where the employee agreed or a recruiter knew.
///
/// # Errors
/// [`crate::Error::Denied`].
pub async fn referrals(app: &App, actor: &Actor) -> Result<String> {
    actor.require(Right::ReferralsAsk)?;
    let beside = Beside::of(app, actor).await?;
    let mut lines = vec![REFERRALS.map(str::to_owned).to_vec()];
    for one in referral::list(&app.db, actor.workspace, &Filter::default(), MOST, 0).await? {
        let bonus = beside.bonuses.get(&one.id);
        let [job, department] = beside.job(&one);
        let [employee, address] = beside.user(one.employee);
        lines.push(vec![
            one.id.to_string(),
            one.person.full_name(),
            one.person.email.clone(),
            job,
            department,
            employee,
            address,
            day(one.created_at),
            one.state.label().to_owned(),
            one.reason.map(|reason| reason.sentence().to_owned()).unwrap_or_default(),
            one.answer.map(|answer| answer.label().to_owned()).unwrap_or_default(),
            one.answered_via.map(|via| via.as_str().to_owned()).unwrap_or_default(),
            one.applied_at.map(day).unwrap_or_default(),
            one.hired_at.map(day).unwrap_or_default(),
            bonus.map(|bonus| format!("{} {}", bonus.amount, bonus.currency)).unwrap_or_default(),
            bonus.map(|bonus| bonus.state.label().to_owned()).unwrap_or_default(),
        ]);
    }
    Ok(written(&lines))
}

/// Every bonus as CSV, for whoever pays.
///
/// # Errors
/// As [`referrals`].
pub async fn bonuses(app: &App, actor: &Actor) -> Result<String> {
    actor.require(Right::ReferralsAsk)?;
    let beside = Beside::of(app, actor).await?;
    let mut lines = vec![BONUSES.map(str::to_owned).to_vec()];
    for bonus in beside.bonuses.values() {
        let Some(one) = referral::get(&app.db, actor.workspace, bonus.referral).await? else { continue };
        let [job, department] = beside.job(&one);
        let [employee, address] = beside.user(bonus.employee);
        lines.push(vec![
            bonus.referral.to_string(),
            bonus.employee.to_string(),
            employee,
            address,
            one.person.full_name(),
            job,
            department,
            bonus.tier.clone(),
            bonus.amount.clone(),
            bonus.currency.clone(),
            bonus.words.clone(),
            day(bonus.hired_at),
            day(bonus.eligible_at),
            bonus.state.label().to_owned(),
        ]);
    }
    Ok(written(&lines))
}

fn day(at: Timestamp) -> String {
    TimeZone::UTC.to_datetime(at).date().to_string()
}
