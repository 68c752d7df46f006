//! Employees as owners of a network.

use jiff::Timestamp;
use model::{UserId, WorkspaceId};
use sea_orm::{ActiveValue::Set, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Tx,
    error::Result,
    time::{from_ms, to_ms},
};

/// An employee as the owner of a network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// Who.
    pub user: UserId,
    /// Of which workspace.
    pub workspace: WorkspaceId,
    /// What they say of themselves, sealed.
    pub sealed: String,
    /// When they last brought a file in.
    pub imported_at: Option<Timestamp>,
    /// When anything of the network last changed.
    pub changed_at: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "network")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub user_id: Uuid,
        pub workspace_id: Uuid,
        pub sealed: String,
        pub imported_at: Option<i64>,
        pub changed_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<row::Model> for Owner {
    fn from(row: row::Model) -> Self {
        Self {
            user: row.user_id.into(),
            workspace: row.workspace_id.into(),
            sealed: row.sealed,
            imported_at: row.imported_at.map(from_ms),
            changed_at: from_ms(row.changed_at),
        }
    }
}

/// Keeps an owner.
pub async fn put(tx: &Tx, owner: &Owner) -> Result<()> {
    use row::Column as C;
    let row = row::ActiveModel {
        user_id: Set(owner.user.into()),
        workspace_id: Set(owner.workspace.into()),
        sealed: Set(owner.sealed.clone()),
        imported_at: Set(owner.imported_at.map(to_ms)),
        changed_at: Set(to_ms(owner.changed_at)),
    };
    let again =
        OnConflict::column(C::UserId).update_columns([C::Sealed, C::ImportedAt, C::ChangedAt]).to_owned();
    row::Entity::insert(row).on_conflict(again).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

/// What is kept of one.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, user: UserId) -> Result<Option<Owner>> {
    let query =
        row::Entity::find_by_id(Uuid::from(user)).filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)));
    Ok(query.one(&conn.executor()).await?.map(Into::into))
}

/// Whether anybody of a workspace has a network.
pub async fn any(conn: &impl Conn, workspace: WorkspaceId) -> Result<bool> {
    let query = row::Entity::find().filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)));
    Ok(query.one(&conn.executor()).await?.is_some())
}

/// All of a workspace.
pub async fn all(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<Owner>> {
    let query = row::Entity::find().filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)));
    Ok(query.all(&conn.executor()).await?.into_iter().map(Into::into).collect())
}

/// Forgets one.
pub async fn forget(tx: &Tx, workspace: WorkspaceId, user: UserId) -> Result<()> {
    row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::UserId.eq(Uuid::from(user)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// All of every workspace: for sealing all anew.
pub async fn of_all_workspaces(conn: &impl Conn) -> Result<Vec<Owner>> {
    Ok(row::Entity::find().all(&conn.executor()).await?.into_iter().map(Into::into).collect())
}
