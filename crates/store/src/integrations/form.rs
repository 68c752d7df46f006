//! The tenant's form as it was last fetched, so that drawing a page needs no call.

use jiff::Timestamp;
use model::{ConnectionId, WorkspaceId, hire::HireForm};
use sea_orm::{ActiveValue::Set, entity::prelude::*, sea_query::OnConflict};

use super::{read, text};
use crate::{
    Conn, Tx,
    error::Result,
    time::{from_ms, to_ms},
};

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "connection_form")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub connection_id: Uuid,
        pub workspace_id: Uuid,
        pub form: String,
        pub fetched_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The form and when it was fetched.
pub async fn get(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
) -> Result<Option<(HireForm, Timestamp)>> {
    let row = row::Entity::find_by_id(Uuid::from(connection))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?;
    row.map(|row| Ok((read(&row.form, "form")?, from_ms(row.fetched_at)))).transpose()
}

/// Keeps the form in place of an older one.
pub async fn put(
    tx: &Tx,
    workspace: WorkspaceId,
    connection: ConnectionId,
    form: &HireForm,
    fetched_at: Timestamp,
) -> Result<()> {
    let kept = row::ActiveModel {
        connection_id: Set(connection.into()),
        workspace_id: Set(workspace.into()),
        form: Set(text(form)),
        fetched_at: Set(to_ms(fetched_at)),
    };
    row::Entity::insert(kept)
        .on_conflict(
            OnConflict::column(row::Column::ConnectionId)
                .update_columns([row::Column::Form, row::Column::FetchedAt])
                .to_owned(),
        )
        .exec_without_returning(&tx.executor())
        .await?;
    Ok(())
}
