//! What holds for the screening of every job of a workspace.

use model::{WorkspaceId, screening::Threshold};
use sea_orm::{ActiveValue::Set, entity::prelude::*, sea_query::OnConflict};

use crate::{Conn, Tx, error::Result};

/// What holds for the screening of every job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// The threshold of jobs that have none of their own.
    pub threshold: Threshold,
    /// Whether people who work here already are left out.
    pub leave_out_internal: bool,
}

impl Default for Organisation {
    fn default() -> Self {
        Self { threshold: Threshold::default(), leave_out_internal: true }
    }
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "screening_organisation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub workspace_id: Uuid,
        pub threshold: i32,
        pub leave_out_internal: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What holds for every job; the defaults where nobody decided yet.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId) -> Result<Organisation> {
    let row = row::Entity::find_by_id(Uuid::from(workspace)).one(&conn.executor()).await?;
    Ok(row.map_or_else(Organisation::default, |row| Organisation {
        threshold: super::preference::threshold(row.threshold),
        leave_out_internal: row.leave_out_internal,
    }))
}

/// Keeps what was decided.
pub async fn put(tx: &Tx, workspace: WorkspaceId, organisation: Organisation) -> Result<()> {
    use row::Column as C;
    let row = row::ActiveModel {
        workspace_id: Set(workspace.into()),
        threshold: Set(organisation.threshold.0.into()),
        leave_out_internal: Set(organisation.leave_out_internal),
    };
    let changes = [C::Threshold, C::LeaveOutInternal];
    row::Entity::insert(row)
        .on_conflict(OnConflict::column(C::WorkspaceId).update_columns(changes).to_owned())
        .exec_without_returning(&tx.executor())
        .await?;
    Ok(())
}
