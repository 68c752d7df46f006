//! `PATCH /api/v1/jobs/{id}`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::hiring::jobs::{self, TypedJob};
use model::{JobId, job::Job};

use super::{JobBody, SaidOfJob, show::job};
use crate::{
    Web,
    api::{
        answer::{one, unless_changed},
        call::{Named, Sent},
        problem::Problem,
    },
    session::SignedIn,
};

/// Changes a job: what is said, and nothing else. Opens and closes it, too.
#[utoipa::path(
    patch,
    path = "/api/v1/jobs/{id}",
    tag = "jobs",
    params(("id" = Uuid, Path, description = "The job")),
    request_body = SaidOfJob,
    responses((status = 200, description = "The job as it stands now", body = JobBody))
)]
pub async fn change(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Named(id): Named,
    Sent(said): Sent<SaidOfJob>,
) -> Result<Response, Problem> {
    let status = said.status()?;
    unless_changed(&headers, &job(&web, &visitor, id).await?)?;
    let before = typed(jobs::get(&web, &visitor.actor, JobId(id)).await?);
    let after = said.over(before.clone());
    if after != before {
        jobs::edit(&web, &visitor.actor, JobId(id), &after).await?;
    }
    if let Some(status) = status {
        jobs::set_status(&web, &visitor.actor, JobId(id), status).await?;
    }
    one(&HeaderMap::new(), None, &job(&web, &visitor, id).await?)
}

fn typed(job: Job) -> TypedJob {
    TypedJob {
        title: job.title,
        workflow: Some(job.workflow),
        department: job.department,
        division: job.division,
        location: job.location,
        employment_type: job.employment_type,
        description: job.description,
    }
}
