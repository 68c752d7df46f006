//! The link in a request's letter: the employee answers without signing in. Whoever has the link may use it, once.

use model::{
    ReferralId,
    referral::{Answer, Channel, Person, State},
};
use store::hiring::job;

use super::{
    answer::{Answered, answer},
    letter::Facts,
    link::{self, Purpose},
    subject,
};
use crate::{
    App,
    error::{Error, Result},
};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct Request {
    /// The referral.
    pub id: ReferralId,
    /// The company.
    pub company: String,
    /// The employee who is asked.
    pub employee: String,
    /// Who asks.
    pub recruiter: String,
    /// The job.
    pub job: String,
    /// Where the job is.
    pub location: String,
    /// What the recruiter wrote.
    pub note: String,
    /// About whom.
    pub person: Person,
    /// What was answered already.
    pub answer: Option<Answer>,
    /// Whether an answer is still taken.
    pub is_open: bool,
}

/// The page behind a request's link. Looking at it changes nothing.
///
/// # Errors
/// [`Error::NotFound`] where the link leads nowhere.
pub async fn request(app: &App, token: &str) -> Result<Request> {
    let (space, one) = link::find(&app.db, token, Purpose::Answer).await?;
    let facts = Facts::of(&app.db, &one).await?;
    let person = subject::person(app, &app.db, &one).await?.unwrap_or_default();
    let job = job::get(&app.db, space, one.job).await?.ok_or(Error::NotFound("page"))?;
    Ok(Request {
        id: one.id,
        company: facts.company,
        employee: facts.employee.name,
        recruiter: facts.recruiter.map(|user| user.name).unwrap_or_default(),
        job: job.title,
        location: job.location,
        note: one.note,
        person,
        answer: one.answer,
        is_open: one.state == State::Requested,
    })
}

/// Answers by the link.
///
/// # Errors
/// [`Error::NotFound`] where the link leads nowhere; otherwise as [`answer`].
pub async fn by_link(app: &App, token: &str, said: Answer) -> Result<Answered> {
    let (_, one) = link::find(&app.db, token, Purpose::Answer).await?;
    answer(app, one.id, said, one.employee, Channel::Mail).await
}
