//! The worker's part: the request when something is sent next, reminders, the end, and the message in the employee's
//! place. Nothing of it goes out outside sending hours.

use std::{collections::BTreeMap, time::Duration};

use jiff::Timestamp;
use model::referral::{Answer, Event, Sending, Settings, State, TemplateKind};
use store::{
    Tx,
    hiring::job,
    messaging::message::{self, MessageState},
    referrals::{referral, settings},
    task::{self, Task},
    workspace,
};

use super::{
    Referral, change,
    letter::{self, Facts, To},
    link::{self, Purpose},
    subject,
};
use crate::{
    Actor, App,
    error::{Error, Result},
    messaging::{self, AskMessage},
};

/// Does what is due for one referral, in one transaction with its letter.
///
/// # Errors
/// Where the database fails, or the referral was changed meanwhile; the claim then runs out and it is done again.
pub(crate) async fn work(app: &App, worker: &str, task: &Task) -> Result<()> {
    let tx = app.db.begin().await?;
    let next = match referral::get(&tx, task.workspace, task.subject.into()).await? {
        Some(one) => step(app, &tx, one).await?,
        None => None,
    };
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
async fn step(app: &App, tx: &Tx, one: Referral) -> Result<Option<Timestamp>> {
    let space = workspace::get(tx, one.workspace).await?.ok_or(Error::NotFound("workspace"))?;
    let actor = Actor::worker(space.id, space.kind);
    let settings = settings::get(tx, space.id).await?;
    match one.state {
        State::Requested => requested(app, tx, &actor, one, &settings).await,
        State::MentionMyName | State::Passed | State::Expired => {
            in_place(app, tx, &actor, one, &settings).await
        }
        _ => Ok(None),
    }
}

async fn requested(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    mut one: Referral,
    settings: &Settings,
) -> Result<Option<Timestamp>> {
    let (now, sending) = (app.now(), &settings.sending);
    let facts = Facts::of(tx, &one).await?;
    if let Some(why) = pointless(tx, &one, &facts).await? {
        change::happen(app, tx, actor, &mut one, Event::Withdrawn, why).await?;
        return Ok(None);
    }
    if let Some(at) = one.due_at.filter(|due| *due <= now).map(|_| now) {
        change::happen(app, tx, actor, &mut one, Event::TimeUp, "No answer came").await?;
        return Ok(Some(at));
    }
    let due = one.due_at.unwrap_or_else(|| sending.days_after(now, settings.expire_days));
    let unheard = one.reminders == 0 && unheard(tx, &one).await?;
    let next = match one.told_at {
        None => Some(sending.from(one.created_at)),
        Some(told) if unheard => Some(told),
        Some(_) if settings.remind_days == 0 => None,
        Some(_) if one.reminders >= settings.reminders.try_into().unwrap_or(i32::MAX) => None,
        Some(told) => Some(sending.days_after(one.reminded_at.unwrap_or(told), settings.remind_days)),
    };
    let Some(at) = next else { return Ok(Some(due)) };
    // A worker that slept through the evening doesn't make up for it at night.
    let at = at.max(sending.from(now));
    if at > now {
        return Ok(Some(at.min(due)));
    }
    let Some(person) = subject::person(app, tx, &one).await? else {
        change::happen(app, tx, actor, &mut one, Event::Withdrawn, "The contact is gone").await?;
        return Ok(None);
    };
    let is_first = one.told_at.is_none();
    let values = facts.values(&person, &one.note);
    let mut next = soon(sending, settings, &one, now);
    let way = if is_first && in_messenger(app, tx, &one, &values).await? {
        next = now + LOOK_AFTER;
        "In the messenger"
    } else {
        let kind = if is_first || unheard { TemplateKind::Request } else { TemplateKind::Reminder };
        by_letter(app, tx, &one, &facts, values, kind).await?;
        "By letter"
    };
    if is_first {
        (one.told_at, one.due_at) = (Some(now), Some(due));
    } else {
        one.reminders += 1;
        one.reminded_at = Some(now);
    }
    change::remark(app, tx, actor, &mut one, if is_first { "told" } else { "reminded" }, way).await?;
    Ok(Some(next.min(due)))
}

/// After a message it is soon looked whether it arrived: a letter goes out where it did not.
const LOOK_AFTER: Duration = Duration::from_secs(15 * 60);

/// Whether the messenger did not take the request's message.
async fn unheard(tx: &Tx, one: &Referral) -> Result<bool> {
    let there = message::of_request(tx, one.workspace, one.id.into()).await?;
    Ok(there.is_some_and(|there| there.state == MessageState::Failed))
}

/// Asks in the messenger. False where the employee can't be reached there.
async fn in_messenger(
    app: &App,
    tx: &Tx,
    one: &Referral,
    values: &BTreeMap<&'static str, String>,
) -> Result<bool> {
    let filled = letter::words(tx, one, TemplateKind::Request).await?.fill(values);
    let paragraphs = filled.body.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    let asked = AskMessage {
        request: one.id.into(),
        to: one.employee,
        title: filled.subject,
        paragraphs: paragraphs.map(str::to_owned).collect(),
        buttons: Answer::ALL.map(|answer| (answer.as_str().to_owned(), answer.label().to_owned())).into(),
    };
    messaging::ask(app, tx, one.workspace, asked).await
}

async fn by_letter(
    app: &App,
    tx: &Tx,
    one: &Referral,
    facts: &Facts,
    mut values: BTreeMap<&'static str, String>,
    kind: TemplateKind,
) -> Result<()> {
    values.insert("link", link::make(app, tx, one, Purpose::Answer).await?);
    // Administrators read what waits in the mailbox; who the contact is stands behind the link.
    if one.contact.is_some() {
        values.insert("candidate_name", "somebody in your network".into());
        values.insert("candidate_first_name", "somebody".into());
    }
    let filled = letter::words(tx, one, kind).await?.fill(&values);
    let to = To { name: &facts.employee.name, address: &facts.employee.email };
    letter::send(app, tx, one, to, filled, kind).await
}

/// When a reminder may be due.
fn soon(sending: &Sending, settings: &Settings, one: &Referral, now: Timestamp) -> Timestamp {
    let days = if settings.remind_days == 0 { settings.expire_days } else { settings.remind_days };
    sending.days_after(one.reminded_at.unwrap_or(now), days)
}

/// Why an answer is of no use any more, where it isn't.
async fn pointless(tx: &Tx, one: &Referral, facts: &Facts) -> Result<Option<&'static str>> {
    if facts.employee.disabled {
        return Ok(Some("The employee is not here any more"));
    }
    let job = job::get(tx, one.workspace, one.job).await?;
    let open = job.is_some_and(|job| job.status == model::job::JobStatus::Open);
    Ok((!open).then_some("The job is not open any more"))
}

/// The recruiter's message: with the employee's name where they said so; without it, and without a link that would count
/// as theirs, where they passed or did not answer and the recruiter knew the person before.
async fn in_place(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    mut one: Referral,
    settings: &Settings,
) -> Result<Option<Timestamp>> {
    let agreed = one.state == State::MentionMyName;
    let known = one.contact.is_none() && one.asked_by.is_some();
    if !settings.fallback || one.fallback_at.is_some() || !(agreed || known) {
        return Ok(None);
    }
    let now = app.now();
    let since = one.answered_at.unwrap_or(one.changed_at);
    let at = settings.sending.days_after(since, settings.fallback_days).max(settings.sending.from(now));
    if at > now {
        return Ok(Some(at));
    }
    let person = one.person.clone();
    one.fallback_at = Some(now);
    let Some(address) = letter::address(&person) else {
        let why = "Nobody was written to: there is no e-mail address. Give the person their link by hand";
        change::remark(app, tx, actor, &mut one, "fallback_impossible", why).await?;
        return Ok(None);
    };
    let facts = Facts::of(tx, &one).await?;
    let kind = if agreed { TemplateKind::Mention } else { TemplateKind::Fallback };
    let mut values = facts.values(&person, "");
    if agreed {
        values.insert("link", link::make(app, tx, &one, Purpose::Invite).await?);
    } else {
        // The employee did not agree to be named.
        values.remove("employee_name");
    }
    let filled = letter::words(tx, &one, kind).await?.fill(&values);
    let to = To { name: &person.full_name(), address: &address };
    letter::send(app, tx, &one, to, filled, kind).await?;
    if agreed {
        change::happen(app, tx, actor, &mut one, Event::Introduced, "Written to with the employee's name")
            .await?;
    } else {
        change::remark(app, tx, actor, &mut one, "fell_back", "Written to without the employee").await?;
    }
    Ok(None)
}
