//! A file that an employee looks at before its people are brought in. Each employee has one at a time.

use jiff::Timestamp;
use model::{ContactFileId, UserId, WorkspaceId};
use sea_orm::{ActiveValue::Set, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Db, Tx,
    error::Result,
    time::{from_ms, to_ms},
};

/// A file as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactFile {
    /// Its identifier.
    pub id: ContactFileId,
    /// Of which workspace.
    pub workspace: WorkspaceId,
    /// Whose.
    pub user: UserId,
    /// What was read in it, sealed.
    pub sealed: String,
    /// When it came.
    pub created_at: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "contact_file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub user_id: Uuid,
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub sealed: String,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<row::Model> for ContactFile {
    fn from(row: row::Model) -> Self {
        Self {
            id: row.id.into(),
            workspace: row.workspace_id.into(),
            user: row.user_id.into(),
            sealed: row.sealed,
            created_at: from_ms(row.created_at),
        }
    }
}

/// Keeps a file in the place of the one before.
pub async fn put(tx: &Tx, file: &ContactFile) -> Result<()> {
    use row::Column as C;
    let row = row::ActiveModel {
        user_id: Set(file.user.into()),
        id: Set(file.id.into()),
        workspace_id: Set(file.workspace.into()),
        sealed: Set(file.sealed.clone()),
        created_at: Set(to_ms(file.created_at)),
    };
    let again = OnConflict::column(C::UserId).update_columns([C::Id, C::Sealed, C::CreatedAt]).to_owned();
    row::Entity::insert(row).on_conflict(again).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

/// An employee's file.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, user: UserId) -> Result<Option<ContactFile>> {
    let query =
        row::Entity::find_by_id(Uuid::from(user)).filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)));
    Ok(query.one(&conn.executor()).await?.map(Into::into))
}

/// Forgets it.
pub async fn forget(tx: &Tx, workspace: WorkspaceId, user: UserId) -> Result<()> {
    row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::UserId.eq(Uuid::from(user)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Forgets the files of every workspace that came before a time and were never brought in.
pub async fn prune(db: &Db, before: Timestamp) -> Result<u64> {
    let tx = db.begin().await?;
    let done = row::Entity::delete_many()
        .filter(row::Column::CreatedAt.lt(to_ms(before)))
        .exec(&tx.executor())
        .await?;
    tx.commit().await?;
    Ok(done.rows_affected)
}
