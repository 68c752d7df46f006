//! Who asked not to be contacted through referrals, by hashes of their address and profile.

use std::collections::BTreeSet;

use jiff::Timestamp;
use model::WorkspaceId;
use sea_orm::{ActiveValue::Set, entity::prelude::*, sea_query::OnConflict};

use crate::{Conn, Tx, error::Result, hiring::batch::in_few_forms, time::to_ms};

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "referral_opt_out")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub workspace_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub mark: String,
        pub at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Keeps that somebody is not to be contacted.
pub async fn insert(tx: &Tx, workspace: WorkspaceId, mark: &str, at: Timestamp) -> Result<()> {
    use row::Column as C;
    let row =
        row::ActiveModel { workspace_id: Set(workspace.into()), mark: Set(mark.into()), at: Set(to_ms(at)) };
    row::Entity::insert(row)
        .on_conflict(OnConflict::columns([C::WorkspaceId, C::Mark]).do_nothing().to_owned())
        .exec_without_returning(&tx.executor())
        .await?;
    Ok(())
}

/// Those of some marks whose people are not to be contacted.
pub async fn among(
    conn: &impl Conn,
    workspace: WorkspaceId,
    marks: impl IntoIterator<Item = &str>,
) -> Result<BTreeSet<String>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Mark.is_in(in_few_forms(marks)))
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(|row| row.mark).collect())
}
