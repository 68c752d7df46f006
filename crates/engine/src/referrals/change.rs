//! What happens to a referral: its state, a line of its story and an audit line, in the caller's transaction.

use model::referral::{Answer, Channel, Event, State, next};
use store::{
    Tx,
    referrals::{
        event::{self, Line},
        referral,
    },
};

use super::Referral;
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    messaging,
};

/// Lets something happen to a referral. False where it was so already, and nothing was written.
///
/// # Errors
/// [`Error::Conflict`] where it can't happen to a referral that stands there, or another change was quicker.
pub(super) async fn happen(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    one: &mut Referral,
    event: Event,
    detail: &str,
) -> Result<bool> {
    let from = one.state;
    let to = next(from, event).map_err(|unexpected| Error::Conflict(unexpected.to_string()))?;
    if to == from {
        return Ok(false);
    }
    let now = app.now();
    one.state = to;
    match event {
        Event::Answered(answer) => (one.answer, one.answered_at) = (Some(answer), Some(now)),
        Event::Introduced => one.sent_at = Some(now),
        Event::Opened => one.opened_at = Some(now),
        Event::Consented => one.applied_at = Some(now),
        Event::Hired => one.hired_at = Some(now),
        Event::Excluded(reason) => one.reason = Some(reason),
        _ => {}
    }
    keep(app, tx, one).await?;
    if from == State::Requested && one.answered_via != Some(Channel::Messenger) {
        // Who pressed a button is told there what came of it; otherwise the buttons go here.
        messaging::settle(app, tx, one.workspace, one.id.into(), &settled(event)).await?;
    }
    story(app, tx, actor, one, (word(event), from, to), detail).await?;
    Ok(true)
}

/// Keeps something that leaves a referral where it stands: a reminder, the fallback.
pub(super) async fn remark(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    one: &mut Referral,
    event: &str,
    detail: &str,
) -> Result<()> {
    keep(app, tx, one).await?;
    story(app, tx, actor, one, (event, one.state, one.state), detail).await
}

/// Writes a line of the story of a referral that was kept already.
pub(super) async fn story(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    one: &Referral,
    (event, from, to): (&str, State, State),
    detail: &str,
) -> Result<()> {
    let line = Line {
        id: app.id(),
        referral: one.id,
        at: app.now(),
        event: event.into(),
        from,
        to,
        actor: actor.name.clone(),
        detail: detail.into(),
    };
    event::insert(tx, one.workspace, &line).await?;
    let moved = if from == to { String::new() } else { format!("From {} to {}. ", from.label(), to.label()) };
    let detail = format!("{moved}{detail}").trim_end().to_owned();
    audit::write(app, tx, actor, &format!("referral.{event}"), ("referral", Some(one.id.into())), detail)
        .await
}

/// Keeps a changed referral.
async fn keep(app: &App, tx: &Tx, one: &mut Referral) -> Result<()> {
    one.changed_at = app.now();
    if referral::update(tx, one).await? {
        return Ok(());
    }
    Err(Error::Conflict("This referral was changed just now. Look at where it stands.".into()))
}

/// What stands in the messenger in place of the buttons.
fn settled(event: Event) -> String {
    match event {
        Event::Answered(answer) => format!("You answered: {}. Thank you.", answer.label()),
        Event::TimeUp => "The time for an answer is over. Thank you all the same.".into(),
        _ => "This request was taken back.".into(),
    }
}

fn word(event: Event) -> &'static str {
    match event {
        Event::Asked => "asked",
        Event::Volunteered => "volunteered",
        Event::Answered(Answer::MakeIntro | Answer::MentionMyName) => "agreed",
        Event::Answered(Answer::Pass | Answer::DontKnow) => "passed",
        Event::TimeUp => "expired",
        Event::Introduced => "introduced",
        Event::Opened => "opened",
        Event::Consented => "consented",
        Event::Advanced => "advanced",
        Event::Hired => "hired",
        Event::Rejected => "rejected",
        Event::Withdrawn => "withdrawn",
        Event::Excluded(_) => "excluded",
    }
}
