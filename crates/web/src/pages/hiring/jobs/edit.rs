//! `/jobs/new` and `/jobs/{id}/edit`: a job's form.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};
use engine::{
    Actor,
    hiring::{
        jobs::{self, TypedJob},
        workflows,
    },
    sync::origin::{Origin, origin},
};
use model::{
    JobId, WorkflowId,
    job::{Job, Workflow},
    remote::RecordKind,
};
use serde::Deserialize;

use crate::{
    Web,
    failure::Page,
    flash::done,
    pages::people::problems::Problems,
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "hiring/jobs/edit.html")]
struct EditPage {
    shell: Shell,
    /// The job's address and title, where it is there already.
    job: Option<(String, String)>,
    /// The system that the job is edited in.
    home: Option<Origin>,
    typed: Typed,
    workflows: Vec<Workflow>,
    problems: Problems,
}

/// A job's form as it was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    title: String,
    workflow: String,
    department: String,
    division: String,
    location: String,
    employment_type: String,
    description: String,
}

impl From<&Job> for Typed {
    fn from(job: &Job) -> Self {
        let job = job.clone();
        Self {
            title: job.title,
            workflow: job.workflow.to_string(),
            department: job.department,
            division: job.division,
            location: job.location,
            employment_type: job.employment_type,
            description: job.description,
        }
    }
}

impl Typed {
    fn read(&self) -> TypedJob {
        TypedJob {
            title: self.title.clone(),
            workflow: self.workflow.parse::<WorkflowId>().ok(),
            department: self.department.clone(),
            division: self.division.clone(),
            location: self.location.clone(),
            employment_type: self.employment_type.clone(),
            description: self.description.clone(),
        }
    }
}

/// The system that a job is edited in, where it is not this one.
pub(super) async fn home(web: &Web, actor: &Actor, job: &Job) -> engine::Result<Option<Origin>> {
    let id = job.id.into();
    Ok(origin(web, actor, RecordKind::Job, &[id]).await?.remove(&id).filter(|home| !home.gone))
}

async fn draw(
    web: &Web,
    actor: &Actor,
    shell: Shell,
    job: Option<&Job>,
    typed: Typed,
    problems: Option<Problems>,
) -> Page {
    let status = problems.as_ref().map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    let home = match job {
        Some(job) => home(web, actor, job).await?,
        None => None,
    };
    let drawn = EditPage {
        home,
        shell: shell.at("jobs"),
        job: job.map(|job| (format!("/jobs/{}", job.id), job.title.clone())),
        typed,
        workflows: workflows::list(web, actor).await?,
        problems: problems.unwrap_or_default(),
    };
    Ok(page_with(status, &drawn))
}

pub(super) async fn new(State(web): State<Web>, visitor: SignedIn, shell: Shell) -> Page {
    let mut typed = Typed::default();
    // Where there is one workflow only, there is nothing to choose.
    if let [only] = workflows::list(&web, &visitor.actor).await?.as_slice() {
        typed.workflow = only.id.to_string();
    }
    draw(&web, &visitor.actor, shell, None, typed, None).await
}

pub(super) async fn create(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Form(typed): Form<Typed>,
) -> Page {
    match jobs::create(&web, &visitor.actor, &typed.read()).await {
        Ok(job) => Ok(done(&format!("/jobs/{}", job.id), "The job is a draft. Open it when it is ready.")),
        Err(error) => {
            draw(&web, &visitor.actor, shell, None, typed, Some(Problems::from_error(error)?)).await
        }
    }
}

pub(super) async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<JobId>,
) -> Page {
    let job = jobs::get(&web, &visitor.actor, id).await?;
    draw(&web, &visitor.actor, shell, Some(&job), Typed::from(&job), None).await
}

pub(super) async fn save(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<JobId>,
    Form(typed): Form<Typed>,
) -> Page {
    match jobs::edit(&web, &visitor.actor, id, &typed.read()).await {
        Ok(job) => Ok(done(&format!("/jobs/{}", job.id), "Saved.")),
        Err(error) => {
            let problems = Problems::from_error(error)?;
            let job = jobs::get(&web, &visitor.actor, id).await?;
            draw(&web, &visitor.actor, shell, Some(&job), typed, Some(problems)).await
        }
    }
}
