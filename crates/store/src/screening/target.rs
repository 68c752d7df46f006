//! How results are named in a connected system, and whether they are written there.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{ConnectionId, WorkspaceId};
use sea_orm::{ActiveValue::Set, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Tx,
    error::Result,
    integrations::{read, text},
    time::{from_ms, to_ms},
};

/// How results are named in a connected system, and whether they are written there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Which system.
    pub connection: ConnectionId,
    /// What the names of fields and tags there begin with.
    pub prefix: String,
    /// The group of the status tags, in the other system's word; `None` where it is to be found out.
    pub category: Option<String>,
    /// The fields that somebody chose there, by their identifiers: one for each part of a result, under the part's
    /// word. A part that is not here goes into the field of its name.
    pub fields: BTreeMap<String, String>,
    /// Since when nothing is written there any more.
    pub stopped_at: Option<Timestamp>,
}

/// What names begin with where nobody chose anything else.
pub const PREFIX: &str = "CLARA";

impl Target {
    /// A system for which nobody chose anything.
    pub fn of(connection: ConnectionId) -> Self {
        Self { connection, prefix: PREFIX.into(), category: None, fields: BTreeMap::new(), stopped_at: None }
    }
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "screening_target")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub connection_id: Uuid,
        pub workspace_id: Uuid,
        pub prefix: String,
        pub category: Option<String>,
        pub stopped_at: Option<i64>,
        pub fields: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Keeps what was chosen for a system.
pub async fn put(tx: &Tx, workspace: WorkspaceId, target: &Target) -> Result<()> {
    use row::Column as C;
    let row = row::ActiveModel {
        connection_id: Set(target.connection.into()),
        workspace_id: Set(workspace.into()),
        prefix: Set(target.prefix.clone()),
        category: Set(target.category.clone()),
        stopped_at: Set(target.stopped_at.map(to_ms)),
        fields: Set(text(&target.fields)),
    };
    let changes = [C::Prefix, C::Category, C::StoppedAt, C::Fields];
    row::Entity::insert(row)
        .on_conflict(OnConflict::column(C::ConnectionId).update_columns(changes).to_owned())
        .exec_without_returning(&tx.executor())
        .await?;
    Ok(())
}

/// What holds for a system.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, connection: ConnectionId) -> Result<Target> {
    let row = row::Entity::find_by_id(Uuid::from(connection))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?;
    let Some(row) = row else { return Ok(Target::of(connection)) };
    Ok(Target {
        connection,
        prefix: row.prefix,
        category: row.category,
        fields: read(&row.fields, "fields of a target")?,
        stopped_at: row.stopped_at.map(from_ms),
    })
}
