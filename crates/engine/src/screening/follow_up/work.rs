//! The worker's part: the letter when its time has come, the reminder, the end.

use std::time::Duration;

use jiff::Timestamp;
use model::{
    FollowUpId, WorkspaceId,
    candidate::Candidate,
    contact::normal_email,
    job::{Job, StageKind},
};
use store::{
    Tx,
    hiring::{application, candidate, job, workflow},
    screening::{
        follow_up::{asked, link, set},
        result,
    },
    task::{self, Task},
};

use super::{FollowUp, FollowUpState, QuestionSet, letter};
use crate::{App, error::Result, mail, people::token};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Does what is due for one follow-up, in one transaction with its letter.
///
/// # Errors
/// Where the database fails; the claim then runs out and it is done again.
pub(crate) async fn work(app: &App, worker: &str, task: &Task) -> Result<()> {
    let tx = app.db.begin().await?;
    let next = step(app, &tx, task.workspace, task.subject.into()).await?;
    let ours = match next {
        Some(at) => task::retry(&tx, task.id, worker, at).await?,
        None => task::finish(&tx, task.id, worker).await?,
    };
    if ours {
        tx.commit().await?;
        app.bell.notify_one();
    }
    Ok(())
}

/// What is due, and when to look again.
async fn step(app: &App, tx: &Tx, space: WorkspaceId, id: FollowUpId) -> Result<Option<Timestamp>> {
    let Some(one) = asked::get(tx, space, id).await? else { return Ok(None) };
    let seen = one.state;
    if !matches!(seen, FollowUpState::Due | FollowUpState::Asked) {
        return Ok(None);
    }
    let Some(set) = set::get(tx, space, one.set).await? else { return Ok(None) };
    let found = match addressee(tx, space, &one, &set).await? {
        Ok(found) => found,
        Err(why) => {
            let over = FollowUp { state: FollowUpState::Withdrawn, why: Some(why.into()), ..one };
            asked::update(tx, space, &over, seen).await?;
            return Ok(None);
        }
    };
    let now = app.now();
    let (next, at) = match (seen, one.expires_at) {
        (FollowUpState::Asked, Some(until)) if until <= now => {
            (FollowUp { state: FollowUpState::Expired, ..one }, None)
        }
        (FollowUpState::Asked, until) if one.reminded_at.is_some() || !reminds(&one, now) => {
            let reminder = one.asked_at.filter(|_| one.reminded_at.is_none()).map(|at| at + reminder(&one));
            return Ok(reminder.filter(|at| *at > now).or(until));
        }
        (FollowUpState::Asked, until) => {
            write(app, tx, space, &one, &found, letter::Why::Reminder).await?;
            (FollowUp { reminded_at: Some(now), ..one }, until)
        }
        _ => {
            let content = set.content;
            let until = now + DAY * content.expire_days.max(1);
            let asked_now = FollowUp {
                state: FollowUpState::Asked,
                content,
                asked_at: Some(now),
                expires_at: Some(until),
                ..one
            };
            write(app, tx, space, &asked_now, &found, letter::Why::First).await?;
            let reminder = (asked_now.content.remind_days > 0).then(|| now + reminder(&asked_now));
            let at = reminder.filter(|at| *at < until).unwrap_or(until);
            (asked_now, Some(at))
        }
    };
    asked::update(tx, space, &next, seen).await?;
    Ok(at)
}

fn reminder(one: &FollowUp) -> Duration {
    DAY * one.content.remind_days
}

/// Whether it is time to remind of it.
fn reminds(one: &FollowUp, now: Timestamp) -> bool {
    one.content.remind_days > 0 && one.asked_at.is_some_and(|at| at + reminder(one) <= now)
}

async fn write(
    app: &App,
    tx: &Tx,
    space: WorkspaceId,
    one: &FollowUp,
    (person, job): &(Candidate, Job),
    why: letter::Why,
) -> Result<()> {
    let token = app.dice.token();
    link::insert(tx, space, one.id, &token::hash(&token)).await?;
    let letter = letter::letter(app, tx, space, one, (person, job), &token, why).await?;
    mail::send(app, tx, space, letter).await?;
    Ok(())
}

/// Who is written to, and for which job; or why nobody is.
async fn addressee(
    tx: &Tx,
    space: WorkspaceId,
    one: &FollowUp,
    set: &QuestionSet,
) -> Result<std::result::Result<(Candidate, Job), &'static str>> {
    if set.away || set.active_since.is_none() {
        return Ok(Err("The questions were switched off."));
    }
    let Some(at) = application::get(tx, space, one.application).await? else {
        return Ok(Err("The application is gone."));
    };
    match workflow::stage(tx, space, at.stage).await?.map(|stage| stage.kind) {
        Some(StageKind::Hired) => return Ok(Err("The person was hired.")),
        Some(StageKind::Rejected) => return Ok(Err("The application was rejected.")),
        _ => {}
    }
    if result::opted_out(tx, space, &[at.candidate]).await?.contains(&at.candidate) {
        return Ok(Err("The person opted out."));
    }
    let person = candidate::get(tx, space, at.candidate).await?;
    let job = job::get(tx, space, at.job).await?;
    Ok(match person.zip(job) {
        Some((person, _)) if normal_email(&person.profile.email).is_none() => {
            Err("There is no e-mail address of this person.")
        }
        Some(found) => Ok(found),
        None => Err("The person is gone."),
    })
}
