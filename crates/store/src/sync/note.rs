//! What a run has to say of single records: skipped, gone, taken over with a loss.

use jiff::Timestamp;
use model::{ConnectionId, RunId, WorkspaceId, remote::RecordKind};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*};
use uuid::Uuid;

use crate::{
    Conn, Tx,
    error::{Error, Result},
    hiring::batch,
    time::{from_ms, to_ms},
};

/// Something to say of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunNote {
    /// Its identifier, in order of time.
    pub id: Uuid,
    /// The run that says it; `None` where the record was fetched by itself.
    pub run: Option<RunId>,
    /// What kind of record it is about.
    pub kind: RecordKind,
    /// The record there; empty where it is about the whole kind.
    pub external_id: String,
    /// What happened, in a word: `skipped`, `gone`, `hidden`, `remark`, `file`, `partial`.
    pub what: String,
    /// What happened, in a sentence.
    pub sentence: String,
    /// When.
    pub at: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "sync_note")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub connection_id: Uuid,
        pub run_id: Option<Uuid>,
        pub kind: String,
        pub external_id: String,
        pub what: String,
        pub sentence: String,
        pub at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for RunNote {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            id: row.id,
            run: row.run_id.map(Into::into),
            kind: RecordKind::parse(&row.kind).ok_or(Error::Unreadable("note"))?,
            external_id: row.external_id,
            what: row.what,
            sentence: row.sentence,
            at: from_ms(row.at),
        })
    }
}

/// Adds notes.
pub async fn insert_many(
    tx: &Tx,
    workspace: WorkspaceId,
    connection: ConnectionId,
    notes: Vec<RunNote>,
) -> Result<()> {
    let rows = notes.into_iter().map(|note| row::ActiveModel {
        id: Set(note.id),
        workspace_id: Set(workspace.into()),
        connection_id: Set(connection.into()),
        run_id: Set(note.run.map(Into::into)),
        kind: Set(note.kind.as_str().into()),
        external_id: Set(note.external_id),
        what: Set(note.what),
        sentence: Set(note.sentence),
        at: Set(to_ms(note.at)),
    });
    batch::insert(tx, rows.collect()).await
}

/// The notes of a run, in the order they were made.
pub async fn of_run(
    conn: &impl Conn,
    workspace: WorkspaceId,
    run: RunId,
    most: u64,
    skip: u64,
) -> Result<Vec<RunNote>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::RunId.eq(Uuid::from(run)))
        .order_by_asc(row::Column::At)
        .order_by_asc(row::Column::Id)
        .offset(skip)
        .limit(most)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// How many notes a run has.
pub async fn count(conn: &impl Conn, workspace: WorkspaceId, run: RunId) -> Result<u64> {
    Ok(row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::RunId.eq(Uuid::from(run)))
        .count(&conn.executor())
        .await?)
}
