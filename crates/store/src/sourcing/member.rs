//! Who may use a connection that an administrator made: who asked, and what was answered.

use jiff::Timestamp;
use model::{ConnectionId, UserId, WorkspaceId, push::Standing};
use sea_orm::{ActiveValue::Set, QueryOrder, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    time::{from_ms, to_ms},
};

/// One user and one connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Which connection.
    pub connection: ConnectionId,
    /// Who.
    pub user: UserId,
    /// Where they stand.
    pub standing: Standing,
    /// What they said they want it for.
    pub reason: String,
    /// When they asked.
    pub asked_at: Timestamp,
    /// Who answered, by name.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<Timestamp>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "push_member")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub connection_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub user_id: Uuid,
        pub workspace_id: Uuid,
        pub state: String,
        pub reason: String,
        pub asked_at: i64,
        pub decided_by: Option<String>,
        pub decided_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Member {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            connection: row.connection_id.into(),
            user: row.user_id.into(),
            standing: Standing::parse(&row.state).ok_or(Error::Unreadable("request for a connection"))?,
            reason: row.reason,
            asked_at: from_ms(row.asked_at),
            decided_by: row.decided_by,
            decided_at: row.decided_at.map(from_ms),
        })
    }
}

/// Keeps where somebody stands, in place of where they stood.
pub async fn put(tx: &Tx, workspace: WorkspaceId, member: &Member) -> Result<()> {
    let row = row::ActiveModel {
        connection_id: Set(member.connection.into()),
        user_id: Set(member.user.into()),
        workspace_id: Set(workspace.into()),
        state: Set(member.standing.as_str().into()),
        reason: Set(member.reason.clone()),
        asked_at: Set(to_ms(member.asked_at)),
        decided_by: Set(member.decided_by.clone()),
        decided_at: Set(member.decided_at.map(to_ms)),
    };
    use row::Column as C;
    let again = OnConflict::columns([C::ConnectionId, C::UserId])
        .update_columns([C::State, C::Reason, C::AskedAt, C::DecidedBy, C::DecidedAt])
        .to_owned();
    row::Entity::insert(row).on_conflict(again).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

/// Where one user stands with one connection.
pub async fn of(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
    user: UserId,
) -> Result<Option<Member>> {
    let row = row::Entity::find_by_id((Uuid::from(connection), Uuid::from(user)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?;
    row.map(TryInto::try_into).transpose()
}

/// Everyone who asked for a connection, those who wait first.
pub async fn of_connection(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
) -> Result<Vec<Member>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .order_by_asc(row::Column::State)
        .order_by_asc(row::Column::AskedAt)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Every request that waits for an answer, the oldest first.
pub async fn waiting(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<Member>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::State.eq(Standing::Asked.as_str()))
        .order_by_asc(row::Column::AskedAt)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}
