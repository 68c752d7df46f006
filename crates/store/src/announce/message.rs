//! What an endpoint is told.

use jiff::Timestamp;
use model::{WebhookEndpointId, WebhookMessageId, WorkspaceId};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*};

use super::tried;
use crate::{
    Conn, Db, Tx,
    error::{Error, Result},
    hiring::batch,
    time::{from_ms, to_ms},
};

/// How far a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageState {
    /// It is sent, or tried again.
    Waiting,
    /// It was taken.
    Delivered,
    /// It was not taken for a day.
    GivenUp,
    /// The endpoint was not sent anything when it happened.
    Held,
}

impl MessageState {
    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::GivenUp => "given_up",
            Self::Held => "held",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        let all = [Self::Waiting, Self::Delivered, Self::GivenUp, Self::Held];
        all.into_iter().find(|state| state.as_str() == word)
    }
}

/// What an endpoint is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its identifier, the same however often it is sent.
    pub id: WebhookMessageId,
    /// Whose.
    pub workspace: WorkspaceId,
    /// Which endpoint.
    pub endpoint: WebhookEndpointId,
    /// What happened.
    pub event: String,
    /// To which record.
    pub subject: Option<Uuid>,
    /// The body as it is sent.
    pub body: String,
    /// How far it is.
    pub state: MessageState,
    /// How often it was sent since it was last asked for.
    pub tries: u32,
    /// When it is tried again.
    pub next_try_at: Option<Timestamp>,
    /// When it happened.
    pub created_at: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "webhook_message")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub endpoint_id: Uuid,
        pub event: String,
        pub subject_id: Option<Uuid>,
        pub body: String,
        pub state: String,
        pub tries: i32,
        pub next_try_at: Option<i64>,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Message {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            id: row.id.into(),
            workspace: row.workspace_id.into(),
            endpoint: row.endpoint_id.into(),
            event: row.event,
            subject: row.subject_id,
            body: row.body,
            state: MessageState::parse(&row.state).ok_or(Error::Unreadable("webhook message"))?,
            tries: row.tries.try_into().unwrap_or(0),
            next_try_at: row.next_try_at.map(from_ms),
            created_at: from_ms(row.created_at),
        })
    }
}

fn written(message: &Message) -> row::ActiveModel {
    row::ActiveModel {
        id: Set(message.id.into()),
        workspace_id: Set(message.workspace.into()),
        endpoint_id: Set(message.endpoint.into()),
        event: Set(message.event.clone()),
        subject_id: Set(message.subject),
        body: Set(message.body.clone()),
        state: Set(message.state.as_str().into()),
        tries: Set(message.tries.try_into().unwrap_or(i32::MAX)),
        next_try_at: Set(message.next_try_at.map(to_ms)),
        created_at: Set(to_ms(message.created_at)),
    }
}

/// Keeps new messages.
pub async fn insert_many(tx: &Tx, messages: &[Message]) -> Result<()> {
    batch::insert(tx, messages.iter().map(written).collect()).await
}

/// Makes the kept message like this one.
pub async fn update(tx: &Tx, message: &Message) -> Result<()> {
    row::Entity::update_many()
        .set(written(message))
        .filter(row::Column::Id.eq(Uuid::from(message.id)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// One message.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: WebhookMessageId) -> Result<Option<Message>> {
    row::Entity::find_by_id(Uuid::from(id))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?
        .map(TryInto::try_into)
        .transpose()
}

/// An endpoint's newest messages.
pub async fn newest(conn: &impl Conn, endpoint: WebhookEndpointId, most: u64) -> Result<Vec<Message>> {
    let rows = row::Entity::find()
        .filter(row::Column::EndpointId.eq(Uuid::from(endpoint)))
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Id)
        .limit(most)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// An endpoint's messages of a span of time, both ends included, the oldest first.
pub async fn between(
    conn: &impl Conn,
    endpoint: WebhookEndpointId,
    (from, to): (Timestamp, Timestamp),
    most: u64,
) -> Result<Vec<Message>> {
    let rows = row::Entity::find()
        .filter(row::Column::EndpointId.eq(Uuid::from(endpoint)))
        .filter(row::Column::CreatedAt.gte(to_ms(from)))
        .filter(row::Column::CreatedAt.lte(to_ms(to)))
        .order_by_asc(row::Column::CreatedAt)
        .order_by_asc(row::Column::Id)
        .limit(most)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Forgets messages that happened before that time.
pub async fn prune(db: &Db, before: Timestamp) -> Result<()> {
    let tx = db.begin().await?;
    tried::prune(&tx, before).await?;
    row::Entity::delete_many().filter(row::Column::CreatedAt.lt(to_ms(before))).exec(&tx.executor()).await?;
    tx.commit().await
}
