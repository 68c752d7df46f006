//! Workflows and their stages.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{
    ConnectionId, StageId, WorkflowId, WorkspaceId,
    job::{Stage, StageKind, Workflow},
};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*, sea_query::OnConflict};

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
    #[sea_orm(table_name = "workflow")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub name: String,
        pub created_at: i64,
        pub connection_id: Option<Uuid>,
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
        connection_id: Set(None),
    }
    .insert(&tx.executor())
    .await
    .map_err(|error| Error::from(error).taken_as("workflow name"))?;
    put_stages(tx, workspace, std::slice::from_ref(workflow)).await
}

/// Keeps the workflows of jobs that a connection keeps in step, new or changed. A stage that one of them no longer
/// has stays; [`remove_stages`] takes it away.
pub async fn put_synced(
    tx: &Tx,
    workspace: WorkspaceId,
    connection: ConnectionId,
    workflows: &[Workflow],
    at: Timestamp,
) -> Result<()> {
    let rows = workflows.iter().map(|workflow| row::ActiveModel {
        id: Set(workflow.id.into()),
        workspace_id: Set(workspace.into()),
        name: Set(workflow.name.clone()),
        created_at: Set(to_ms(at)),
        connection_id: Set(Some(connection.into())),
    });
    let clash = OnConflict::column(row::Column::Id).update_column(row::Column::Name).to_owned();
    batch::put(tx, rows.collect(), &clash).await?;
    put_stages(tx, workspace, workflows).await
}

/// Takes those of the stages away where no application stands, and says which.
pub async fn remove_stages(tx: &Tx, workspace: WorkspaceId, stages: &[StageId]) -> Result<Vec<StageId>> {
    let ids = || stages.iter().map(|id| Uuid::from(*id));
    let in_use: Vec<Uuid> = application::row::Entity::find()
        .select_only()
        .column(application::row::Column::StageId)
        .distinct()
        .filter(application::row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(application::row::Column::StageId.is_in(ids()))
        .into_tuple()
        .all(&tx.executor())
        .await?;
    let free: Vec<Uuid> = ids().filter(|id| !in_use.contains(id)).collect();
    stage_row::Entity::delete_many()
        .filter(stage_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(stage_row::Column::Id.is_in(free.clone()))
        .exec(&tx.executor())
        .await?;
    Ok(free.into_iter().map(Into::into).collect())
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
    put_stages(tx, workspace, std::slice::from_ref(workflow)).await
}

async fn put_stages(tx: &Tx, workspace: WorkspaceId, workflows: &[Workflow]) -> Result<()> {
    let rows = workflows.iter().flat_map(|workflow| {
        workflow.stages.iter().map(|stage| stage_row::ActiveModel {
            id: Set(stage.id.into()),
            workspace_id: Set(workspace.into()),
            workflow_id: Set(workflow.id.into()),
            name: Set(stage.name.clone()),
            kind: Set(stage.kind.as_str().into()),
            position: Set(stage.position),
        })
    });
    let clash = OnConflict::column(stage_row::Column::Id)
        .update_columns([stage_row::Column::Name, stage_row::Column::Kind, stage_row::Column::Position])
        .to_owned();
    batch::put(tx, rows.collect(), &clash).await
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

/// Every workflow that is the workspace's own, in the order they were made: not those of jobs kept in step with
/// another system.
pub async fn all(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<Workflow>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ConnectionId.is_null())
        .order_by_asc(row::Column::CreatedAt)
        .order_by_asc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    with_stages(conn, workspace, rows).await
}

/// Several workflows, whoever owns them.
pub async fn of_ids(conn: &impl Conn, workspace: WorkspaceId, ids: &[WorkflowId]) -> Result<Vec<Workflow>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.is_in(in_few_forms(ids.iter().map(|id| Uuid::from(*id)))))
        .all(&conn.executor())
        .await?;
    with_stages(conn, workspace, rows).await
}

async fn with_stages(
    conn: &impl Conn,
    workspace: WorkspaceId,
    rows: Vec<row::Model>,
) -> Result<Vec<Workflow>> {
    let stages = stage_row::Entity::find()
        .filter(stage_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(stage_row::Column::WorkflowId.is_in(in_few_forms(rows.iter().map(|row| row.id))))
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

/// Several stages by their identifiers.
pub async fn stages_of_ids(
    conn: &impl Conn,
    workspace: WorkspaceId,
    ids: &[StageId],
) -> Result<BTreeMap<StageId, Stage>> {
    let rows = stage_row::Entity::find()
        .filter(stage_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(stage_row::Column::Id.is_in(in_few_forms(ids.iter().map(|id| Uuid::from(*id)))))
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(|row| Ok((StageId(row.id), row.try_into()?))).collect()
}

/// Every stage of the workspace by its identifier.
pub async fn stages(conn: &impl Conn, workspace: WorkspaceId) -> Result<BTreeMap<StageId, Stage>> {
    let rows = stage_row::Entity::find()
        .filter(stage_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(|row| Ok((StageId(row.id), row.try_into()?))).collect()
}
