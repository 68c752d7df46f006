//! The source that referrals through a connection are to have in the system there.

use jiff::Timestamp;
use model::{ConnectionId, WorkspaceId, connection::ConnectionStatus};
use sea_orm::{
    ActiveValue::Set,
    QueryOrder, QuerySelect, QueryTrait,
    entity::prelude::*,
    sea_query::{Expr, OnConflict},
};

use super::connection;
use crate::{
    Conn, Tx,
    error::Result,
    time::{from_ms, to_ms},
};

/// The source that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Through which connection.
    pub connection: ConnectionId,
    /// Its identifier there.
    pub id: String,
    /// Its name when it was last seen.
    pub name: String,
    /// The heading under which it stands there; empty where it has none.
    pub heading: String,
    /// When it was chosen.
    pub chosen_at: Timestamp,
    /// Since when it is not there any more.
    pub missing_since: Option<Timestamp>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "referral_source")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub connection_id: Uuid,
        pub workspace_id: Uuid,
        pub source_id: String,
        pub name: String,
        pub heading: String,
        pub chosen_at: i64,
        pub missing_since: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<row::Model> for Chosen {
    fn from(row: row::Model) -> Self {
        Self {
            connection: row.connection_id.into(),
            id: row.source_id,
            name: row.name,
            heading: row.heading,
            chosen_at: from_ms(row.chosen_at),
            missing_since: row.missing_since.map(from_ms),
        }
    }
}

/// Keeps a source in place of the one that was chosen before.
pub async fn put(tx: &Tx, workspace: WorkspaceId, chosen: &Chosen) -> Result<()> {
    let row = row::ActiveModel {
        connection_id: Set(chosen.connection.into()),
        workspace_id: Set(workspace.into()),
        source_id: Set(chosen.id.clone()),
        name: Set(chosen.name.clone()),
        heading: Set(chosen.heading.clone()),
        chosen_at: Set(to_ms(chosen.chosen_at)),
        missing_since: Set(chosen.missing_since.map(to_ms)),
    };
    let new = [
        row::Column::SourceId,
        row::Column::Name,
        row::Column::Heading,
        row::Column::ChosenAt,
        row::Column::MissingSince,
    ];
    let again = OnConflict::column(row::Column::ConnectionId).update_columns(new).to_owned();
    row::Entity::insert(row).on_conflict(again).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

/// The source of a connection's referrals.
pub async fn of(conn: &impl Conn, connection: ConnectionId) -> Result<Option<Chosen>> {
    let row = row::Entity::find_by_id(Uuid::from(connection)).one(&conn.executor()).await?;
    Ok(row.map(Chosen::from))
}

/// Notes that the source was not there when it was looked for. False where that was known, or where another one was
/// chosen meanwhile.
pub async fn set_missing(tx: &Tx, chosen: &Chosen, at: Timestamp) -> Result<bool> {
    let done = row::Entity::update_many()
        .col_expr(row::Column::MissingSince, Expr::value(to_ms(at)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(chosen.connection)))
        .filter(row::Column::SourceId.eq(&chosen.id))
        .filter(row::Column::MissingSince.is_null())
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Notes that the source is there, and what it is called. Nothing, where another one was chosen meanwhile.
pub async fn set_there(tx: &Tx, chosen: &Chosen, name: &str, heading: &str) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::MissingSince, Expr::value(None::<i64>))
        .col_expr(row::Column::Name, Expr::value(name))
        .col_expr(row::Column::Heading, Expr::value(heading))
        .filter(row::Column::ConnectionId.eq(Uuid::from(chosen.connection)))
        .filter(row::Column::SourceId.eq(&chosen.id))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// The chosen sources of connections in use that are not there any more, the longest first.
pub async fn missing(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<Chosen>> {
    let enabled = connection::row::Entity::find()
        .select_only()
        .column(connection::row::Column::Id)
        .filter(connection::row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(connection::row::Column::Status.eq(ConnectionStatus::Enabled.as_str()));
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::MissingSince.is_not_null())
        .filter(row::Column::ConnectionId.in_subquery(enabled.into_query()))
        .order_by_asc(row::Column::MissingSince)
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Chosen::from).collect())
}
