//! Workflows and their stages.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{
    StageId, WorkflowId, WorkspaceId,
    job::{Stage, StageKind, Workflow},
};
use sea_orm::{ActiveValue::Set, QueryOrder, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    time::to_ms,
};

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "workflow")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub name: String,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod stage_row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "stage")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub workflow_id: Uuid,
        pub name: String,
        pub kind: String,
        pub position: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<stage_row::Model> for Stage {
    type Error = Error;

    fn try_from(row: stage_row::Model) -> Result<Self> {
        let kind = StageKind::parse(&row.kind).ok_or(Error::Unreadable("stage"))?;
        Ok(Self { id: row.id.into(), name: row.name, kind, position: row.position })
    }
}

/// Keeps a new workflow with its stages.
pub async fn insert(tx: &Tx, workspace: WorkspaceId, workflow: &Workflow, at: Timestamp) -> Result<()> {
    row::ActiveModel {
        id: Set(workflow.id.into()),
        workspace_id: Set(workspace.into()),
        name: Set(workflow.name.clone()),
        created_at: Set(to_ms(at)),
    }
    .insert(&tx.executor())
    .await
    .map_err(|error| Error::from(error).taken_as("workflow name"))?;
    put_stages(tx, workspace, workflow).await
}

/// Makes the kept workflow like this one: name and stages. Stages that it no longer has are taken away, which
/// fails where an application stands there.
pub async fn update(tx: &Tx, workspace: WorkspaceId, workflow: &Workflow) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::Name, Expr::value(workflow.name.clone()))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(Uuid::from(workflow.id)))
        .exec(&tx.executor())
        .await
        .map_err(|error| Error::from(error).taken_as("workflow name"))?;
    stage_row::Entity::delete_many()
        .filter(stage_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(stage_row::Column::WorkflowId.eq(Uuid::from(workflow.id)))
        .filter(stage_row::Column::Id.is_not_in(workflow.stages.iter().map(|stage| Uuid::from(stage.id))))
        .exec(&tx.executor())
        .await?;
    put_stages(tx, workspace, workflow).await
}

async fn put_stages(tx: &Tx, workspace: WorkspaceId, workflow: &Workflow) -> Result<()> {
    let rows = workflow.stages.iter().map(|stage| stage_row::ActiveModel {
        id: Set(stage.id.into()),
        workspace_id: Set(workspace.into()),
        workflow_id: Set(workflow.id.into()),
        name: Set(stage.name.clone()),
        kind: Set(stage.kind.as_str().into()),
        position: Set(stage.position),
    });
    stage_row::Entity::insert_many(rows)
        .on_conflict(
            OnConflict::column(stage_row::Column::Id)
                .update_columns([
                    stage_row::Column::Name,
                    stage_row::Column::Kind,
                    stage_row::Column::Position,
                ])
                .to_owned(),
        )
        .exec_without_returning(&tx.executor())
        .await?;
    Ok(())
}

/// One workflow.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: WorkflowId) -> Result<Option<Workflow>> {
    let found = row::Entity::find_by_id(Uuid::from(id))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?;
    let Some(row) = found else { return Ok(None) };
    let stages = stage_row::Entity::find()
        .filter(stage_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(stage_row::Column::WorkflowId.eq(row.id))
        .order_by_asc(stage_row::Column::Position)
        .all(&conn.executor())
        .await?;
    let stages = stages.into_iter().map(TryInto::try_into).collect::<Result<_>>()?;
    Ok(Some(Workflow { id, name: row.name, stages }))
}

/// Every workflow, in the order they were made.
pub async fn all(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<Workflow>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .order_by_asc(row::Column::CreatedAt)
        .order_by_asc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    let stages = stage_row::Entity::find()
        .filter(stage_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .order_by_asc(stage_row::Column::Position)
        .all(&conn.executor())
        .await?;
    let mut by_workflow: BTreeMap<Uuid, Vec<Stage>> = BTreeMap::new();
    for stage in stages {
        by_workflow.entry(stage.workflow_id).or_default().push(stage.try_into()?);
    }
    Ok(rows
        .into_iter()
        .map(|row| Workflow {
            stages: by_workflow.remove(&row.id).unwrap_or_default(),
            id: row.id.into(),
            name: row.name,
        })
        .collect())
}

/// One stage.
pub async fn stage(conn: &impl Conn, workspace: WorkspaceId, id: StageId) -> Result<Option<Stage>> {
    stage_row::Entity::find_by_id(Uuid::from(id))
        .filter(stage_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?
        .map(TryInto::try_into)
        .transpose()
}

/// Every stage of the workspace by its identifier.
pub async fn stages(conn: &impl Conn, workspace: WorkspaceId) -> Result<BTreeMap<StageId, Stage>> {
    let rows = stage_row::Entity::find()
        .filter(stage_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(|row| Ok((StageId(row.id), row.try_into()?))).collect()
}
