//! `/jobs/{id}`: what a job is, how many stand where, and opening and closing it.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
};
use engine::{Error, hiring::jobs, sync::origin::Origin};
use model::{
    JobId,
    access::Right,
    job::{Job, JobStatus, Stage},
};
use serde::Deserialize;

use super::{
    edit::home,
    list::{facts, state},
};
use crate::{
    Web,
    failure::{Failure, Page},
    flash::done,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "hiring/jobs/overview.html")]
struct JobPage {
    shell: Shell,
    facts: String,
    state: (&'static str, &'static str),
    /// Where it can go from here: the status, its button, its icon.
    next: Vec<(JobStatus, &'static str, &'static str)>,
    pipeline: Vec<(Stage, u64)>,
    total: u64,
    may_write: bool,
    /// The system that the job is edited in.
    home: Option<Origin>,
    job: Job,
}

pub(super) async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<JobId>,
) -> Page {
    let job = jobs::get(&web, &visitor.actor, id).await?;
    let pipeline = match shell.may_candidates {
        true => jobs::pipeline(&web, &visitor.actor, id).await?,
        false => Vec::new(),
    };
    let next = match job.status {
        JobStatus::Draft => vec![(JobStatus::Open, "Open the job", "check")],
        JobStatus::Open => vec![(JobStatus::Closed, "Close the job", "lock")],
        JobStatus::Closed => vec![(JobStatus::Open, "Open again", "check")],
    };
    Ok(page(&JobPage {
        shell: shell.at("jobs"),
        facts: facts(&[&job.department, &job.location, &job.employment_type]),
        state: state(job.status),
        next,
        total: pipeline.iter().map(|(_, count)| count).sum(),
        pipeline,
        may_write: visitor.actor.role.may(Right::JobsWrite),
        home: home(&web, &visitor.actor, &job).await?,
        job,
    }))
}

/// The status that was chosen.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Chosen {
    status: String,
}

pub(super) async fn set_status(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<JobId>,
    Form(chosen): Form<Chosen>,
) -> Page {
    let Some(status) = JobStatus::parse(&chosen.status) else {
        return Err(Failure(Error::field("status", "Choose whether the job is open or closed.")));
    };
    let job = jobs::set_status(&web, &visitor.actor, id, status).await?;
    let said = match job.status {
        JobStatus::Open => "The job is open and takes applications.",
        JobStatus::Closed => "The job is closed. Applications stay where they are.",
        JobStatus::Draft => "The job is a draft again.",
    };
    Ok(done(&format!("/jobs/{id}"), said))
}
