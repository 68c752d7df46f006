//! How people go into a recruiting CRM through a connection.

use jiff::Timestamp;
use model::{ConnectionId, WorkspaceId, connection::ConnectionStatus, push::PushSettings};
use sea_orm::{ActiveValue::Set, QuerySelect, QueryTrait, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    integrations::{connection, read, read_opt, text},
    time::{from_ms, to_ms},
};

/// The settings, and whether pushes stand still.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Of which connection.
    pub connection: ConnectionId,
    /// The settings.
    pub settings: PushSettings,
    /// Who saved them, by name.
    pub saved_by: String,
    /// When.
    pub saved_at: Timestamp,
    /// The fields that are not there any more, by their identifiers; pushes stand still while there are any.
    pub vanished: Vec<String>,
    /// When that was noticed.
    pub vanished_at: Option<Timestamp>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "push_settings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub connection_id: Uuid,
        pub workspace_id: Uuid,
        pub content: String,
        pub saved_by: String,
        pub saved_at: i64,
        pub vanished: Option<String>,
        pub vanished_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Kept {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            connection: row.connection_id.into(),
            settings: read(&row.content, "push settings")?,
            saved_by: row.saved_by,
            saved_at: from_ms(row.saved_at),
            vanished: read_opt(row.vanished.as_deref(), "vanished fields")?.unwrap_or_default(),
            vanished_at: row.vanished_at.map(from_ms),
        })
    }
}

/// Keeps settings in place of those before. What had vanished is over with them.
pub async fn put(
    tx: &Tx,
    workspace: WorkspaceId,
    connection: ConnectionId,
    settings: &PushSettings,
    by: &str,
    at: Timestamp,
) -> Result<()> {
    let row = row::ActiveModel {
        connection_id: Set(connection.into()),
        workspace_id: Set(workspace.into()),
        content: Set(text(settings)),
        saved_by: Set(by.into()),
        saved_at: Set(to_ms(at)),
        vanished: Set(None),
        vanished_at: Set(None),
    };
    use row::Column as C;
    let again = OnConflict::column(C::ConnectionId)
        .update_columns([C::Content, C::SavedBy, C::SavedAt, C::Vanished, C::VanishedAt])
        .to_owned();
    row::Entity::insert(row).on_conflict(again).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

/// A connection's settings, where any were saved.
pub async fn of(conn: &impl Conn, workspace: WorkspaceId, connection: ConnectionId) -> Result<Option<Kept>> {
    let row = row::Entity::find_by_id(Uuid::from(connection))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?;
    row.map(TryInto::try_into).transpose()
}

/// Notes which fields are not there any more; none, where all are there. False where that was known.
pub async fn set_vanished(tx: &Tx, kept: &Kept, vanished: &[String], at: Timestamp) -> Result<bool> {
    if kept.vanished == vanished {
        return Ok(false);
    }
    let (fields, at) = match vanished {
        [] => (None, None),
        some => (Some(text(&some)), Some(to_ms(at))),
    };
    row::Entity::update_many()
        .col_expr(row::Column::Vanished, Expr::value(fields))
        .col_expr(row::Column::VanishedAt, Expr::value(at))
        .filter(row::Column::ConnectionId.eq(Uuid::from(kept.connection)))
        .exec(&tx.executor())
        .await?;
    Ok(true)
}

/// Connections through which pushes stand still, because a field is not there any more.
pub async fn stopped(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<Kept>> {
    let connected = connection::row::Entity::find()
        .select_only()
        .column(connection::row::Column::Id)
        .filter(connection::row::Column::Status.ne(ConnectionStatus::Disconnected.as_str()))
        .into_query();
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Vanished.is_not_null())
        .filter(row::Column::ConnectionId.in_subquery(connected))
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}
