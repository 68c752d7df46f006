//! Which member of the messenger an employee is.

use jiff::Timestamp;
use model::{ConnectionId, UserId, WorkspaceId};
use sea_orm::{ActiveValue::Set, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Tx,
    error::Result,
    time::{from_ms, to_ms},
};

/// An employee who was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its identifier.
    pub id: Uuid,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// In which messenger.
    pub connection: ConnectionId,
    /// The employee.
    pub user: UserId,
    /// The member; `None` where nobody there has the address.
    pub external_id: Option<String>,
    /// When they were last looked for.
    pub looked_at: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "messenger_member")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub connection_id: Uuid,
        pub user_id: Uuid,
        pub external_id: Option<String>,
        pub looked_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<row::Model> for Member {
    fn from(row: row::Model) -> Self {
        Self {
            id: row.id,
            workspace: row.workspace_id.into(),
            connection: row.connection_id.into(),
            user: row.user_id.into(),
            external_id: row.external_id,
            looked_at: from_ms(row.looked_at),
        }
    }
}

/// Keeps what a look came to, in the place of the one before.
pub async fn put(tx: &Tx, member: &Member) -> Result<()> {
    let row = row::ActiveModel {
        id: Set(member.id),
        workspace_id: Set(member.workspace.into()),
        connection_id: Set(member.connection.into()),
        user_id: Set(member.user.into()),
        external_id: Set(member.external_id.clone()),
        looked_at: Set(to_ms(member.looked_at)),
    };
    let again = OnConflict::columns([row::Column::ConnectionId, row::Column::UserId])
        .update_columns([row::Column::ExternalId, row::Column::LookedAt])
        .to_owned();
    row::Entity::insert(row).on_conflict(again).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

/// Everybody who was looked for in a messenger.
pub async fn of_connection(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
) -> Result<Vec<Member>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The employee in a messenger, where they were looked for.
pub async fn of_user(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
    user: UserId,
) -> Result<Option<Member>> {
    let found = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .filter(row::Column::UserId.eq(Uuid::from(user)))
        .one(&conn.executor())
        .await?;
    Ok(found.map(Into::into))
}

/// The employee who is a member.
pub async fn by_external(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
    external_id: &str,
) -> Result<Option<Member>> {
    let found = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .filter(row::Column::ExternalId.eq(external_id))
        .one(&conn.executor())
        .await?;
    Ok(found.map(Into::into))
}

/// One of them.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: Uuid) -> Result<Option<Member>> {
    let found = row::Entity::find_by_id(id)
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?;
    Ok(found.map(Into::into))
}

/// Forgets everybody: another installation may be in another company's messenger.
pub async fn forget(tx: &Tx, workspace: WorkspaceId, connection: ConnectionId) -> Result<()> {
    row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}
