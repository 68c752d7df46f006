//! The introduction: the employee, or the recruiter whom they allowed to, writes to the person or takes the link.

use model::{
    ReferralId,
    access::Right,
    referral::{Event, State, Template, TemplateKind},
};
use store::{Conn, referrals::referral};

use super::{
    Referral, change,
    letter::{self, Facts, To},
    link::{self, Purpose},
};
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// What an introduction would say, with `{link}` where the link goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// To whom, by name.
    pub name: String,
    /// To which address; empty where none is known, so that only the link can be taken.
    pub address: String,
    /// The words.
    pub words: Template,
}

/// An introduction as it could be sent.
///
/// # Errors
/// [`Error::NotFound`] where the referral is none of theirs; [`Error::Conflict`] where there is nothing to introduce.
pub async fn draft(app: &App, actor: &Actor, id: ReferralId) -> Result<Draft> {
    let one = theirs(&app.db, actor, id).await?;
    introducible(&one)?;
    let facts = Facts::of(&app.db, &one).await?;
    let mut values = facts.values(&one.person, "");
    values.insert("link", "{link}".into());
    let kind = kind(&one);
    Ok(Draft {
        name: one.person.full_name(),
        address: letter::address(&one.person).unwrap_or_default(),
        words: letter::words(&app.db, &one, kind).await?.fill(&values),
    })
}

/// Sends an introduction with these words; `{link}` in them becomes the person's own link.
///
/// # Errors
/// [`Error::Invalid`] at `subject` or `body`; [`Error::Conflict`] where no address is known; otherwise as [`draft`].
pub async fn send(app: &App, actor: &Actor, id: ReferralId, words: &Template) -> Result<()> {
    let tx = app.db.begin().await?;
    let mut one = theirs(&tx, actor, id).await?;
    introducible(&one)?;
    let kind = kind(&one);
    words.check(kind).map_err(|(field, sentence)| Error::field(field, sentence))?;
    let Some(address) = letter::address(&one.person) else {
        return Err(Error::Conflict(
            "There is no e-mail address of this person. Take the link instead.".into(),
        ));
    };
    let facts = Facts::of(&tx, &one).await?;
    let mut values = facts.values(&one.person, "");
    values.insert("link", link::make(app, &tx, &one, Purpose::Invite).await?);
    let to = To { name: &one.person.full_name(), address: &address };
    letter::send(app, &tx, &one, to, words.fill(&values), kind).await?;
    if !change::happen(app, &tx, actor, &mut one, Event::Introduced, "By letter").await? {
        change::remark(app, &tx, actor, &mut one, "introduced_again", "By letter").await?;
    }
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}

/// Makes the person's own link, to be passed on by hand. It is shown this once.
///
/// # Errors
/// As [`draft`].
pub async fn take_link(app: &App, actor: &Actor, id: ReferralId) -> Result<String> {
    let tx = app.db.begin().await?;
    let mut one = theirs(&tx, actor, id).await?;
    introducible(&one)?;
    let link = link::make(app, &tx, &one, Purpose::Invite).await?;
    if !change::happen(app, &tx, actor, &mut one, Event::Introduced, "The link was taken").await? {
        change::remark(app, &tx, actor, &mut one, "introduced_again", "The link was taken").await?;
    }
    tx.commit().await?;
    Ok(link)
}

fn kind(one: &Referral) -> TemplateKind {
    if one.answer == Some(model::referral::Answer::MentionMyName) {
        TemplateKind::Mention
    } else {
        TemplateKind::Intro
    }
}

/// A referral of the employee's; or any whose name the recruiter may mention.
async fn theirs(conn: &impl Conn, actor: &Actor, id: ReferralId) -> Result<Referral> {
    actor.require(Right::ReferralsOwn)?;
    let found = referral::get(conn, actor.workspace, id).await?;
    let may = |one: &Referral| {
        Some(one.employee) == actor.user || (actor.role.may(Right::ReferralsAsk) && one.state.is_agreed())
    };
    found.filter(may).ok_or(Error::NotFound("referral"))
}

fn introducible(one: &Referral) -> Result<()> {
    match one.state {
        State::MakeIntro | State::MentionMyName | State::IntroSent | State::Opened => Ok(()),
        _ => Err(Error::Conflict(format!(
            "This referral is “{}”, so there is nobody to introduce now.",
            one.state.label()
        ))),
    }
}
