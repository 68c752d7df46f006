//! Messages: one a request, written by a worker and changed once the request is answered.

use jiff::Timestamp;
use model::{ConnectionId, UserId, WorkspaceId};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*, sea_query::ExprTrait};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    time::{from_ms, to_ms},
};

/// How far a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageState {
    /// To be written.
    Waiting,
    /// Stands there, with its buttons.
    Asking,
    /// To be changed, because the request is answered or over.
    Settling,
    /// Stands there without buttons, or need not stand there any more.
    Settled,
    /// Could not be written. Who asked reaches the person otherwise.
    Failed,
}

impl MessageState {
    /// The word that is kept.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Asking => "asking",
            Self::Settling => "settling",
            Self::Settled => "settled",
            Self::Failed => "failed",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        let all = [Self::Waiting, Self::Asking, Self::Settling, Self::Settled, Self::Failed];
        all.into_iter().find(|state| state.as_str() == word)
    }
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its identifier, which is also the key that it is found by in the messenger.
    pub id: Uuid,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// In which messenger.
    pub connection: ConnectionId,
    /// What it asks about.
    pub request: Uuid,
    /// The employee.
    pub user: UserId,
    /// The member who is the employee.
    pub external_id: String,
    /// How far it is.
    pub state: MessageState,
    /// What is to be written, sealed; `None` once it is written.
    pub sealed: Option<String>,
    /// Where it stands: conversation and message.
    pub place: Option<(String, String)>,
    /// How often what is to be written was changed.
    pub version: i32,
    /// How often it failed in a row.
    pub tries: i32,
    /// Why it was not written or changed, where something stood against it.
    pub problem: Option<String>,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "messenger_message")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub connection_id: Uuid,
        pub request_id: Uuid,
        pub user_id: Uuid,
        pub external_id: String,
        pub state: String,
        pub sealed: Option<String>,
        pub channel: Option<String>,
        pub message: Option<String>,
        pub version: i32,
        pub tries: i32,
        pub problem: Option<String>,
        pub created_at: i64,
        pub updated_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Message {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            id: row.id,
            workspace: row.workspace_id.into(),
            connection: row.connection_id.into(),
            request: row.request_id,
            user: row.user_id.into(),
            external_id: row.external_id,
            state: MessageState::parse(&row.state).ok_or(Error::Unreadable("message"))?,
            sealed: row.sealed,
            place: row.channel.zip(row.message),
            version: row.version,
            tries: row.tries,
            problem: row.problem,
            created_at: from_ms(row.created_at),
            updated_at: from_ms(row.updated_at),
        })
    }
}

fn written(message: &Message) -> row::ActiveModel {
    let (channel, place) = message.place.clone().unzip();
    row::ActiveModel {
        id: Set(message.id),
        workspace_id: Set(message.workspace.into()),
        connection_id: Set(message.connection.into()),
        request_id: Set(message.request),
        user_id: Set(message.user.into()),
        external_id: Set(message.external_id.clone()),
        state: Set(message.state.as_str().into()),
        sealed: Set(message.sealed.clone()),
        channel: Set(channel),
        message: Set(place),
        version: Set(message.version),
        tries: Set(message.tries),
        problem: Set(message.problem.clone()),
        created_at: Set(to_ms(message.created_at)),
        updated_at: Set(to_ms(message.updated_at)),
    }
}

/// Keeps a new message.
///
/// # Errors
/// One that [`Error::is_taken`] where the request has a message.
pub async fn insert(tx: &Tx, message: &Message) -> Result<()> {
    row::Entity::insert(written(message)).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

/// Keeps a message as it is now, unless what is to be written was changed since it was read. Says whether it was kept.
pub async fn update(tx: &Tx, message: &Message) -> Result<bool> {
    let done = row::Entity::update_many()
        .set(written(message))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(message.workspace)))
        .filter(row::Column::Id.eq(message.id))
        .filter(row::Column::Version.eq(message.version))
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Notes where a message stands, whatever became of it meanwhile.
pub async fn set_place(tx: &Tx, of: &Message, (channel, message): (&str, &str)) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::Channel, Expr::value(channel))
        .col_expr(row::Column::Message, Expr::value(message))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(of.workspace)))
        .filter(row::Column::Id.eq(of.id))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Has another text written in a message's place. Says which message it is; `None` where the request has none that
/// stands there or is on its way.
pub async fn settle(
    tx: &Tx,
    workspace: WorkspaceId,
    request: Uuid,
    seal: impl FnOnce(Uuid) -> String + Send,
    now: Timestamp,
) -> Result<Option<Uuid>> {
    let Some(message) = of_request(tx, workspace, request).await? else { return Ok(None) };
    if matches!(message.state, MessageState::Failed) {
        return Ok(None);
    }
    row::Entity::update_many()
        .col_expr(row::Column::State, Expr::value(MessageState::Settling.as_str()))
        .col_expr(row::Column::Sealed, Expr::value(seal(message.id)))
        .col_expr(row::Column::Version, Expr::col(row::Column::Version).add(1))
        .col_expr(row::Column::UpdatedAt, Expr::value(to_ms(now)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(message.id))
        .exec(&tx.executor())
        .await?;
    Ok(Some(message.id))
}

/// One message.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: Uuid) -> Result<Option<Message>> {
    row::Entity::find_by_id(id)
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?
        .map(TryInto::try_into)
        .transpose()
}

/// A request's message.
pub async fn of_request(conn: &impl Conn, workspace: WorkspaceId, request: Uuid) -> Result<Option<Message>> {
    row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::RequestId.eq(request))
        .one(&conn.executor())
        .await?
        .map(TryInto::try_into)
        .transpose()
}

/// The newest messages in a messenger.
pub async fn recent(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
    most: u64,
) -> Result<Vec<Message>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Id)
        .limit(most)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// How many of a member's messages ask for an answer.
pub async fn asking(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
    external_id: &str,
) -> Result<u64> {
    Ok(row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .filter(row::Column::ExternalId.eq(external_id))
        .filter(row::Column::State.eq(MessageState::Asking.as_str()))
        .count(&conn.executor())
        .await?)
}

/// Every message of every workspace that is to be written, for sealing it with another key.
pub async fn sealed_of_all_workspaces(conn: &impl Conn) -> Result<Vec<Message>> {
    let rows = row::Entity::find()
        .filter(row::Column::Sealed.is_not_null())
        .order_by_asc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}
