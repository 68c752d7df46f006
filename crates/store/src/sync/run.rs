//! Runs: each reads what another system holds and brings it in step.

use std::collections::HashSet;

use jiff::Timestamp;
use model::{
    ConnectionId, RunId, WorkspaceId,
    sync::{RunMode, RunState, RunTrigger, Tally},
};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*, sea_query::ExprTrait};
use serde_json::Value;

use super::note;
use crate::{
    Conn, Db, Tx,
    error::{Error, Result},
    integrations::{read, text},
    time::{from_ms, to_ms},
};

/// One run.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Its identifier.
    pub id: RunId,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// Of which connection.
    pub connection: ConnectionId,
    /// How much it reads.
    pub mode: RunMode,
    /// What began it.
    pub trigger: RunTrigger,
    /// Where it stands.
    pub state: RunState,
    /// When it began.
    pub started_at: Timestamp,
    /// When it was over.
    pub ended_at: Option<Timestamp>,
    /// What it takes to go on where it stopped; the engine knows the words.
    pub progress: Value,
    /// What it did so far.
    pub tally: Tally,
    /// What a person should know of how it ended or why it waits.
    pub sentence: Option<String>,
    /// A person allowed it to change more than the set share.
    pub allowed: bool,
    /// How many calls it made.
    pub requests: u64,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "sync_run")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub connection_id: Uuid,
        pub mode: String,
        pub began_by: String,
        pub state: String,
        pub started_at: i64,
        pub ended_at: Option<i64>,
        pub progress: String,
        pub tally: String,
        pub sentence: Option<String>,
        pub allowed: bool,
        pub requests: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Run {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        const WHAT: &str = "sync run";
        Ok(Self {
            id: row.id.into(),
            workspace: row.workspace_id.into(),
            connection: row.connection_id.into(),
            mode: RunMode::parse(&row.mode).ok_or(Error::Unreadable(WHAT))?,
            trigger: RunTrigger::parse(&row.began_by).ok_or(Error::Unreadable(WHAT))?,
            state: RunState::parse(&row.state).ok_or(Error::Unreadable(WHAT))?,
            started_at: from_ms(row.started_at),
            ended_at: row.ended_at.map(from_ms),
            progress: read(&row.progress, WHAT)?,
            tally: read(&row.tally, WHAT)?,
            sentence: row.sentence,
            allowed: row.allowed,
            requests: row.requests.try_into().unwrap_or(0),
        })
    }
}

fn written(run: &Run) -> row::ActiveModel {
    row::ActiveModel {
        id: Set(run.id.into()),
        workspace_id: Set(run.workspace.into()),
        connection_id: Set(run.connection.into()),
        mode: Set(run.mode.as_str().into()),
        began_by: Set(run.trigger.as_str().into()),
        state: Set(run.state.as_str().into()),
        started_at: Set(to_ms(run.started_at)),
        ended_at: Set(run.ended_at.map(to_ms)),
        progress: Set(run.progress.to_string()),
        tally: Set(text(&run.tally)),
        sentence: Set(run.sentence.clone()),
        allowed: Set(run.allowed),
        requests: Set(run.requests.try_into().unwrap_or(i64::MAX)),
    }
}

/// Keeps a new run.
///
/// # Errors
/// [`Error::Taken`] where the connection has one that is not over.
pub async fn insert(tx: &Tx, run: &Run) -> Result<()> {
    let insert = written(run).insert(&tx.executor()).await;
    insert.map_err(|error| Error::from(error).taken_as("unfinished run"))?;
    Ok(())
}

/// Makes the kept run like this one. `false` where it no longer was in the state it was read in: a person paused
/// or stopped it.
pub async fn save(tx: &Tx, run: &Run, read_in: RunState) -> Result<bool> {
    let done = row::Entity::update_many()
        .set(written(run))
        .filter(row::Column::Id.eq(Uuid::from(run.id)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(run.workspace)))
        .filter(row::Column::State.eq(read_in.as_str()))
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

/// One run.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: RunId) -> Result<Option<Run>> {
    row::Entity::find_by_id(Uuid::from(id))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?
        .map(TryInto::try_into)
        .transpose()
}

/// A connection's run that is not over.
pub async fn open(conn: &impl Conn, workspace: WorkspaceId, connection: ConnectionId) -> Result<Option<Run>> {
    row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .filter(row::Column::EndedAt.is_null())
        .one(&conn.executor())
        .await?
        .map(TryInto::try_into)
        .transpose()
}

/// A connection's newest runs, newest first.
pub async fn recent(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
    most: u64,
) -> Result<Vec<Run>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .order_by_desc(row::Column::StartedAt)
        .order_by_desc(row::Column::Id)
        .limit(most)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Throws away what has ended before a time, with its notes, except for a connection's newest runs; and notes on records
/// that were fetched by themselves before it. Does so many runs at a time, and says how many went.
pub async fn prune(db: &Db, before: Timestamp, newest: u64) -> Result<u64> {
    const MOST: u64 = 1_000;
    let tx = db.begin().await?;
    let old: Vec<(Uuid, Uuid)> = row::Entity::find()
        .select_only()
        .columns([row::Column::Id, row::Column::ConnectionId])
        .filter(row::Column::EndedAt.lt(to_ms(before)))
        .order_by_asc(row::Column::StartedAt)
        .limit(MOST)
        .into_tuple()
        .all(&tx.executor())
        .await?;
    let mut kept = HashSet::new();
    for connection in old.iter().map(|(_, connection)| *connection).collect::<HashSet<_>>() {
        let ids: Vec<Uuid> = row::Entity::find()
            .select_only()
            .column(row::Column::Id)
            .filter(row::Column::ConnectionId.eq(connection))
            .order_by_desc(row::Column::StartedAt)
            .order_by_desc(row::Column::Id)
            .limit(newest)
            .into_tuple()
            .all(&tx.executor())
            .await?;
        kept.extend(ids);
    }
    let old: Vec<Uuid> = old.into_iter().map(|(id, _)| id).filter(|id| !kept.contains(id)).collect();
    let alone = note::row::Column::RunId.is_null().and(note::row::Column::At.lt(to_ms(before)));
    note::row::Entity::delete_many()
        .filter(note::row::Column::RunId.is_in(old.iter().copied()).or(alone))
        .exec(&tx.executor())
        .await?;
    let done = row::Entity::delete_many().filter(row::Column::Id.is_in(old)).exec(&tx.executor()).await?;
    tx.commit().await?;
    Ok(done.rows_affected)
}

/// Every run of the workspace that waits for a person's answer.
pub async fn asking(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<Run>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::State.eq(RunState::Asking.as_str()))
        .filter(row::Column::EndedAt.is_null())
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}
