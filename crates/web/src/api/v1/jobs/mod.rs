//! Jobs over the API.

pub mod change;
pub mod create;
pub mod list;
pub mod show;

use engine::hiring::jobs::TypedJob;
use model::{
    access::Right,
    job::{Job, Workflow},
    permission::{Resource, Verb},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::api;
use crate::access::{Access, Route, get, patch, post};

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    const READ: Access = api(Right::JobsRead, Verb::Read, Resource::Job);
    const WRITE: Access = api(Right::JobsWrite, Verb::Write, Resource::Job);
    vec![
        get("/api/v1/jobs", READ, list::list),
        post("/api/v1/jobs", WRITE, create::create),
        get("/api/v1/jobs/{id}", READ, show::show),
        patch("/api/v1/jobs/{id}", WRITE, change::change),
    ]
}

/// A job.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobBody {
    /// Its identifier.
    pub id: Uuid,
    /// The title shown to candidates.
    pub title: String,
    /// `draft`, `open` or `closed`.
    pub status: &'static str,
    /// The workflow its applications move through.
    pub workflow: Uuid,
    /// The department that hires.
    pub department: String,
    /// The division.
    pub division: String,
    /// Where the work is done.
    pub location: String,
    /// For example `Full-Time`.
    pub employment_type: String,
    /// What the work is.
    pub description: String,
    /// The stages that its applications can stand at, in order.
    pub stages: Vec<StageBody>,
}

/// A stage of a workflow.
#[derive(Debug, Serialize, ToSchema)]
pub struct StageBody {
    /// Its identifier.
    pub id: Uuid,
    /// The name people read.
    pub name: String,
    /// `applied`, `review`, `interview`, `offer`, `hired` or `rejected`.
    pub kind: &'static str,
}

impl From<model::job::Stage> for StageBody {
    fn from(stage: model::job::Stage) -> Self {
        Self { id: stage.id.into(), name: stage.name, kind: stage.kind.as_str() }
    }
}

impl From<(Job, Workflow)> for JobBody {
    fn from((job, workflow): (Job, Workflow)) -> Self {
        Self {
            id: job.id.into(),
            title: job.title,
            status: job.status.as_str(),
            workflow: job.workflow.into(),
            department: job.department,
            division: job.division,
            location: job.location,
            employment_type: job.employment_type,
            description: job.description,
            stages: workflow.stages.into_iter().map(Into::into).collect(),
        }
    }
}

/// What is said of a job; what is left out stays as it is.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SaidOfJob {
    /// The title shown to candidates.
    pub title: Option<String>,
    /// The workflow its applications move through.
    pub workflow: Option<Uuid>,
    /// The department that hires.
    pub department: Option<String>,
    /// The division.
    pub division: Option<String>,
    /// Where the work is done.
    pub location: Option<String>,
    /// For example `Full-Time`.
    pub employment_type: Option<String>,
    /// What the work is.
    pub description: Option<String>,
    /// `draft`, `open` or `closed`.
    pub status: Option<String>,
}

impl SaidOfJob {
    /// The job with what is said put in the place of what was there.
    fn over(&self, before: TypedJob) -> TypedJob {
        let text = |said: &Option<String>, before| said.clone().unwrap_or(before);
        TypedJob {
            title: text(&self.title, before.title),
            workflow: self.workflow.map(Into::into).or(before.workflow),
            department: text(&self.department, before.department),
            division: text(&self.division, before.division),
            location: text(&self.location, before.location),
            employment_type: text(&self.employment_type, before.employment_type),
            description: text(&self.description, before.description),
        }
    }

    /// The status that is said.
    ///
    /// # Errors
    /// Where it is none.
    fn status(&self) -> engine::Result<Option<model::job::JobStatus>> {
        let wrong = || engine::Error::field("status", "A job is draft, open or closed.");
        self.status.as_deref().map(|word| model::job::JobStatus::parse(word).ok_or_else(wrong)).transpose()
    }
}
