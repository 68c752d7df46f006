//! Sessions: a user's sign-in on one device, known by the hash of a token that only the browser has.

use jiff::Timestamp;
use model::{SessionId, UserId, WorkspaceId};
use sea_orm::{ActiveValue::Set, QueryOrder, entity::prelude::*};

use crate::{
    Conn, Tx,
    error::Result,
    time::{from_ms, to_ms},
};

/// A user's sign-in on one device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its identifier.
    pub id: SessionId,
    /// The user's workspace.
    pub workspace: WorkspaceId,
    /// Who signed in.
    pub user: UserId,
    /// When.
    pub created_at: Timestamp,
    /// When it was last used, to within a few minutes.
    pub last_seen_at: Timestamp,
    /// From when on it counts no more.
    pub expires_at: Timestamp,
    /// What the browser calls itself.
    pub user_agent: String,
    /// The network address it was opened from.
    pub address: String,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub user_id: Uuid,
        pub token_hash: String,
        pub created_at: i64,
        pub last_seen_at: i64,
        pub expires_at: i64,
        pub user_agent: String,
        pub address: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<row::Model> for Session {
    fn from(row: row::Model) -> Self {
        Self {
            id: row.id.into(),
            workspace: row.workspace_id.into(),
            user: row.user_id.into(),
            created_at: from_ms(row.created_at),
            last_seen_at: from_ms(row.last_seen_at),
            expires_at: from_ms(row.expires_at),
            user_agent: row.user_agent,
            address: row.address,
        }
    }
}

/// Keeps a new session.
pub async fn insert(tx: &Tx, session: &Session, token_hash: &str) -> Result<()> {
    row::ActiveModel {
        id: Set(session.id.into()),
        workspace_id: Set(session.workspace.into()),
        user_id: Set(session.user.into()),
        token_hash: Set(token_hash.into()),
        created_at: Set(to_ms(session.created_at)),
        last_seen_at: Set(to_ms(session.last_seen_at)),
        expires_at: Set(to_ms(session.expires_at)),
        user_agent: Set(session.user_agent.clone()),
        address: Set(session.address.clone()),
    }
    .insert(&tx.executor())
    .await?;
    Ok(())
}

/// The session with a token, while it counts.
pub async fn by_token(conn: &impl Conn, token_hash: &str, now: Timestamp) -> Result<Option<Session>> {
    let row = row::Entity::find()
        .filter(row::Column::TokenHash.eq(token_hash))
        .filter(row::Column::ExpiresAt.gt(to_ms(now)))
        .one(&conn.executor())
        .await?;
    Ok(row.map(Into::into))
}

/// A user's sessions that count, the one used last first.
pub async fn of_user(conn: &impl Conn, user: UserId, now: Timestamp) -> Result<Vec<Session>> {
    let rows = row::Entity::find()
        .filter(row::Column::UserId.eq(Uuid::from(user)))
        .filter(row::Column::ExpiresAt.gt(to_ms(now)))
        .order_by_desc(row::Column::LastSeenAt)
        .order_by_desc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Keeps that a session was used, and until when it now counts.
pub async fn seen(tx: &Tx, id: SessionId, now: Timestamp, expires_at: Timestamp) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::LastSeenAt, Expr::value(to_ms(now)))
        .col_expr(row::Column::ExpiresAt, Expr::value(to_ms(expires_at)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Ends a session. `false` where it had ended before.
pub async fn delete(tx: &Tx, id: SessionId) -> Result<bool> {
    Ok(row::Entity::delete_by_id(Uuid::from(id)).exec(&tx.executor()).await?.rows_affected == 1)
}

/// Ends all of a user's sessions but the one to keep, and says how many.
pub async fn delete_of_user(tx: &Tx, user: UserId, keep: Option<SessionId>) -> Result<u64> {
    let mut delete = row::Entity::delete_many().filter(row::Column::UserId.eq(Uuid::from(user)));
    if let Some(keep) = keep {
        delete = delete.filter(row::Column::Id.ne(Uuid::from(keep)));
    }
    Ok(delete.exec(&tx.executor()).await?.rows_affected)
}

/// Takes away the sessions that have run out.
pub async fn delete_expired(tx: &Tx, now: Timestamp) -> Result<u64> {
    let gone = row::Entity::delete_many()
        .filter(row::Column::ExpiresAt.lte(to_ms(now)))
        .exec(&tx.executor())
        .await?;
    Ok(gone.rows_affected)
}
