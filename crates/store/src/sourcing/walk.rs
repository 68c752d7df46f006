//! The walk through the people of another system: where it stands, and what it did.

use jiff::Timestamp;
use model::{ConnectionId, WorkspaceId};
use sea_orm::{ActiveValue::Set, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Tx,
    error::Result,
    time::{from_ms, to_ms},
};

/// A connection's walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    /// Of which connection.
    pub connection: ConnectionId,
    /// Whether people come here at all: a person switched it on.
    pub is_on: bool,
    /// What is read in this walk: who changed after then; everyone where none.
    pub changed_after: Option<Timestamp>,
    /// The page that comes next in a walk that is under way.
    pub cursor: Option<String>,
    /// When the walk that is under way began.
    pub began_at: Option<Timestamp>,
    /// The other system's time when it began: what changes after then is read by the next one.
    pub reads_from: Option<Timestamp>,
    /// How many were read.
    pub seen: i64,
    /// How many of them were new.
    pub made: i64,
    /// How many were changed.
    pub changed: i64,
    /// How many were forgotten, because everything that tells who they were is gone there.
    pub forgotten: i64,
    /// How many could not be read.
    pub unreadable: i64,
    /// When the last walk ended.
    pub ended_at: Option<Timestamp>,
    /// Why it does not go on, where it doesn't.
    pub problem: Option<String>,
}

impl Walk {
    /// The walk of a connection that was never read.
    pub fn new(connection: ConnectionId) -> Self {
        Self {
            connection,
            is_on: false,
            changed_after: None,
            cursor: None,
            began_at: None,
            reads_from: None,
            seen: 0,
            made: 0,
            changed: 0,
            forgotten: 0,
            unreadable: 0,
            ended_at: None,
            problem: None,
        }
    }
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "crm_walk")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub connection_id: Uuid,
        pub workspace_id: Uuid,
        pub is_on: bool,
        pub changed_after: Option<i64>,
        pub cursor: Option<String>,
        pub began_at: Option<i64>,
        pub reads_from: Option<i64>,
        pub seen: i64,
        pub made: i64,
        pub changed: i64,
        pub forgotten: i64,
        pub unreadable: i64,
        pub ended_at: Option<i64>,
        pub problem: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Keeps where a walk stands.
pub async fn put(tx: &Tx, workspace: WorkspaceId, walk: &Walk) -> Result<()> {
    let row = row::ActiveModel {
        connection_id: Set(walk.connection.into()),
        workspace_id: Set(workspace.into()),
        is_on: Set(walk.is_on),
        changed_after: Set(walk.changed_after.map(to_ms)),
        cursor: Set(walk.cursor.clone()),
        began_at: Set(walk.began_at.map(to_ms)),
        reads_from: Set(walk.reads_from.map(to_ms)),
        seen: Set(walk.seen),
        made: Set(walk.made),
        changed: Set(walk.changed),
        forgotten: Set(walk.forgotten),
        unreadable: Set(walk.unreadable),
        ended_at: Set(walk.ended_at.map(to_ms)),
        problem: Set(walk.problem.clone()),
    };
    use row::Column as C;
    let again = OnConflict::column(C::ConnectionId)
        .update_columns([
            C::IsOn,
            C::ChangedAfter,
            C::Cursor,
            C::BeganAt,
            C::ReadsFrom,
            C::Seen,
            C::Made,
            C::Changed,
            C::Forgotten,
            C::Unreadable,
            C::EndedAt,
            C::Problem,
        ])
        .to_owned();
    row::Entity::insert(row).on_conflict(again).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

/// A connection's walk, where there was one.
pub async fn of(conn: &impl Conn, workspace: WorkspaceId, connection: ConnectionId) -> Result<Option<Walk>> {
    let row = row::Entity::find_by_id(Uuid::from(connection))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?;
    Ok(row.map(|row| Walk {
        connection: row.connection_id.into(),
        is_on: row.is_on,
        changed_after: row.changed_after.map(from_ms),
        cursor: row.cursor,
        began_at: row.began_at.map(from_ms),
        reads_from: row.reads_from.map(from_ms),
        seen: row.seen,
        made: row.made,
        changed: row.changed,
        forgotten: row.forgotten,
        unreadable: row.unreadable,
        ended_at: row.ended_at.map(from_ms),
        problem: row.problem,
    }))
}
