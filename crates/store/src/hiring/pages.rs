//! Records a page at a time for programs, newest first by identifier: a page begins behind the last record of the page
//! before, so that nothing is skipped or told twice while others are made.

use jiff::Timestamp;
use model::{
    ApplicationId, CandidateId, CommentId, JobId, StageId, WorkspaceId,
    application::Application,
    job::{Job, JobStatus},
};
use sea_orm::{QueryOrder, QuerySelect, entity::prelude::*};

use super::{application, comment, comment::Comment, job};
use crate::{Conn, error::Result, time::from_ms};

/// A page of jobs, those of one status where it is named.
pub async fn jobs(
    conn: &impl Conn,
    workspace: WorkspaceId,
    status: Option<JobStatus>,
    after: Option<JobId>,
    most: u64,
) -> Result<Vec<Job>> {
    use job::row::{Column, Entity};
    let mut query = Entity::find().filter(Column::WorkspaceId.eq(Uuid::from(workspace)));
    if let Some(status) = status {
        query = query.filter(Column::Status.eq(status.as_str()));
    }
    if let Some(after) = after {
        query = query.filter(Column::Id.lt(Uuid::from(after)));
    }
    let rows = query.order_by_desc(Column::Id).limit(most).all(&conn.executor()).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Which applications are asked for: those that meet all that is named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Of {
    /// For this job.
    pub job: Option<JobId>,
    /// At this stage.
    pub stage: Option<StageId>,
    /// Of this candidate.
    pub candidate: Option<CandidateId>,
}

/// A page of applications, each with the time it was made and the time it came to its stage.
pub async fn applications(
    conn: &impl Conn,
    workspace: WorkspaceId,
    of: Of,
    after: Option<ApplicationId>,
    most: u64,
) -> Result<Vec<(Application, Timestamp, Timestamp)>> {
    use application::row::{Column, Entity};
    let mut query = Entity::find().filter(Column::WorkspaceId.eq(Uuid::from(workspace)));
    if let Some(job) = of.job {
        query = query.filter(Column::JobId.eq(Uuid::from(job)));
    }
    if let Some(stage) = of.stage {
        query = query.filter(Column::StageId.eq(Uuid::from(stage)));
    }
    if let Some(candidate) = of.candidate {
        query = query.filter(Column::CandidateId.eq(Uuid::from(candidate)));
    }
    if let Some(after) = after {
        query = query.filter(Column::Id.lt(Uuid::from(after)));
    }
    let rows = query.order_by_desc(Column::Id).limit(most).all(&conn.executor()).await?;
    let timed = |row: application::row::Model| (from_ms(row.created_at), from_ms(row.moved_at), row);
    Ok(rows.into_iter().map(timed).map(|(made, moved, row)| (row.into(), made, moved)).collect())
}

/// A page of the comments on a candidate.
pub async fn comments(
    conn: &impl Conn,
    workspace: WorkspaceId,
    candidate: CandidateId,
    after: Option<CommentId>,
    most: u64,
) -> Result<Vec<Comment>> {
    use comment::row::{Column, Entity};
    let mut query = Entity::find()
        .filter(Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(Column::CandidateId.eq(Uuid::from(candidate)));
    if let Some(after) = after {
        query = query.filter(Column::Id.lt(Uuid::from(after)));
    }
    let rows = query.order_by_desc(Column::Id).limit(most).all(&conn.executor()).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}
