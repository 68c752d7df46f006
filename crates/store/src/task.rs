//! The queue. A task is a row that is committed with the change that calls for it, claimed by one worker for a
//! while, and taken away when its work is done. Where a worker dies, its claim runs out and another goes on.

use std::time::Duration;

use jiff::Timestamp;
use model::{TaskId, WorkspaceId};
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, QueryResult, Statement,
    entity::prelude::*,
    sea_query::{ExprTrait, OnConflict},
};
use uuid::Uuid;

use crate::{
    Conn, Db, Tx,
    error::Result,
    hiring::batch,
    time::{from_ms, to_ms},
    trace,
};

/// A piece of work that a worker has claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its identifier.
    pub id: TaskId,
    /// Whose work it is.
    pub workspace: WorkspaceId,
    /// What is to be done; the engine knows the words.
    pub kind: String,
    /// The record it is to be done to. There is at most one task of a kind for a record.
    pub subject: Uuid,
    /// How often it was tried before.
    pub attempt: u32,
    /// The request that asked for it first, where one did.
    pub request: Option<String>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "task")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub kind: String,
        pub subject_id: Uuid,
        pub run_at: i64,
        pub attempt: i32,
        pub leased_by: Option<String>,
        pub leased_until: Option<i64>,
        pub created_at: i64,
        pub request: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Asks for work in the caller's transaction. Where the same work waits already, it is brought forward to `run_at`.
pub async fn push(
    tx: &Tx,
    id: TaskId,
    workspace: WorkspaceId,
    kind: &str,
    subject: Uuid,
    run_at: Timestamp,
    now: Timestamp,
) -> Result<()> {
    row::Entity::insert(written(id, workspace, kind, subject, run_at, now))
        .on_conflict(again())
        .exec_without_returning(&tx.executor())
        .await?;
    Ok(())
}

/// Asks for the same work for several records, as [`push`] does for one.
pub async fn push_many(
    tx: &Tx,
    workspace: WorkspaceId,
    kind: &str,
    tasks: &[(TaskId, Uuid)],
    now: Timestamp,
) -> Result<()> {
    let rows = tasks.iter().map(|(id, subject)| written(*id, workspace, kind, *subject, now, now));
    batch::put(tx, rows.collect(), &again()).await
}

fn written(
    id: TaskId,
    workspace: WorkspaceId,
    kind: &str,
    subject: Uuid,
    run_at: Timestamp,
    now: Timestamp,
) -> row::ActiveModel {
    row::ActiveModel {
        id: Set(id.into()),
        workspace_id: Set(workspace.into()),
        kind: Set(kind.into()),
        subject_id: Set(subject),
        run_at: Set(to_ms(run_at)),
        attempt: Set(0),
        leased_by: Set(None),
        leased_until: Set(None),
        created_at: Set(to_ms(now)),
        request: Set(trace::current()),
    }
}

/// Work that waits already is brought forward.
fn again() -> OnConflict {
    OnConflict::columns([row::Column::Kind, row::Column::SubjectId])
        .update_column(row::Column::RunAt)
        .to_owned()
}

/// Claims up to `most` tasks that are due and not claimed, for the length of `lease`.
pub async fn claim(db: &Db, worker: &str, now: Timestamp, lease: Duration, most: u32) -> Result<Vec<Task>> {
    // PostgreSQL lets other workers pass over rows that this one is taking; SQLite has one writer anyway.
    let skip = if db.backend() == sea_orm::DbBackend::Postgres { "for update skip locked" } else { "" };
    let sql = format!(
        "update task set leased_by = $1, leased_until = $2 where id in (
           select id from task where run_at <= $3 and (leased_until is null or leased_until <= $3)
           order by run_at, id limit $4 {skip})
         returning id, workspace_id, kind, subject_id, attempt, request"
    );
    let values = [worker.into(), to_ms(now + lease).into(), to_ms(now).into(), i64::from(most).into()];
    let tx = db.begin().await?;
    let rows = tx.executor().query_all_raw(Statement::from_sql_and_values(db.backend(), sql, values)).await?;
    tx.commit().await?;
    rows.iter().map(claimed).collect()
}

fn claimed(row: &QueryResult) -> Result<Task> {
    Ok(Task {
        id: row.try_get::<Uuid>("", "id")?.into(),
        workspace: row.try_get::<Uuid>("", "workspace_id")?.into(),
        kind: row.try_get("", "kind")?,
        subject: row.try_get("", "subject_id")?,
        attempt: row.try_get::<i32>("", "attempt")?.try_into().unwrap_or(0),
        request: row.try_get("", "request")?,
    })
}

/// Keeps a claim for longer. `false` where it is no longer the worker's, who must then stop.
pub async fn renew(tx: &Tx, id: TaskId, worker: &str, until: Timestamp) -> Result<bool> {
    let done = row::Entity::update_many()
        .col_expr(row::Column::LeasedUntil, Expr::value(to_ms(until)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .filter(row::Column::LeasedBy.eq(worker))
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Takes a task away, in the transaction that writes its result. `false` where the claim has passed to another
/// worker, whose result then counts: the caller rolls back.
pub async fn finish(tx: &Tx, id: TaskId, worker: &str) -> Result<bool> {
    let done = row::Entity::delete_many()
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .filter(row::Column::LeasedBy.eq(worker))
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Gives a task back, to be done again at a later time. `false` as for [`finish`].
pub async fn retry(tx: &Tx, id: TaskId, worker: &str, run_at: Timestamp) -> Result<bool> {
    let done = row::Entity::update_many()
        .col_expr(row::Column::RunAt, Expr::value(to_ms(run_at)))
        .col_expr(row::Column::Attempt, Expr::col(row::Column::Attempt).add(1i32))
        .col_expr(row::Column::LeasedBy, Expr::value(None::<String>))
        .col_expr(row::Column::LeasedUntil, Expr::value(None::<i64>))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .filter(row::Column::LeasedBy.eq(worker))
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Gives everything back that a worker has claimed, and says how much that was: others may go on at once.
pub async fn give_back(tx: &Tx, worker: &str) -> Result<u64> {
    let done = row::Entity::update_many()
        .col_expr(row::Column::LeasedBy, Expr::value(None::<String>))
        .col_expr(row::Column::LeasedUntil, Expr::value(None::<i64>))
        .filter(row::Column::LeasedBy.eq(worker))
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected)
}

/// When the work of a kind for a record is due, where it waits or is being done.
pub async fn due_at(conn: &impl Conn, kind: &str, subject: Uuid) -> Result<Option<Timestamp>> {
    let row = row::Entity::find()
        .filter(row::Column::Kind.eq(kind))
        .filter(row::Column::SubjectId.eq(subject))
        .one(&conn.executor())
        .await?;
    Ok(row.map(|row| from_ms(row.run_at)))
}

/// How many tasks wait.
pub async fn count(conn: &impl Conn) -> Result<u64> {
    Ok(row::Entity::find().count(&conn.executor()).await?)
}

/// How many tasks were due before that time and are not being worked on.
pub async fn overdue(conn: &impl Conn, before: Timestamp) -> Result<u64> {
    let unclaimed = row::Column::LeasedUntil.is_null().or(row::Column::LeasedUntil.lt(to_ms(before)));
    Ok(row::Entity::find()
        .filter(row::Column::RunAt.lt(to_ms(before)))
        .filter(unclaimed)
        .count(&conn.executor())
        .await?)
}
