//! The permissions that a connection's key was once found to have, and which of them it lost since.

use jiff::Timestamp;
use model::{
    ConnectionId, WorkspaceId,
    connection::{CheckReport, ConnectionStatus, Probe},
};
use sea_orm::{
    ActiveValue::Set,
    QueryOrder, QuerySelect, QueryTrait,
    entity::prelude::*,
    sea_query::{Expr, OnConflict},
};

use super::connection::{self, Connection};
use crate::{
    Conn, Tx,
    error::Result,
    time::{from_ms, to_ms},
};

/// A permission that was granted once and is missing now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// Whose key it is.
    pub connection: ConnectionId,
    /// The permission's key.
    pub permission: String,
    /// When it was first found missing.
    pub lost_at: Timestamp,
    /// Who said that they know, and when.
    pub known: Option<(Timestamp, String)>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "permission_seen")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub connection_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub permission: String,
        pub workspace_id: Uuid,
        pub granted_at: i64,
        pub lost_at: Option<i64>,
        pub known_at: Option<i64>,
        pub known_by: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn loss(row: row::Model) -> Option<Loss> {
    Some(Loss {
        connection: row.connection_id.into(),
        permission: row.permission,
        lost_at: from_ms(row.lost_at?),
        known: row.known_at.map(from_ms).zip(row.known_by),
    })
}

/// Takes over what a test found: what is granted is no loss any more, and what was granted once and is missing is one.
/// What a test could not find out stays as it was.
pub async fn found(tx: &Tx, of: &Connection, report: &CheckReport, at: Timestamp) -> Result<()> {
    // The test before may be from a time when this was not kept.
    if let Some((before, then)) = of.report.as_ref().zip(of.checked_at) {
        let once = OnConflict::columns(ID).do_nothing().to_owned();
        insert(tx, of, before, then, once).await?;
    }
    let again = [row::Column::GrantedAt, row::Column::LostAt, row::Column::KnownAt, row::Column::KnownBy];
    insert(tx, of, report, at, OnConflict::columns(ID).update_columns(again).to_owned()).await?;
    row::Entity::update_many()
        .col_expr(row::Column::LostAt, Expr::value(to_ms(at)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(of.id)))
        .filter(row::Column::Permission.is_in(with(report, Probe::Missing)))
        .filter(row::Column::LostAt.is_null())
        .exec(&tx.executor())
        .await?;
    Ok(())
}

const ID: [row::Column; 2] = [row::Column::ConnectionId, row::Column::Permission];

fn with(report: &CheckReport, probe: Probe) -> impl Iterator<Item = &str> {
    report.permissions.iter().filter(move |one| one.probe == probe).map(|one| one.key.as_str())
}

async fn insert(
    tx: &Tx,
    of: &Connection,
    report: &CheckReport,
    at: Timestamp,
    again: OnConflict,
) -> Result<()> {
    let rows: Vec<_> = with(report, Probe::Granted)
        .map(|permission| row::ActiveModel {
            connection_id: Set(of.id.into()),
            permission: Set(permission.into()),
            workspace_id: Set(of.workspace.into()),
            granted_at: Set(to_ms(at)),
            lost_at: Set(None),
            known_at: Set(None),
            known_by: Set(None),
        })
        .collect();
    if !rows.is_empty() {
        row::Entity::insert_many(rows).on_conflict(again).exec_without_returning(&tx.executor()).await?;
    }
    Ok(())
}

/// What the key of one connection lost.
pub async fn lost_by(conn: &impl Conn, connection: ConnectionId) -> Result<Vec<Loss>> {
    let rows = row::Entity::find()
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .filter(row::Column::LostAt.is_not_null())
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().filter_map(loss).collect())
}

/// What the keys of connections in use lost and nobody said to know of, the oldest first.
pub async fn unknown(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<Loss>> {
    let enabled = connection::row::Entity::find()
        .select_only()
        .column(connection::row::Column::Id)
        .filter(connection::row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(connection::row::Column::Status.eq(ConnectionStatus::Enabled.as_str()));
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::LostAt.is_not_null())
        .filter(row::Column::KnownAt.is_null())
        .filter(row::Column::ConnectionId.in_subquery(enabled.into_query()))
        .order_by_asc(row::Column::LostAt)
        .order_by_asc(row::Column::Permission)
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().filter_map(loss).collect())
}

/// Notes that somebody knows of all that a key lost so far. Says how many they had not known.
pub async fn know(tx: &Tx, connection: ConnectionId, by: &str, at: Timestamp) -> Result<u64> {
    let done = row::Entity::update_many()
        .col_expr(row::Column::KnownAt, Expr::value(to_ms(at)))
        .col_expr(row::Column::KnownBy, Expr::value(by))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .filter(row::Column::LostAt.is_not_null())
        .filter(row::Column::KnownAt.is_null())
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected)
}
