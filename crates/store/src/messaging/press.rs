//! Presses of buttons, each once, however often it was sent.

use jiff::Timestamp;
use model::{ConnectionId, WorkspaceId};
use sea_orm::{
    ActiveValue::Set,
    QueryOrder, QuerySelect,
    entity::prelude::*,
    sea_query::{ExprTrait, OnConflict},
};

use crate::{
    Conn, Db, Tx,
    error::Result,
    time::{from_ms, to_ms},
};

/// A press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// Its identifier.
    pub id: Uuid,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// Through which connection it came.
    pub connection: ConnectionId,
    /// The same for a repeat.
    pub dedupe: String,
    /// The member who pressed.
    pub external_id: String,
    /// What the button brought along.
    pub request: String,
    /// The answer's word.
    pub answer: String,
    /// When it first came.
    pub received_at: Timestamp,
    /// How often it came again.
    pub repeats: i32,
    /// What became of it, in a sentence; `None` while it waits.
    pub outcome: Option<String>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "messenger_press")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub connection_id: Uuid,
        pub dedupe: String,
        pub external_id: String,
        pub request: String,
        pub answer: String,
        pub received_at: i64,
        pub repeats: i32,
        pub outcome: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<row::Model> for Press {
    fn from(row: row::Model) -> Self {
        Self {
            id: row.id,
            workspace: row.workspace_id.into(),
            connection: row.connection_id.into(),
            dedupe: row.dedupe,
            external_id: row.external_id,
            request: row.request,
            answer: row.answer,
            received_at: from_ms(row.received_at),
            repeats: row.repeats,
            outcome: row.outcome,
        }
    }
}

/// Keeps a press, or counts it as a repeat of one that is kept. Says whether it is new. One statement, so that of two
/// that come at once one is the repeat.
pub async fn put(tx: &Tx, press: &Press) -> Result<bool> {
    let row = row::ActiveModel {
        id: Set(press.id),
        workspace_id: Set(press.workspace.into()),
        connection_id: Set(press.connection.into()),
        dedupe: Set(press.dedupe.clone()),
        external_id: Set(press.external_id.clone()),
        request: Set(press.request.clone()),
        answer: Set(press.answer.clone()),
        received_at: Set(to_ms(press.received_at)),
        repeats: Set(0),
        outcome: Set(None),
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

/// One press.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: Uuid) -> Result<Option<Press>> {
    let found = row::Entity::find_by_id(id)
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?;
    Ok(found.map(Into::into))
}

/// The presses of the same member on the same question that came before one and were not heard yet, in their order.
pub async fn waiting_before(conn: &impl Conn, press: &Press) -> Result<Vec<Press>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(press.workspace)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(press.connection)))
        .filter(row::Column::ExternalId.eq(press.external_id.clone()))
        .filter(row::Column::Request.eq(press.request.clone()))
        .filter(row::Column::Outcome.is_null())
        .filter(row::Column::ReceivedAt.lt(to_ms(press.received_at)))
        .order_by_asc(row::Column::ReceivedAt)
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Says what became of a press.
pub async fn set_outcome(tx: &Tx, press: &Press, outcome: &str) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::Outcome, Expr::value(outcome))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(press.workspace)))
        .filter(row::Column::Id.eq(press.id))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// The newest presses in a messenger.
pub async fn recent(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
    most: u64,
) -> Result<Vec<Press>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .order_by_desc(row::Column::ReceivedAt)
        .order_by_desc(row::Column::Id)
        .limit(most)
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Forgets presses from before a time.
pub async fn prune(db: &Db, before: Timestamp) -> Result<u64> {
    let tx = db.begin().await?;
    let done = row::Entity::delete_many()
        .filter(row::Column::ReceivedAt.lt(to_ms(before)))
        .exec(&tx.executor())
        .await?;
    tx.commit().await?;
    Ok(done.rows_affected)
}
