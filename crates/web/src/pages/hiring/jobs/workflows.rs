//! Settings > Hiring workflows: every workflow with its stages and how many jobs follow it.

use askama::Template;
use axum::extract::State;
use engine::hiring::{jobs, workflows};
use model::job::Workflow;

use crate::{
    Web,
    failure::Page,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "hiring/jobs/workflows.html")]
struct WorkflowsPage {
    shell: Shell,
    rows: Vec<(Workflow, usize)>,
}

pub(super) async fn show(State(web): State<Web>, visitor: SignedIn, shell: Shell) -> Page {
    let jobs = jobs::list(&web, &visitor.actor).await?;
    let follow = |workflow: &Workflow| jobs.iter().filter(|one| one.job.workflow == workflow.id).count();
    let all = workflows::list(&web, &visitor.actor).await?.into_iter();
    let rows = all.map(|workflow| (workflow.clone(), follow(&workflow))).collect();
    Ok(page(&WorkflowsPage { shell: shell.at("settings"), rows }))
}
