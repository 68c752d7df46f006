//! The log of a connection's calls. The entries come masked; the newest thousand are kept.

use jiff::Timestamp;
use model::{ConnectionId, HandoffId, WorkspaceId};
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder, QuerySelect, Statement, entity::prelude::*};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    Conn, Db, Tx,
    error::{Error, Result},
    time::{from_ms, to_ms},
};

/// How many calls of a connection are kept.
pub const KEPT: u64 = 1_000;

/// One logged call. What is in it is the caller's to read: the store knows only its time and whose it is.
#[derive(Clone, Debug, PartialEq)]
pub struct LoggedCall {
    /// Its identifier.
    pub id: Uuid,
    /// The hand-off it was made for, where it was.
    pub handoff: Option<HandoffId>,
    /// When it was begun.
    pub at: Timestamp,
    /// The masked entry.
    pub entry: Value,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "call_log")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub connection_id: Uuid,
        pub handoff_id: Option<Uuid>,
        pub at: i64,
        pub entry: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for LoggedCall {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            id: row.id,
            handoff: row.handoff_id.map(Into::into),
            at: from_ms(row.at),
            entry: super::read(&row.entry, "call")?,
        })
    }
}

/// Adds calls to a connection's log.
pub async fn insert(
    tx: &Tx,
    workspace: WorkspaceId,
    connection: ConnectionId,
    calls: Vec<LoggedCall>,
) -> Result<()> {
    if calls.is_empty() {
        return Ok(());
    }
    let rows = calls.into_iter().map(|call| row::ActiveModel {
        id: Set(call.id),
        workspace_id: Set(workspace.into()),
        connection_id: Set(connection.into()),
        handoff_id: Set(call.handoff.map(Into::into)),
        at: Set(to_ms(call.at)),
        entry: Set(call.entry.to_string()),
    });
    row::Entity::insert_many(rows).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

/// A connection's newest calls, newest first.
pub async fn recent(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
    most: u64,
) -> Result<Vec<LoggedCall>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .order_by_desc(row::Column::At)
        .order_by_desc(row::Column::Id)
        .limit(most)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// One call.
pub async fn get(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
    id: Uuid,
) -> Result<Option<LoggedCall>> {
    row::Entity::find_by_id(id)
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .one(&conn.executor())
        .await?
        .map(TryInto::try_into)
        .transpose()
}

/// Takes away all but each connection's newest [`KEPT`] calls.
pub async fn prune(db: &Db) -> Result<u64> {
    let sql = "delete from call_log where exists (
                 select 1 from (
                   select connection_id as c, at as a, id as i,
                          row_number() over (partition by connection_id order by at desc, id desc) as n
                   from call_log) old
                 where old.i = call_log.id and old.n > $1)";
    let tx = db.begin().await?;
    let statement =
        Statement::from_sql_and_values(db.backend(), sql, [i64::try_from(KEPT).unwrap_or(i64::MAX).into()]);
    let gone = tx.executor().execute_raw(statement).await?.rows_affected();
    tx.commit().await?;
    Ok(gone)
}
