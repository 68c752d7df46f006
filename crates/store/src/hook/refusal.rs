//! Messages without a proof, counted.

use jiff::Timestamp;
use model::{ConnectionId, WorkspaceId};
use sea_orm::{
    ActiveValue::Set,
    entity::prelude::*,
    sea_query::{ExprTrait, OnConflict},
};

use crate::{
    Conn, Tx,
    error::Result,
    time::{from_ms, to_ms},
};

/// How many messages to a connection were refused, and the last of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusals {
    /// How many, ever.
    pub refused: u64,
    /// When the last came.
    pub last_at: Timestamp,
    /// What it lacked.
    pub last_why: String,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "hook_refusal")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub connection_id: Uuid,
        pub workspace_id: Uuid,
        pub refused: i64,
        pub last_at: i64,
        pub last_why: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Counts one more.
pub async fn count(
    tx: &Tx,
    workspace: WorkspaceId,
    connection: ConnectionId,
    at: Timestamp,
    why: &str,
) -> Result<()> {
    let row = row::ActiveModel {
        connection_id: Set(connection.into()),
        workspace_id: Set(workspace.into()),
        refused: Set(1),
        last_at: Set(to_ms(at)),
        last_why: Set(why.into()),
    };
    let one_more = Expr::col((row::Entity, row::Column::Refused)).add(1);
    row::Entity::insert(row)
        .on_conflict(
            OnConflict::column(row::Column::ConnectionId)
                .value(row::Column::Refused, one_more)
                .update_columns([row::Column::LastAt, row::Column::LastWhy])
                .to_owned(),
        )
        .exec_without_returning(&tx.executor())
        .await?;
    Ok(())
}

/// What was refused at a connection, where anything was.
pub async fn of(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
) -> Result<Option<Refusals>> {
    let row = row::Entity::find_by_id(Uuid::from(connection))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?;
    Ok(row.map(|row| Refusals {
        refused: row.refused.try_into().unwrap_or(0),
        last_at: from_ms(row.last_at),
        last_why: row.last_why,
    }))
}
