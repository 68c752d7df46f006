//! What a workspace tells applicants of screening, where somebody wrote it in their own words.

use jiff::Timestamp;
use model::WorkspaceId;
use sea_orm::{ActiveValue::Set, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Tx,
    error::Result,
    time::{from_ms, to_ms},
};

/// What a workspace tells applicants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its words.
    pub words: String,
    /// Who wrote it.
    pub written_by: String,
    /// When.
    pub written_at: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "screening_notice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub workspace_id: Uuid,
        pub words: String,
        pub written_by: String,
        pub written_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What somebody wrote; nothing where nobody did.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId) -> Result<Option<Notice>> {
    let row = row::Entity::find_by_id(Uuid::from(workspace)).one(&conn.executor()).await?;
    Ok(row.map(|row| Notice {
        words: row.words,
        written_by: row.written_by,
        written_at: from_ms(row.written_at),
    }))
}

/// Keeps what was written.
pub async fn put(tx: &Tx, workspace: WorkspaceId, notice: &Notice) -> Result<()> {
    use row::Column as C;
    let row = row::ActiveModel {
        workspace_id: Set(workspace.into()),
        words: Set(notice.words.clone()),
        written_by: Set(notice.written_by.clone()),
        written_at: Set(to_ms(notice.written_at)),
    };
    let again =
        OnConflict::column(C::WorkspaceId).update_columns([C::Words, C::WrittenBy, C::WrittenAt]).to_owned();
    row::Entity::insert(row).on_conflict(again).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

/// Forgets what was written, so that the usual words stand again.
pub async fn forget(tx: &Tx, workspace: WorkspaceId) -> Result<()> {
    row::Entity::delete_by_id(Uuid::from(workspace)).exec(&tx.executor()).await?;
    Ok(())
}
