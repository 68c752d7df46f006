//! Which candidates were made one, with all that it takes to undo it.

use jiff::Timestamp;
use model::{CandidateId, MergeId, WorkspaceId};
use sea_orm::{ActiveValue::Set, QueryOrder, entity::prelude::*};

use crate::{
    Conn, Tx,
    error::Result,
    time::{from_ms, to_ms},
};

/// Two candidates that were made one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Its identifier.
    pub id: MergeId,
    /// The candidate that stayed.
    pub kept: CandidateId,
    /// The candidate whose things the kept one received.
    pub other: CandidateId,
    /// What was moved and replaced, as JSON.
    pub record: String,
    /// When.
    pub created_at: Timestamp,
    /// When it was undone, where it was.
    pub undone_at: Option<Timestamp>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "candidate_merge")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub kept_id: Uuid,
        pub other_id: Uuid,
        pub record: String,
        pub created_at: i64,
        pub undone_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<row::Model> for Merge {
    fn from(row: row::Model) -> Self {
        Self {
            id: row.id.into(),
            kept: row.kept_id.into(),
            other: row.other_id.into(),
            record: row.record,
            created_at: from_ms(row.created_at),
            undone_at: row.undone_at.map(from_ms),
        }
    }
}

/// Keeps a merge.
pub async fn insert(tx: &Tx, workspace: WorkspaceId, merge: &Merge) -> Result<()> {
    row::ActiveModel {
        id: Set(merge.id.into()),
        workspace_id: Set(workspace.into()),
        kept_id: Set(merge.kept.into()),
        other_id: Set(merge.other.into()),
        record: Set(merge.record.clone()),
        created_at: Set(to_ms(merge.created_at)),
        undone_at: Set(merge.undone_at.map(to_ms)),
    }
    .insert(&tx.executor())
    .await?;
    Ok(())
}

/// One merge.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: MergeId) -> Result<Option<Merge>> {
    Ok(row::Entity::find_by_id(Uuid::from(id))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?
        .map(Into::into))
}

/// The merges that stand, newest first; of one kept candidate where it is named.
pub async fn standing(
    conn: &impl Conn,
    workspace: WorkspaceId,
    kept: Option<CandidateId>,
) -> Result<Vec<Merge>> {
    let mut query = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::UndoneAt.is_null());
    if let Some(kept) = kept {
        query = query.filter(row::Column::KeptId.eq(Uuid::from(kept)));
    }
    let rows = query
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Marks a merge as undone. `false` where it was already.
pub async fn set_undone(tx: &Tx, workspace: WorkspaceId, id: MergeId, at: Timestamp) -> Result<bool> {
    let done = row::Entity::update_many()
        .col_expr(row::Column::UndoneAt, Expr::value(to_ms(at)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .filter(row::Column::UndoneAt.is_null())
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}
