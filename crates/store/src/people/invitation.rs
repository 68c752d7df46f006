//! Invitations: the offer of a place in the workspace, known by the hash of the token in its link.

use jiff::Timestamp;
use model::{InvitationId, UserId, WorkspaceId, access::Role};
use sea_orm::{ActiveValue::Set, QueryOrder, entity::prelude::*};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    time::{from_ms, to_ms},
};

/// The offer of a place in the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its identifier.
    pub id: InvitationId,
    /// Where to.
    pub workspace: WorkspaceId,
    /// Who is invited.
    pub email: String,
    /// What they will be.
    pub role: Role,
    /// Who invited them.
    pub invited_by: UserId,
    /// When.
    pub created_at: Timestamp,
    /// From when on it can't be accepted.
    pub expires_at: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "invitation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub email: String,
        pub role: String,
        pub token_hash: String,
        pub invited_by: Uuid,
        pub created_at: i64,
        pub expires_at: i64,
        pub accepted_at: Option<i64>,
        pub revoked_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Invitation {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            id: row.id.into(),
            workspace: row.workspace_id.into(),
            email: row.email,
            role: Role::parse(&row.role).ok_or(Error::Unreadable("role"))?,
            invited_by: row.invited_by.into(),
            created_at: from_ms(row.created_at),
            expires_at: from_ms(row.expires_at),
        })
    }
}

/// Keeps a new invitation.
pub async fn insert(tx: &Tx, invitation: &Invitation, token_hash: &str) -> Result<()> {
    row::ActiveModel {
        id: Set(invitation.id.into()),
        workspace_id: Set(invitation.workspace.into()),
        email: Set(invitation.email.clone()),
        role: Set(invitation.role.as_str().into()),
        token_hash: Set(token_hash.into()),
        invited_by: Set(invitation.invited_by.into()),
        created_at: Set(to_ms(invitation.created_at)),
        expires_at: Set(to_ms(invitation.expires_at)),
        accepted_at: Set(None),
        revoked_at: Set(None),
    }
    .insert(&tx.executor())
    .await?;
    Ok(())
}

fn open(now: Timestamp) -> Select<row::Entity> {
    row::Entity::find()
        .filter(row::Column::AcceptedAt.is_null())
        .filter(row::Column::RevokedAt.is_null())
        .filter(row::Column::ExpiresAt.gt(to_ms(now)))
}

/// The invitation with a token, while it can be accepted.
pub async fn by_token(conn: &impl Conn, token_hash: &str, now: Timestamp) -> Result<Option<Invitation>> {
    open(now)
        .filter(row::Column::TokenHash.eq(token_hash))
        .one(&conn.executor())
        .await?
        .map(TryInto::try_into)
        .transpose()
}

/// A workspace's invitations that can still be accepted, newest first.
pub async fn list_open(conn: &impl Conn, workspace: WorkspaceId, now: Timestamp) -> Result<Vec<Invitation>> {
    let rows = open(now)
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Keeps that an invitation was accepted. `false` where another was quicker, or it was taken back.
pub async fn accept(tx: &Tx, id: InvitationId, now: Timestamp) -> Result<bool> {
    let done = row::Entity::update_many()
        .col_expr(row::Column::AcceptedAt, Expr::value(to_ms(now)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .filter(row::Column::AcceptedAt.is_null())
        .filter(row::Column::RevokedAt.is_null())
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Takes an invitation back. `false` where it was accepted or taken back before.
pub async fn revoke(tx: &Tx, workspace: WorkspaceId, id: InvitationId, now: Timestamp) -> Result<bool> {
    let done = row::Entity::update_many()
        .col_expr(row::Column::RevokedAt, Expr::value(to_ms(now)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::AcceptedAt.is_null())
        .filter(row::Column::RevokedAt.is_null())
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Takes back every open invitation to an address, so that a new one replaces it.
pub async fn revoke_to(tx: &Tx, workspace: WorkspaceId, email: &str, now: Timestamp) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::RevokedAt, Expr::value(to_ms(now)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Email.eq(email))
        .filter(row::Column::AcceptedAt.is_null())
        .filter(row::Column::RevokedAt.is_null())
        .exec(&tx.executor())
        .await?;
    Ok(())
}
