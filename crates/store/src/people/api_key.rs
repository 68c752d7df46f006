//! API keys: a program's way to act as a user, known by the key's hash.

use jiff::Timestamp;
use model::{ApiKeyId, UserId, WorkspaceId};
use sea_orm::{ActiveValue::Set, QueryOrder, entity::prelude::*};

use crate::{
    Conn, Tx,
    error::Result,
    time::{from_ms, to_ms},
};

/// A program's way to act as a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    /// Its identifier.
    pub id: ApiKeyId,
    /// The user's workspace.
    pub workspace: WorkspaceId,
    /// The user it acts as.
    pub user: UserId,
    /// What it is for.
    pub name: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last used, to within a few minutes.
    pub last_used_at: Option<Timestamp>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "api_key")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub user_id: Uuid,
        pub name: String,
        pub token_hash: String,
        pub created_at: i64,
        pub last_used_at: Option<i64>,
        pub revoked_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<row::Model> for ApiKey {
    fn from(row: row::Model) -> Self {
        Self {
            id: row.id.into(),
            workspace: row.workspace_id.into(),
            user: row.user_id.into(),
            name: row.name,
            created_at: from_ms(row.created_at),
            last_used_at: row.last_used_at.map(from_ms),
        }
    }
}

/// Keeps a new key.
pub async fn insert(tx: &Tx, key: &ApiKey, token_hash: &str) -> Result<()> {
    row::ActiveModel {
        id: Set(key.id.into()),
        workspace_id: Set(key.workspace.into()),
        user_id: Set(key.user.into()),
        name: Set(key.name.clone()),
        token_hash: Set(token_hash.into()),
        created_at: Set(to_ms(key.created_at)),
        last_used_at: Set(key.last_used_at.map(to_ms)),
        revoked_at: Set(None),
    }
    .insert(&tx.executor())
    .await?;
    Ok(())
}

/// The key with a token, unless it was revoked.
pub async fn by_token(conn: &impl Conn, token_hash: &str) -> Result<Option<ApiKey>> {
    let row = row::Entity::find()
        .filter(row::Column::TokenHash.eq(token_hash))
        .filter(row::Column::RevokedAt.is_null())
        .one(&conn.executor())
        .await?;
    Ok(row.map(Into::into))
}

/// A user's keys that work, newest first.
pub async fn of_user(conn: &impl Conn, workspace: WorkspaceId, user: UserId) -> Result<Vec<ApiKey>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::UserId.eq(Uuid::from(user)))
        .filter(row::Column::RevokedAt.is_null())
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Keeps that a key was used.
pub async fn used(tx: &Tx, id: ApiKeyId, now: Timestamp) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::LastUsedAt, Expr::value(to_ms(now)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Makes a user's key stop working. `false` where there is no such key, or it was revoked before.
pub async fn revoke(tx: &Tx, user: UserId, id: ApiKeyId, now: Timestamp) -> Result<bool> {
    let done = row::Entity::update_many()
        .col_expr(row::Column::RevokedAt, Expr::value(to_ms(now)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .filter(row::Column::UserId.eq(Uuid::from(user)))
        .filter(row::Column::RevokedAt.is_null())
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}
