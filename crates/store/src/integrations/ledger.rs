//! The ledger of a hand-off's steps: what each came to, so that a restart goes on where the last one stopped.

use jiff::Timestamp;
use model::{HandoffId, WorkspaceId, handoff::Step};
use sea_orm::{ActiveValue::Set, entity::prelude::*, sea_query::OnConflict};
use serde_json::Value;

use super::read;
use crate::{
    Conn, Tx,
    error::{Error, Result},
    time::{from_ms, to_ms},
};

/// What a step came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Done; not done again.
    Done,
    /// Not called for: no résumé, no photo.
    Skipped,
    /// Tried, and to be tried again.
    Failed,
}

impl StepState {
    const ALL: [Self; 3] = [Self::Done, Self::Skipped, Self::Failed];

    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Skipped => "skipped",
            Self::Failed => "failed",
        }
    }
}

/// One step as the ledger has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Which step.
    pub step: Step,
    /// What it came to.
    pub state: StepState,
    /// What it found or made, or the sentence of what went wrong.
    pub result: Value,
    /// How often it was tried.
    pub attempts: i32,
    /// When the last try began.
    pub began_at: Timestamp,
    /// When the last try ended.
    pub ended_at: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "handoff_step")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub handoff_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub step: String,
        pub workspace_id: Uuid,
        pub state: String,
        pub result: String,
        pub attempts: i32,
        pub began_at: i64,
        pub ended_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Entry {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        const UNREADABLE: Error = Error::Unreadable("step");
        Ok(Self {
            step: Step::parse(&row.step).ok_or(UNREADABLE)?,
            state: StepState::ALL.into_iter().find(|s| s.as_str() == row.state).ok_or(UNREADABLE)?,
            result: read(&row.result, "step")?,
            attempts: row.attempts,
            began_at: from_ms(row.began_at),
            ended_at: from_ms(row.ended_at),
        })
    }
}

/// The steps of a hand-off so far, in their order.
pub async fn of(conn: &impl Conn, workspace: WorkspaceId, handoff: HandoffId) -> Result<Vec<Entry>> {
    let rows = row::Entity::find()
        .filter(row::Column::HandoffId.eq(Uuid::from(handoff)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .all(&conn.executor())
        .await?;
    let mut entries: Vec<Entry> = rows.into_iter().map(TryInto::try_into).collect::<Result<_>>()?;
    entries.sort_by_key(|entry| entry.step);
    Ok(entries)
}

/// Keeps what steps came to, in place of what earlier tries came to.
pub async fn put(tx: &Tx, workspace: WorkspaceId, handoff: HandoffId, entries: &[Entry]) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let rows = entries.iter().map(|entry| row::ActiveModel {
        handoff_id: Set(handoff.into()),
        step: Set(entry.step.as_str().into()),
        workspace_id: Set(workspace.into()),
        state: Set(entry.state.as_str().into()),
        result: Set(entry.result.to_string()),
        attempts: Set(entry.attempts),
        began_at: Set(to_ms(entry.began_at)),
        ended_at: Set(to_ms(entry.ended_at)),
    });
    row::Entity::insert_many(rows)
        .on_conflict(
            OnConflict::columns([row::Column::HandoffId, row::Column::Step])
                .update_columns([
                    row::Column::State,
                    row::Column::Result,
                    row::Column::Attempts,
                    row::Column::BeganAt,
                    row::Column::EndedAt,
                ])
                .to_owned(),
        )
        .exec_without_returning(&tx.executor())
        .await?;
    Ok(())
}

/// Forgets steps, so that they are done again: after an edit, what was sent before no longer counts.
pub async fn forget(tx: &Tx, workspace: WorkspaceId, handoff: HandoffId, steps: &[Step]) -> Result<()> {
    row::Entity::delete_many()
        .filter(row::Column::HandoffId.eq(Uuid::from(handoff)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Step.is_in(steps.iter().map(|step| step.as_str())))
        .exec(&tx.executor())
        .await?;
    Ok(())
}
