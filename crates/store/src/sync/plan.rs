//! How a connection's records are kept in step: what an administrator decided, and how far it came.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{ConnectionId, WorkspaceId, remote::RecordKind};
use sea_orm::{ActiveValue::Set, QuerySelect, entity::prelude::*};

use crate::{
    Conn, Tx,
    error::Result,
    integrations::{read, text},
    time::{from_ms, to_ms},
};

/// How a connection's records are kept in step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Which connection.
    pub connection: ConnectionId,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// A person paused it: no run begins or goes on.
    pub paused: bool,
    /// How many minutes after a run the next one begins.
    pub every_minutes: u32,
    /// The share of known records, in per cent, that a run may change without asking.
    pub share_percent: u32,
    /// The hour of the day, in UTC, at which everything is read.
    pub full_hour: u32,
    /// Whether files are fetched.
    pub take_files: bool,
    /// The other system's field into which the identifier that an HR system gave is written.
    pub reference_field: Option<String>,
    /// When the connection was first enabled: what was decided there before is history.
    pub first_enabled_at: Timestamp,
    /// When everything was last read.
    pub last_full_at: Option<Timestamp>,
    /// When a difference of numbers last made everything be read.
    pub census_at: Option<Timestamp>,
    /// Up to when changes are known, by kind, on the other system's clock.
    pub cursors: BTreeMap<RecordKind, Timestamp>,
    /// How many more records the other system counts than it shows, by kind, found when everything was read.
    pub gaps: BTreeMap<RecordKind, i64>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "sync_plan")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub connection_id: Uuid,
        pub workspace_id: Uuid,
        pub paused: bool,
        pub every_minutes: i32,
        pub share_percent: i32,
        pub full_hour: i32,
        pub take_files: bool,
        pub reference_field: Option<String>,
        pub first_enabled_at: i64,
        pub last_full_at: Option<i64>,
        pub census_at: Option<i64>,
        pub cursors: String,
        pub gaps: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Plan {
    type Error = crate::Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            connection: row.connection_id.into(),
            workspace: row.workspace_id.into(),
            paused: row.paused,
            every_minutes: row.every_minutes.try_into().unwrap_or(0),
            share_percent: row.share_percent.try_into().unwrap_or(0),
            full_hour: row.full_hour.try_into().unwrap_or(0),
            take_files: row.take_files,
            reference_field: row.reference_field,
            first_enabled_at: from_ms(row.first_enabled_at),
            last_full_at: row.last_full_at.map(from_ms),
            census_at: row.census_at.map(from_ms),
            cursors: read(&row.cursors, "sync plan")?,
            gaps: read(&row.gaps, "sync plan")?,
        })
    }
}

fn small(number: u32) -> i32 {
    number.try_into().unwrap_or(i32::MAX)
}

/// Keeps a new plan.
pub async fn insert(tx: &Tx, plan: &Plan) -> Result<()> {
    row::ActiveModel {
        connection_id: Set(plan.connection.into()),
        workspace_id: Set(plan.workspace.into()),
        paused: Set(plan.paused),
        every_minutes: Set(small(plan.every_minutes)),
        share_percent: Set(small(plan.share_percent)),
        full_hour: Set(small(plan.full_hour)),
        take_files: Set(plan.take_files),
        reference_field: Set(plan.reference_field.clone()),
        first_enabled_at: Set(to_ms(plan.first_enabled_at)),
        last_full_at: Set(plan.last_full_at.map(to_ms)),
        census_at: Set(plan.census_at.map(to_ms)),
        cursors: Set(text(&plan.cursors)),
        gaps: Set(text(&plan.gaps)),
    }
    .insert(&tx.executor())
    .await?;
    Ok(())
}

/// A connection's plan.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, connection: ConnectionId) -> Result<Option<Plan>> {
    row::Entity::find_by_id(Uuid::from(connection))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?
        .map(TryInto::try_into)
        .transpose()
}

/// A connection's plan, which nobody else can lock until the transaction ends: who writes records of the other
/// system holds it, so that no two write the same record.
pub async fn lock(tx: &Tx, workspace: WorkspaceId, connection: ConnectionId) -> Result<Option<Plan>> {
    row::Entity::find_by_id(Uuid::from(connection))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        // SQLite has one writer anyway and knows no such words; they are left out there.
        .lock_exclusive()
        .one(&tx.executor())
        .await?
        .map(TryInto::try_into)
        .transpose()
}

async fn change(tx: &Tx, plan: &Plan, change: row::ActiveModel) -> Result<()> {
    row::Entity::update_many()
        .set(change)
        .filter(row::Column::ConnectionId.eq(Uuid::from(plan.connection)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(plan.workspace)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Keeps what an administrator decided.
pub async fn configure(tx: &Tx, plan: &Plan) -> Result<()> {
    let to = row::ActiveModel {
        paused: Set(plan.paused),
        every_minutes: Set(small(plan.every_minutes)),
        share_percent: Set(small(plan.share_percent)),
        full_hour: Set(small(plan.full_hour)),
        take_files: Set(plan.take_files),
        reference_field: Set(plan.reference_field.clone()),
        ..Default::default()
    };
    change(tx, plan, to).await
}

/// Keeps how far it came.
pub async fn advance(tx: &Tx, plan: &Plan) -> Result<()> {
    let to = row::ActiveModel {
        last_full_at: Set(plan.last_full_at.map(to_ms)),
        census_at: Set(plan.census_at.map(to_ms)),
        cursors: Set(text(&plan.cursors)),
        gaps: Set(text(&plan.gaps)),
        ..Default::default()
    };
    change(tx, plan, to).await
}
