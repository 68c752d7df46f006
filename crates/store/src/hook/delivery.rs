//! The messages that came, each once, however often it was sent.

use jiff::Timestamp;
use model::{ConnectionId, DeliveryId, WorkspaceId, remote::RecordKind};
use sea_orm::{
    ActiveValue::Set,
    QueryOrder, QuerySelect,
    entity::prelude::*,
    sea_query::{ExprTrait, OnConflict},
};

use crate::{
    Conn, Db, Tx,
    error::{Error, Result},
    integrations::{read, text},
    time::{from_ms, to_ms},
};

/// A message, as it is kept: what it was about, not what it said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its identifier.
    pub id: DeliveryId,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// Through which connection it came.
    pub connection: ConnectionId,
    /// The same for a repeat of the message.
    pub dedupe: String,
    /// The event in the other system's word.
    pub event: String,
    /// The records it names; none where the event is nothing to us.
    pub about: Vec<(RecordKind, String)>,
    /// Why it could not be read, where it couldn't.
    pub problem: Option<String>,
    /// When it first came.
    pub received_at: Timestamp,
    /// How often it came again.
    pub repeats: i32,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "hook_delivery")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub connection_id: Uuid,
        pub dedupe: String,
        pub event: String,
        pub about: String,
        pub problem: Option<String>,
        pub received_at: i64,
        pub repeats: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Delivery {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            id: row.id.into(),
            workspace: row.workspace_id.into(),
            connection: row.connection_id.into(),
            dedupe: row.dedupe,
            event: row.event,
            about: read(&row.about, "message")?,
            problem: row.problem,
            received_at: from_ms(row.received_at),
            repeats: row.repeats,
        })
    }
}

/// Keeps a message, or counts it as a repeat of one that is kept. Says whether it is new. One statement, so that of
/// two that come at once one is the repeat.
pub async fn put(tx: &Tx, delivery: &Delivery) -> Result<bool> {
    let row = row::ActiveModel {
        id: Set(delivery.id.into()),
        workspace_id: Set(delivery.workspace.into()),
        connection_id: Set(delivery.connection.into()),
        dedupe: Set(delivery.dedupe.clone()),
        event: Set(delivery.event.clone()),
        about: Set(text(&delivery.about)),
        problem: Set(delivery.problem.clone()),
        received_at: Set(to_ms(delivery.received_at)),
        repeats: Set(0),
    };
    let one_more = Expr::col((row::Entity, row::Column::Repeats)).add(1);
    let kept = row::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([row::Column::ConnectionId, row::Column::Dedupe])
                .value(row::Column::Repeats, one_more)
                .to_owned(),
        )
        .exec_with_returning(&tx.executor())
        .await?;
    Ok(kept.repeats == 0)
}

fn of(workspace: WorkspaceId, connection: ConnectionId) -> Select<row::Entity> {
    row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
}

/// The newest messages through a connection.
pub async fn recent(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
    most: u64,
) -> Result<Vec<Delivery>> {
    let rows = of(workspace, connection)
        .order_by_desc(row::Column::ReceivedAt)
        .order_by_desc(row::Column::Id)
        .limit(most)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// How many messages are kept, and how often one of them came again.
pub async fn counts(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
) -> Result<(u64, u64)> {
    let counted: Option<(i64, Option<i64>)> = of(workspace, connection)
        .select_only()
        .column_as(row::Column::Id.count(), "arrived")
        .column_as(row::Column::Repeats.sum(), "repeated")
        .into_tuple()
        .one(&conn.executor())
        .await?;
    let (arrived, repeated) = counted.unwrap_or_default();
    Ok((arrived.try_into().unwrap_or(0), repeated.unwrap_or(0).try_into().unwrap_or(0)))
}

/// Throws away what came before a time. What is still to be fetched is kept apart and stays. Says how many went.
pub async fn prune(db: &Db, before: Timestamp) -> Result<u64> {
    let tx = db.begin().await?;
    let done = row::Entity::delete_many()
        .filter(row::Column::ReceivedAt.lt(to_ms(before)))
        .exec(&tx.executor())
        .await?;
    tx.commit().await?;
    Ok(done.rows_affected)
}
