//! The link in each letter to an applicant, known by the hash of its token.

use model::{FollowUpId, WorkspaceId};
use sea_orm::{ActiveValue::Set, entity::prelude::*};

use crate::{Conn, Tx, error::Result};

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "follow_up_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub token_hash: String,
        pub workspace_id: Uuid,
        pub follow_up_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Keeps a link.
pub async fn insert(tx: &Tx, workspace: WorkspaceId, follow_up: FollowUpId, token_hash: &str) -> Result<()> {
    let row = row::ActiveModel {
        token_hash: Set(token_hash.into()),
        workspace_id: Set(workspace.into()),
        follow_up_id: Set(follow_up.into()),
    };
    row::Entity::insert(row).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

/// Where a link leads. The token is the only thing that whoever follows it shows, so that no workspace is named.
pub async fn find(conn: &impl Conn, token_hash: &str) -> Result<Option<(WorkspaceId, FollowUpId)>> {
    let row = row::Entity::find_by_id(token_hash).one(&conn.executor()).await?;
    Ok(row.map(|row| (row.workspace_id.into(), row.follow_up_id.into())))
}
