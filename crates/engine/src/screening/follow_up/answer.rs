//! The form behind a letter's link: what it shows, and what becomes of what is typed. Whoever has the link may use it;
//! nobody signs in.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{WorkspaceId, application::Application, hire::FieldProblem, remote::Answer, screening::Question};
use store::{
    Conn,
    hiring::{application, candidate, job},
    screening::follow_up::{asked, link},
    workspace,
};

use super::{FollowUp, FollowUpState};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    people::token,
    screening::changed,
};

/// What the form shows.
#[derive(Clone, Debug)]
pub struct Form {
    /// Whose questions they are.
    pub workspace: WorkspaceId,
    /// The company.
    pub company: String,
    /// For which job.
    pub job: String,
    /// What stands above the questions.
    pub intro: String,
    /// The questions.
    pub questions: Vec<Question>,
    /// Until when an answer is taken.
    pub until: Option<Timestamp>,
    /// Whether an answer can be given; else why not.
    pub standing: Standing,
}

/// Whether an answer can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It can.
    Open,
    /// One was given.
    Answered,
    /// The time is over.
    Expired,
    /// The questions were taken back, or the person opted out.
    Closed,
}

/// What a link opens.
pub(super) struct Found {
    pub workspace: WorkspaceId,
    pub one: FollowUp,
    pub application: Application,
}

pub(super) async fn find(conn: &impl Conn, shown: &str) -> Result<Found> {
    const WHAT: &str = "form";
    let (space, id) = link::find(conn, &token::hash(shown)).await?.ok_or(Error::NotFound(WHAT))?;
    let one = asked::get(conn, space, id).await?.ok_or(Error::NotFound(WHAT))?;
    let application = application::get(conn, space, one.application).await?.ok_or(Error::NotFound(WHAT))?;
    Ok(Found { workspace: space, one, application })
}

fn standing(one: &FollowUp, now: Timestamp) -> Standing {
    match one.state {
        FollowUpState::Answered => Standing::Answered,
        FollowUpState::Asked if one.expires_at.is_none_or(|until| until > now) => Standing::Open,
        FollowUpState::Asked | FollowUpState::Expired => Standing::Expired,
        FollowUpState::Due | FollowUpState::Withdrawn => Standing::Closed,
    }
}

/// The form behind a link.
///
/// # Errors
/// [`Error::NotFound`] where the link leads nowhere.
pub async fn form(app: &App, shown: &str) -> Result<Form> {
    let found = find(&app.db, shown).await?;
    let space = workspace::get(&app.db, found.workspace).await?;
    let job = job::get(&app.db, found.workspace, found.application.job).await?;
    Ok(Form {
        workspace: found.workspace,
        company: space.map(|space| space.name).unwrap_or_default(),
        job: job.map(|job| job.title).unwrap_or_default(),
        standing: standing(&found.one, app.now()),
        until: found.one.expires_at,
        intro: found.one.content.intro,
        questions: found.one.content.questions,
    })
}

/// Keeps what was typed, by the question's number from 0, and lets the application be scored anew.
///
/// # Errors
/// [`Error::Invalid`] at `answer-N` for each answer that can't be one; [`Error::Conflict`] where an answer was given
/// already or the time is over; [`Error::NotFound`] where the link leads nowhere.
pub async fn submit(app: &App, shown: &str, typed: &BTreeMap<usize, String>, origin: &str) -> Result<()> {
    let tx = app.db.begin().await?;
    let Found { workspace: space, one, application } = find(&tx, shown).await?;
    if standing(&one, app.now()) != Standing::Open {
        return Err(Error::Conflict("This form takes no answer any more.".into()));
    }
    let answers = accept(&one.content.questions, typed)?;
    let seen = one.state;
    let answered = FollowUp { state: FollowUpState::Answered, answered_at: Some(app.now()), answers, ..one };
    if !asked::update(&tx, space, &answered, seen).await? {
        return Err(Error::Conflict("This form was answered just now.".into()));
    }
    changed::applications(app, &tx, space, &[(application.id, application.job)], "Questions were answered")
        .await?;
    let actor = applicant(app, space, origin).await?;
    let name = candidate::get(&tx, space, application.candidate).await?;
    let detail =
        format!("{} answered questions", name.map(|who| who.profile.full_name()).unwrap_or_default());
    let subject = ("candidate", Some(application.candidate.into()));
    audit::write(app, &tx, &actor, "follow_up.answered", subject, detail).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}

fn accept(questions: &[Question], typed: &BTreeMap<usize, String>) -> Result<Vec<Answer>> {
    let (mut answers, mut problems) = (Vec::new(), Vec::new());
    for (number, question) in questions.iter().enumerate() {
        match question.accept(typed.get(&number).map_or("", String::as_str)) {
            Ok(answer) if answer.is_empty() => {}
            Ok(answer) => answers.push(Answer { question: question.text.clone(), answer }),
            Err(message) => problems.push(FieldProblem { field: format!("answer-{number}"), message }),
        }
    }
    if problems.is_empty() { Ok(answers) } else { Err(Error::Invalid(problems)) }
}

/// Whoever follows a letter's link, for the audit log.
pub(super) async fn applicant(app: &App, space: WorkspaceId, origin: &str) -> Result<Actor> {
    let kind = workspace::get(&app.db, space).await?.ok_or(Error::NotFound("workspace"))?.kind;
    let actor = Actor::worker(space, kind);
    Ok(Actor { name: "The applicant".into(), origin: origin.into(), ..actor })
}
