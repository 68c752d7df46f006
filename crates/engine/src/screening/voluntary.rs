//! What applicants are asked of their own will, and what they answer. Nothing here reaches a score: the answers are
//! counted by [`super::report`], exported with the person's data, and erased with it.

use std::collections::BTreeSet;

use model::{
    ApplicationId, WorkspaceId,
    access::Right,
    screening::{UNDISCLOSED, VoluntaryQuestion},
};
use secrecy::{ExposeSecret, SecretString};
pub use store::screening::asked::Link;
use store::{
    Tx,
    hiring::{application, candidate, job},
    screening::{asked, voluntary},
    workspace,
};

use super::the_application;
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    mail::{self, Letter},
    people::token,
};

pub mod file;
#[cfg(test)]
mod tests;

/// The questions that are asked; none until an administrator chooses some.
///
/// # Errors
/// [`Error::Denied`].
pub async fn questions(app: &App, actor: &Actor) -> Result<BTreeSet<VoluntaryQuestion>> {
    actor.require(Right::CandidatesRead)?;
    Ok(asked::questions(&app.db, actor.workspace).await?)
}

/// Asks these questions from now on and no others. Answers that were given stay.
///
/// # Errors
/// [`Error::Denied`].
pub async fn choose(app: &App, actor: &Actor, chosen: &BTreeSet<VoluntaryQuestion>) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    let tx = app.db.begin().await?;
    asked::set_questions(&tx, actor.workspace, chosen, app.now()).await?;
    let names: Vec<_> = chosen.iter().map(|question| question.label()).collect();
    let detail = if names.is_empty() {
        "Asks applicants nothing of their own will".to_owned()
    } else {
        format!("Asks applicants of their own will: {}", names.join(", "))
    };
    audit::write(app, &tx, actor, "screening.voluntary_chosen", ("workspace", None), detail).await?;
    Ok(tx.commit().await?)
}

/// The link of an application, where one was made; its token is not kept.
///
/// # Errors
/// [`Error::Denied`].
pub async fn link_of(app: &App, actor: &Actor, application: ApplicationId) -> Result<Option<Link>> {
    actor.require(Right::CandidatesRead)?;
    Ok(asked::link_of(&app.db, actor.workspace, application).await?)
}

fn nothing_asked() -> Error {
    Error::Conflict("No voluntary question is asked. An administrator can choose some.".into())
}

/// Makes the link by which an applicant answers, in place of the one before, and gives its token, which is never shown
/// again.
///
/// # Errors
/// [`Error::Conflict`] where nothing is asked.
pub async fn make_link(app: &App, actor: &Actor, application: ApplicationId) -> Result<SecretString> {
    actor.require(Right::CandidatesWrite)?;
    let tx = app.db.begin().await?;
    let of = the_application(&tx, actor.workspace, application).await?;
    let token = link(app, &tx, actor.workspace, application).await?.ok_or_else(nothing_asked)?;
    let (subject, detail) = (("candidate", Some(of.candidate.into())), "Made a link for voluntary questions");
    audit::write(app, &tx, actor, "screening.voluntary_link", subject, detail).await?;
    tx.commit().await?;
    Ok(token)
}

/// Writes to an applicant with a new link.
///
/// # Errors
/// [`Error::Conflict`] where nothing is asked, or the person has no e-mail address.
pub async fn write(app: &App, actor: &Actor, application: ApplicationId) -> Result<()> {
    actor.require(Right::CandidatesWrite)?;
    let (tx, space) = (app.db.begin().await?, actor.workspace);
    let of = the_application(&tx, space, application).await?;
    let person = candidate::get(&tx, space, of.candidate).await?.ok_or(Error::NotFound("candidate"))?.profile;
    let job = super::the_job(&tx, space, of.job).await?.title;
    let company = workspace::get(&tx, space).await?.map(|space| space.name).unwrap_or_default();
    if !person.email.contains('@') {
        return Err(Error::Conflict("This person has no e-mail address. Make a link and pass it on.".into()));
    }
    let token = link(app, &tx, space, application).await?.ok_or_else(nothing_asked)?;
    let address = app.public.link(&format!("/about-you/{}", token.expose_secret()));
    let text = format!(
        "Hello {},\n\nyou applied to {company} for {job}. If you like, answer a few questions about yourself:\n\n\
         {address}\n\nYou need not answer. What you say does not reach those who decide on your application, nor \
         what scores it. It is counted, to see whether people like you are treated like others.\n\n{company}\n",
        person.first_name
    );
    let letter = Letter {
        to_name: person.full_name(),
        to_address: person.email,
        subject: format!("A few voluntary questions, {company}"),
        text,
        kind: "voluntary questions".into(),
        about: Some(application),
    };
    mail::send(app, &tx, space, letter).await?;
    let (subject, detail) = (("candidate", Some(of.candidate.into())), "Sent a link for voluntary questions");
    audit::write(app, &tx, actor, "screening.voluntary_link", subject, detail).await?;
    Ok(tx.commit().await?)
}

/// The token of a new link for an application, for a letter that goes out with the change; `None` where nothing is
/// asked.
pub(crate) async fn link(
    app: &App,
    tx: &Tx,
    workspace: WorkspaceId,
    application: ApplicationId,
) -> Result<Option<SecretString>> {
    if asked::questions(tx, workspace).await?.is_empty() {
        return Ok(None);
    }
    let token = app.dice.token();
    asked::put_link(tx, workspace, application, &token::hash(&token), app.now()).await?;
    Ok(Some(token.into()))
}

/// What the page behind a link shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The company that asks.
    pub company: String,
    /// The job that the person applied for.
    pub job: String,
    /// What is asked.
    pub questions: Vec<VoluntaryQuestion>,
    /// Whether the person answered before; an answer now takes that one's place.
    pub answered: bool,
}

const GONE: Error = Error::NotFound("link; a newer one was made, or what it was for is gone");

/// What a link asks. It says nothing of who the person is, and not what they answered.
///
/// # Errors
/// [`Error::NotFound`] where the link opens nothing, or nothing is asked any more.
pub async fn form(app: &App, token: &str) -> Result<Form> {
    let link = asked::by_token(&app.db, &token::hash(token)).await?.ok_or(GONE)?;
    let questions = asked::questions(&app.db, link.workspace).await?;
    let space = workspace::get(&app.db, link.workspace).await?.ok_or(GONE)?;
    let of = application::get(&app.db, link.workspace, link.application).await?.ok_or(GONE)?;
    let job = job::get(&app.db, link.workspace, of.job).await?.ok_or(GONE)?;
    if questions.is_empty() {
        return Err(GONE);
    }
    let questions = questions.into_iter().collect();
    Ok(Form { company: space.name, job: job.title, questions, answered: link.answered_at.is_some() })
}

/// Keeps what an applicant answers, by question and group; a question without an answer counts as not said.
///
/// # Errors
/// As [`form`]; [`Error::Invalid`] where an answer is none of the groups.
pub async fn answer(app: &App, token: &str, typed: &[(String, String)]) -> Result<()> {
    let tx = app.db.begin().await?;
    let link = asked::by_token(&tx, &token::hash(token)).await?.ok_or(GONE)?;
    let mut answers = voluntary::Answers::new();
    for question in asked::questions(&tx, link.workspace).await? {
        let said = typed.iter().find(|(name, _)| name == question.as_str()).map(|(_, word)| word.trim());
        let word = match said {
            None | Some("") => UNDISCLOSED,
            Some(word) => question.group(word).ok_or_else(|| {
                Error::field(question.as_str(), "Choose one of these, or prefer not to say.")
            })?,
        };
        answers.insert(question.as_str().into(), word.into());
    }
    if answers.is_empty() {
        return Err(GONE);
    }
    voluntary::put(&tx, link.workspace, link.application, &answers, app.now()).await?;
    asked::set_answered(&tx, link.application, app.now()).await?;
    Ok(tx.commit().await?)
}
