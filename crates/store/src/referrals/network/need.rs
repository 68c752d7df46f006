//! What jobs look for in people. Only open jobs have one; the engine says what is in it.

use model::{JobId, WorkspaceId};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, QueryOrder, Statement, entity::prelude::*, sea_query::OnConflict,
};

use crate::{Conn, Tx, error::Result};

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "job_need")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub job_id: Uuid,
        pub workspace_id: Uuid,
        pub content: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Keeps what a job looks for, as text.
pub async fn put(tx: &Tx, workspace: WorkspaceId, job: JobId, content: String) -> Result<()> {
    use row::Column as C;
    let row = row::ActiveModel {
        job_id: Set(job.into()),
        workspace_id: Set(workspace.into()),
        content: Set(content),
    };
    row::Entity::insert(row)
        .on_conflict(OnConflict::column(C::JobId).update_column(C::Content).to_owned())
        .exec_without_returning(&tx.executor())
        .await?;
    Ok(())
}

/// Forgets it: the job looks for nobody any more.
pub async fn forget(tx: &Tx, workspace: WorkspaceId, job: JobId) -> Result<()> {
    row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::JobId.eq(Uuid::from(job)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Forgets what all jobs of a workspace look for: nobody has contacts any more.
pub async fn forget_all(tx: &Tx, workspace: WorkspaceId) -> Result<()> {
    row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// What every job of a workspace looks for, in the order of their numbers.
pub async fn all(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<(JobId, String)>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .order_by_asc(row::Column::JobId)
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(|row| (row.job_id.into(), row.content)).collect())
}

/// Jobs that are open and of which it is not known yet what they look for, and those of which it is known still.
pub async fn out_of_step(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<JobId>> {
    const FOUND: &str = "select j.id from job j left join job_need n on n.job_id = j.id
        where j.workspace_id = $1 and ((j.status = 'open' and n.job_id is null)
          or (j.status <> 'open' and n.job_id is not null))";
    let conn = conn.executor();
    let values = [Uuid::from(workspace).into()];
    let query = Statement::from_sql_and_values(conn.get_database_backend(), FOUND, values);
    let mut found = Vec::new();
    for row in conn.query_all_raw(query).await? {
        found.push(JobId(row.try_get("", "id")?));
    }
    Ok(found)
}
