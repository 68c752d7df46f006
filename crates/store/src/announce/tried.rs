//! Each time that a message was sent, and what it was answered.

use jiff::Timestamp;
use model::{WebhookEndpointId, WebhookMessageId, WorkspaceId};
use sea_orm::{
    ActiveValue::Set, QueryOrder, QuerySelect, QueryTrait, entity::prelude::*, sea_query::SelectStatement,
};

use super::message;
use crate::{
    Conn, Tx,
    error::Result,
    time::{from_ms, to_ms},
};

/// One try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// Its identifier.
    pub id: Uuid,
    /// Whose.
    pub workspace: WorkspaceId,
    /// Which message.
    pub message: WebhookMessageId,
    /// When.
    pub at: Timestamp,
    /// The HTTP status; none where nothing was answered.
    pub status: Option<u16>,
    /// How the answer begins, or why none came.
    pub answer: String,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "webhook_try")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub message_id: Uuid,
        pub at: i64,
        pub status: Option<i32>,
        pub answer: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<row::Model> for Tried {
    fn from(row: row::Model) -> Self {
        Self {
            id: row.id,
            workspace: row.workspace_id.into(),
            message: row.message_id.into(),
            at: from_ms(row.at),
            status: row.status.and_then(|status| status.try_into().ok()),
            answer: row.answer,
        }
    }
}

/// Keeps a try.
pub async fn insert(tx: &Tx, tried: &Tried) -> Result<()> {
    let row = row::ActiveModel {
        id: Set(tried.id),
        workspace_id: Set(tried.workspace.into()),
        message_id: Set(tried.message.into()),
        at: Set(to_ms(tried.at)),
        status: Set(tried.status.map(i32::from)),
        answer: Set(tried.answer.clone()),
    };
    row.insert(&tx.executor()).await?;
    Ok(())
}

/// The tries of a message, the oldest first.
pub async fn of(conn: &impl Conn, message: WebhookMessageId) -> Result<Vec<Tried>> {
    let rows = row::Entity::find()
        .filter(row::Column::MessageId.eq(Uuid::from(message)))
        .order_by_asc(row::Column::At)
        .order_by_asc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Forgets the tries of an endpoint's messages.
pub(super) async fn delete_of(tx: &Tx, endpoint: WebhookEndpointId) -> Result<()> {
    delete(tx, message::row::Column::EndpointId.eq(Uuid::from(endpoint))).await
}

/// Forgets the tries of messages that happened before that time.
pub(super) async fn prune(tx: &Tx, before: Timestamp) -> Result<()> {
    delete(tx, message::row::Column::CreatedAt.lt(to_ms(before))).await
}

async fn delete(tx: &Tx, of: sea_orm::sea_query::SimpleExpr) -> Result<()> {
    let messages: SelectStatement =
        message::row::Entity::find().select_only().column(message::row::Column::Id).filter(of).into_query();
    row::Entity::delete_many()
        .filter(row::Column::MessageId.in_subquery(messages))
        .exec(&tx.executor())
        .await?;
    Ok(())
}
