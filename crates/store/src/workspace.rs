//! Workspaces: a company's own space.

use jiff::Timestamp;
use model::{WorkspaceId, workspace::WorkspaceKind};
use sea_orm::{ActiveValue::Set, entity::prelude::*};

use crate::{
    Conn, Tx,
    error::Result,
    time::{from_ms, to_ms},
};

/// A company's space, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    /// Its identifier.
    pub id: WorkspaceId,
    /// The company's name.
    pub name: String,
    /// Whether it is for real.
    pub kind: WorkspaceKind,
    /// When it was made.
    pub created_at: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "workspace")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub kind: String,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<row::Model> for Workspace {
    fn from(row: row::Model) -> Self {
        Self {
            id: row.id.into(),
            name: row.name,
            kind: WorkspaceKind::parse(&row.kind),
            created_at: from_ms(row.created_at),
        }
    }
}

/// Keeps a new workspace.
pub async fn insert(tx: &Tx, workspace: &Workspace) -> Result<()> {
    row::ActiveModel {
        id: Set(workspace.id.into()),
        name: Set(workspace.name.clone()),
        kind: Set(workspace.kind.as_str().into()),
        created_at: Set(to_ms(workspace.created_at)),
    }
    .insert(&tx.executor())
    .await?;
    Ok(())
}

/// One workspace.
pub async fn get(conn: &impl Conn, id: WorkspaceId) -> Result<Option<Workspace>> {
    Ok(row::Entity::find_by_id(Uuid::from(id)).one(&conn.executor()).await?.map(Into::into))
}

/// Every workspace, in the order they were made.
pub async fn all(conn: &impl Conn) -> Result<Vec<Workspace>> {
    use sea_orm::QueryOrder;
    let rows = row::Entity::find().order_by_asc(row::Column::CreatedAt).all(&conn.executor()).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}
