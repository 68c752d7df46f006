//! What an applicant was asked and answered, as a part of the application's page.

use engine::{
    Actor,
    screening::follow_up::{FollowUp, FollowUpState, asked::of_application},
};
use model::{ApplicationId, remote::Answer};

use crate::{Web, failure::Failure, pages::integrations::view::Moment};

/// One set that an applicant was asked.
pub(crate) struct Asked {
    pub name: String,
    pub state: (&'static str, &'static str),
    /// When that state began, or when the next thing happens.
    pub at: Option<(&'static str, Moment)>,
    pub why: Option<String>,
    pub answers: Vec<Answer>,
}

/// All that an application is or was asked.
pub(crate) async fn all(web: &Web, actor: &Actor, id: ApplicationId) -> Result<Vec<Asked>, Failure> {
    let all = of_application(web, actor, id).await?;
    Ok(all.into_iter().map(|(one, set)| asked(one, set.name)).collect())
}

fn asked(one: FollowUp, name: String) -> Asked {
    let (state, at) = match one.state {
        FollowUpState::Due => (("", "To be asked"), None),
        FollowUpState::Asked if one.reminded_at.is_some() => {
            (("badge-info", "Reminded"), one.expires_at.map(|at| ("open until", at)))
        }
        FollowUpState::Asked => (("badge-info", "Asked"), one.expires_at.map(|at| ("open until", at))),
        FollowUpState::Answered => (("badge-ok", "Answered"), one.answered_at.map(|at| ("on", at))),
        FollowUpState::Expired => (("badge-warn", "No answer"), one.expires_at.map(|at| ("closed", at))),
        FollowUpState::Withdrawn => (("", "Not asked"), None),
    };
    let at = at.map(|(word, at)| (word, at.into()));
    Asked { name, state, at, why: one.why, answers: one.answers }
}
