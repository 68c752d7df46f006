//! Jobs, workflows, candidates and their applications: what people do all day.

pub mod add_candidate;
pub mod application_details;
pub mod apply;
pub mod attachments;
pub mod board;
pub mod bulk;
pub mod comments;
pub mod duplicates;
pub mod edit_candidate;
pub mod erase_person;
pub mod export_person;
pub mod jobs;
pub mod list_candidates;
pub mod merge;
pub mod move_application;
pub mod offer;
pub mod profile;
pub mod records;
pub mod resume_text;
pub mod saved_views;
pub mod set_application_field;
pub mod set_field;
pub mod set_tags;
pub mod tags;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub mod upkeep;
pub mod workflows;

use model::{
    ApplicationId, CandidateId, JobId, StageId, WorkflowId, WorkspaceId,
    application::Application,
    candidate::Candidate,
    hire::FieldProblem,
    job::{Job, Stage, Workflow},
};
pub use store::hiring::{
    board::Card,
    comment::Comment,
    duplicate::{Group, Reason},
    list::{After, Filter, MOST_COUNTED},
    merge::Merge,
    movement::Movement,
    saved_view::SavedView,
};
use store::{
    Conn,
    hiring::{application, candidate, job, workflow},
};

use crate::error::{Error, Result};

async fn the_candidate(conn: &impl Conn, workspace: WorkspaceId, id: CandidateId) -> Result<Candidate> {
    candidate::get(conn, workspace, id).await?.ok_or(Error::NotFound("candidate"))
}

async fn the_job(conn: &impl Conn, workspace: WorkspaceId, id: JobId) -> Result<Job> {
    job::get(conn, workspace, id).await?.ok_or(Error::NotFound("job"))
}

async fn the_workflow(conn: &impl Conn, workspace: WorkspaceId, id: WorkflowId) -> Result<Workflow> {
    workflow::get(conn, workspace, id).await?.ok_or(Error::NotFound("workflow"))
}

async fn the_stage(conn: &impl Conn, workspace: WorkspaceId, id: StageId) -> Result<Stage> {
    workflow::stage(conn, workspace, id).await?.ok_or(Error::NotFound("stage"))
}

async fn the_application(conn: &impl Conn, workspace: WorkspaceId, id: ApplicationId) -> Result<Application> {
    application::get(conn, workspace, id).await?.ok_or(Error::NotFound("application"))
}

fn problem(field: &str, message: impl Into<String>) -> FieldProblem {
    FieldProblem { field: field.into(), message: message.into() }
}

/// One line, without surrounding and doubled blanks.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name that must be given, at the field `name`.
fn name(text: &str) -> Result<String> {
    let name = line(text);
    if name.is_empty() {
        return Err(Error::field("name", "Give it a name."));
    }
    if name.chars().count() > 120 {
        return Err(Error::field("name", "Keep the name below 120 letters."));
    }
    Ok(name)
}

/// A name that is taken said at the field `name`.
fn taken(error: store::Error) -> Error {
    if error.is_taken() {
        return Error::field("name", "This name is taken already; choose another.");
    }
    error.into()
}
