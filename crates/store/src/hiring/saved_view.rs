//! Saved views of the candidates list, which everybody in the workspace sees.

use jiff::Timestamp;
use model::{SavedViewId, WorkspaceId};
use sea_orm::{ActiveValue::Set, QueryOrder, entity::prelude::*};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    time::to_ms,
};

/// A search of the candidates list under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// Its identifier.
    pub id: SavedViewId,
    /// The name people read.
    pub name: String,
    /// The filters, as they stand in the list's address after the `?`.
    pub query: String,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "saved_view")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub name: String,
        pub query: String,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Keeps a new view.
pub async fn insert(tx: &Tx, workspace: WorkspaceId, view: &SavedView, at: Timestamp) -> Result<()> {
    row::ActiveModel {
        id: Set(view.id.into()),
        workspace_id: Set(workspace.into()),
        name: Set(view.name.clone()),
        query: Set(view.query.clone()),
        created_at: Set(to_ms(at)),
    }
    .insert(&tx.executor())
    .await
    .map_err(|error| Error::from(error).taken_as("view name"))?;
    Ok(())
}

/// Every view, by name.
pub async fn all(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<SavedView>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .order_by_asc(row::Column::Name)
        .all(&conn.executor())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| SavedView { id: row.id.into(), name: row.name, query: row.query })
        .collect())
}

/// Takes a view away.
pub async fn delete(tx: &Tx, workspace: WorkspaceId, id: SavedViewId) -> Result<()> {
    row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}
