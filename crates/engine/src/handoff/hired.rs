//! Who may be sent: a candidate with an application in a stage of kind hired.

use model::{
    ApplicationId, CandidateId, WorkspaceId,
    application::Application,
    candidate::Candidate,
    job::{Job, StageKind},
};
use store::{
    Conn,
    hiring::{application, candidate, job, workflow},
};

use crate::error::{Error, Result};

/// A hired candidate.
pub(super) struct Hired {
    /// The person.
    pub candidate: Candidate,
    /// The application that was successful.
    pub application: Application,
    /// The job they were hired for.
    pub job: Job,
}

/// The hired candidate; of several such applications the given one, or else the latest.
///
/// # Errors
/// [`Error::Conflict`] where the candidate is not in a stage of kind hired.
pub(super) async fn hired(
    conn: &impl Conn,
    workspace: WorkspaceId,
    candidate: CandidateId,
    wanted: Option<ApplicationId>,
) -> Result<Hired> {
    let candidate = candidate::get(conn, workspace, candidate).await?.ok_or(Error::NotFound("candidate"))?;
    let mut applications = application::of_candidate(conn, workspace, candidate.id).await?;
    applications.retain(|application| wanted.is_none_or(|id| application.id == id));
    applications.sort_by_key(|application| std::cmp::Reverse(application.id));
    for application in applications {
        let stage = workflow::stage(conn, workspace, application.stage).await?;
        if stage.is_some_and(|stage| stage.kind == StageKind::Hired) {
            let job = job::get(conn, workspace, application.job).await?.ok_or(Error::NotFound("job"))?;
            return Ok(Hired { candidate, application, job });
        }
    }
    Err(Error::Conflict(format!(
        "{} is not in a hired stage. Move them there first.",
        candidate.profile.full_name()
    )))
}
