//! What an applicant was asked and what they answered, for those who decide on the application.

use model::{ApplicationId, access::Right};
use store::{hiring::application, screening::follow_up};

use super::{FollowUp, QuestionSet};
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// All that an application is or was asked, the oldest first, each with its set.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn of_application(
    app: &App,
    actor: &Actor,
    id: ApplicationId,
) -> Result<Vec<(FollowUp, QuestionSet)>> {
    actor.require(Right::CandidatesRead)?;
    let space = actor.workspace;
    application::get(&app.db, space, id).await?.ok_or(Error::NotFound("application"))?;
    let mut all = Vec::new();
    for one in follow_up::asked::of(&app.db, space, &[id]).await? {
        if let Some(set) = follow_up::set::get(&app.db, space, one.set).await? {
            all.push((one, set));
        }
    }
    Ok(all)
}
