//! Jobs.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{
    JobId, StageId, WorkspaceId,
    job::{Job, JobStatus},
};
use sea_orm::{
    ActiveValue::Set, Iterable, QueryOrder, QuerySelect, entity::prelude::*, sea_query::OnConflict,
};

use super::{
    application,
    batch::{self, in_few_forms},
};
use crate::{
    Conn, Tx,
    error::{Error, Result},
    time::to_ms,
};

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "job")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub title: String,
        pub status: String,
        pub workflow_id: Uuid,
        pub department: String,
        pub division: String,
        pub location: String,
        pub employment_type: String,
        pub description: String,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Job {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            id: row.id.into(),
            title: row.title,
            status: JobStatus::parse(&row.status).ok_or(Error::Unreadable("job"))?,
            workflow: row.workflow_id.into(),
            department: row.department,
            division: row.division,
            location: row.location,
            employment_type: row.employment_type,
            description: row.description,
        })
    }
}

fn written(workspace: WorkspaceId, job: &Job) -> row::ActiveModel {
    row::ActiveModel {
        id: Set(job.id.into()),
        workspace_id: Set(workspace.into()),
        title: Set(job.title.clone()),
        status: Set(job.status.as_str().into()),
        workflow_id: Set(job.workflow.into()),
        department: Set(job.department.clone()),
        division: Set(job.division.clone()),
        location: Set(job.location.clone()),
        employment_type: Set(job.employment_type.clone()),
        description: Set(job.description.clone()),
        created_at: sea_orm::NotSet,
    }
}

/// Keeps a new job.
pub async fn insert(tx: &Tx, workspace: WorkspaceId, job: &Job, at: Timestamp) -> Result<()> {
    let mut row = written(workspace, job);
    row.created_at = Set(to_ms(at));
    row.insert(&tx.executor()).await?;
    Ok(())
}

/// Keeps many jobs, new or changed, each with the time it was made.
pub async fn put_many(tx: &Tx, workspace: WorkspaceId, jobs: &[(Job, Timestamp)]) -> Result<()> {
    let rows = jobs.iter().map(|(job, made)| {
        let mut row = written(workspace, job);
        row.created_at = Set(to_ms(*made));
        row
    });
    let changes = row::Column::iter().filter(|column| {
        use row::Column as C;
        !matches!(column, C::Id | C::WorkspaceId | C::CreatedAt)
    });
    let clash = OnConflict::column(row::Column::Id).update_columns(changes).to_owned();
    batch::put(tx, rows.collect(), &clash).await
}

/// Makes the kept job like this one.
pub async fn update(tx: &Tx, workspace: WorkspaceId, job: &Job) -> Result<()> {
    row::Entity::update_many()
        .set(written(workspace, job))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(Uuid::from(job.id)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// One job.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: JobId) -> Result<Option<Job>> {
    row::Entity::find_by_id(Uuid::from(id))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?
        .map(TryInto::try_into)
        .transpose()
}

/// Several jobs by their identifiers.
pub async fn of_ids(conn: &impl Conn, workspace: WorkspaceId, ids: &[JobId]) -> Result<BTreeMap<JobId, Job>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.is_in(in_few_forms(ids.iter().map(|id| Uuid::from(*id)))))
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(|row| Ok((JobId(row.id), row.try_into()?))).collect()
}

/// Every job, newest first.
pub async fn all(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<Job>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// How many applications of one job stand at each stage; a stage where none stands is left out.
pub async fn standing(conn: &impl Conn, workspace: WorkspaceId, id: JobId) -> Result<BTreeMap<StageId, u64>> {
    let rows: Vec<(Uuid, i64)> = application::row::Entity::find()
        .select_only()
        .column(application::row::Column::StageId)
        .column_as(application::row::Column::StageId.count(), "standing")
        .filter(application::row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(application::row::Column::JobId.eq(Uuid::from(id)))
        .group_by(application::row::Column::StageId)
        .into_tuple()
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(|(stage, count)| (stage.into(), count.try_into().unwrap_or(0))).collect())
}

/// How many applications stand at each stage of each job; a stage where none stands is left out.
pub async fn counts(conn: &impl Conn, workspace: WorkspaceId) -> Result<BTreeMap<(JobId, StageId), u64>> {
    let rows: Vec<(Uuid, Uuid, i64)> = application::row::Entity::find()
        .select_only()
        .column(application::row::Column::JobId)
        .column(application::row::Column::StageId)
        .column_as(application::row::Column::StageId.count(), "standing")
        .filter(application::row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .group_by(application::row::Column::JobId)
        .group_by(application::row::Column::StageId)
        .into_tuple()
        .all(&conn.executor())
        .await?;
    Ok(rows
        .into_iter()
        .map(|(job, stage, count)| ((job.into(), stage.into()), count.try_into().unwrap_or(0)))
        .collect())
}
