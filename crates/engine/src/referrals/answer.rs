//! An employee answers a request: once, whatever is pressed again and by whichever way.

use model::{
    ReferralId, UserId,
    referral::{Answer, Channel, Event, State},
};
use store::{people::user, referrals::referral, task, workspace};

use super::{Referral, TASK, change, network};
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// What an employee is told who has deleted the contact since they were asked.
const DELETED: &str = "This contact is no longer in your network. Pass, or bring your contacts in again.";

/// What came of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The answer that counts: an earlier one where there was one.
    pub answer: Answer,
    /// Whether it is this one.
    pub is_new: bool,
    /// What the employee is told, in a sentence.
    pub sentence: String,
}

/// Keeps an employee's answer. Another answer after it changes nothing, and is told which one counts.
///
/// # Errors
/// [`Error::NotFound`] where the request is none of that employee's; [`Error::Conflict`] where it expired or was taken
/// back.
pub async fn answer(
    app: &App,
    request: ReferralId,
    answer: Answer,
    by: UserId,
    via: Channel,
) -> Result<Answered> {
    const NONE: Error = Error::NotFound("request");
    let tx = app.db.begin().await?;
    let mut one = referral::anywhere(&tx, request).await?.filter(|one| one.employee == by).ok_or(NONE)?;
    if let Some(earlier) = one.answer {
        return Ok(Answered { answer: earlier, is_new: false, sentence: thanks(earlier, false) });
    }
    if one.state != State::Requested {
        return Err(Error::Conflict(closed(&one).into()));
    }
    let who = user::get(&tx, one.workspace, by).await?.filter(|user| !user.disabled).ok_or(NONE)?;
    let kind = workspace::get(&tx, one.workspace).await?.ok_or(Error::NotFound("workspace"))?.kind;
    let actor = Actor {
        workspace: one.workspace,
        kind,
        user: Some(by),
        name: who.name,
        role: who.role,
        origin: via.as_str().into(),
    };
    one.answered_via = Some(via);
    if let Some(contact) = one.contact.filter(|_| answer.agrees()) {
        let person = network::person(app, &tx, one.workspace, by, contact).await?;
        one.person = person.ok_or_else(|| Error::Conflict(DELETED.into()))?;
    }
    change::happen(app, &tx, &actor, &mut one, Event::Answered(answer), answer.label()).await?;
    task::push(&tx, app.id(), one.workspace, TASK, one.id.into(), app.now(), app.now()).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(Answered { answer, is_new: true, sentence: thanks(answer, true) })
}

fn closed(one: &Referral) -> &'static str {
    match one.state {
        State::Expired => "The time for an answer is over. Thank you all the same.",
        State::Withdrawn => "This request was taken back.",
        _ => "This request takes no answer any more.",
    }
}

fn thanks(answer: Answer, is_new: bool) -> String {
    let what = match answer {
        Answer::MakeIntro => "You make the introduction. Your words and the link are under “My referrals”.",
        Answer::MentionMyName => "We write to the person and mention your name.",
        Answer::Pass => "You pass. Nobody learns whom it was about.",
        Answer::DontKnow => "You don't know them. Nobody learns whom it was about.",
    };
    if is_new { format!("Thank you. {what}") } else { format!("You answered this already. {what}") }
}
