//! API keys: a program's way to act as a user, known by the key's hash.

use jiff::Timestamp;
use model::{ApiKeyId, UserId, WorkspaceId, address_range::AddressRange, permission::Permissions};
use sea_orm::{ActiveValue::Set, QueryOrder, entity::prelude::*};

use crate::{
    Conn, Tx,
    error::{Error, Result},
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
    /// What it may do; none stands for all that its user's role may.
    pub permissions: Option<Permissions>,
    /// From which addresses it may be used; empty stands for all.
    pub addresses: Vec<AddressRange>,
    /// When it stops working by itself.
    pub expires_at: Option<Timestamp>,
    /// The sealed secret that its calls are signed with, where it is of that kind.
    pub secret: Option<String>,
}

impl ApiKey {
    /// What is made with it comes from there: the name of a key that signs its calls.
    pub fn source(&self) -> Option<&str> {
        self.secret.as_ref().map(|_| self.name.as_str())
    }
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
        pub permissions: Option<String>,
        pub addresses: String,
        pub expires_at: Option<i64>,
        pub secret: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for ApiKey {
    type Error = Error;

    /// A key whose limits can't be read is refused: without them it would reach too far.
    fn try_from(row: row::Model) -> Result<Self> {
        let unreadable = Error::Unreadable("API key");
        let permissions = match row.permissions {
            Some(words) => Some(Permissions::parse(&words).ok_or(Error::Unreadable("API key"))?),
            None => None,
        };
        let addresses =
            row.addresses.split_whitespace().map(str::parse).collect::<std::result::Result<_, _>>();
        Ok(Self {
            id: row.id.into(),
            workspace: row.workspace_id.into(),
            user: row.user_id.into(),
            name: row.name,
            created_at: from_ms(row.created_at),
            last_used_at: row.last_used_at.map(from_ms),
            permissions,
            addresses: addresses.map_err(|_| unreadable)?,
            expires_at: row.expires_at.map(from_ms),
            secret: row.secret,
        })
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
        permissions: Set(key.permissions.as_ref().map(Permissions::words)),
        addresses: Set(key.addresses.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")),
        expires_at: Set(key.expires_at.map(to_ms)),
        secret: Set(key.secret.clone()),
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
    row.map(TryInto::try_into).transpose()
}

/// A workspace's keys that were not revoked, newest first; one user's alone where one is named.
pub async fn all(conn: &impl Conn, workspace: WorkspaceId, user: Option<UserId>) -> Result<Vec<ApiKey>> {
    let mut query = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::RevokedAt.is_null());
    if let Some(user) = user {
        query = query.filter(row::Column::UserId.eq(Uuid::from(user)));
    }
    let rows = query
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Every key with a secret, of all workspaces, to be sealed anew.
pub async fn with_secret(conn: &impl Conn) -> Result<Vec<ApiKey>> {
    let rows = row::Entity::find().filter(row::Column::Secret.is_not_null()).all(&conn.executor()).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Puts another sealed text in the place of a key's secret.
pub async fn set_secret(tx: &Tx, id: ApiKeyId, sealed: &str) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::Secret, Expr::value(sealed))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    Ok(())
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

/// Makes a key stop working; one user's alone where one is named. `false` where there is no such key, or it was revoked
/// before.
pub async fn revoke(
    tx: &Tx,
    workspace: WorkspaceId,
    user: Option<UserId>,
    id: ApiKeyId,
    now: Timestamp,
) -> Result<bool> {
    let mut query = row::Entity::update_many()
        .col_expr(row::Column::RevokedAt, Expr::value(to_ms(now)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::RevokedAt.is_null());
    if let Some(user) = user {
        query = query.filter(row::Column::UserId.eq(Uuid::from(user)));
    }
    Ok(query.exec(&tx.executor()).await?.rows_affected == 1)
}
