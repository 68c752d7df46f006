//! What waits: results that no longer rest on what is known, and results that are not yet written elsewhere. The mark
//! is in the row itself, so that it commits with what made it, and nothing that waits can be forgotten.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{ApplicationId, JobId, StageId, WorkspaceId, screening::Threshold};
use sea_orm::{
    Condition, ConnectionTrait, IdenStatic, QueryOrder, QuerySelect, Statement,
    entity::prelude::*,
    sea_query::{Expr, OnConflict, Query, SimpleExpr},
};

use super::{
    preference,
    result::{NONE, Screened, Stale, row},
};
use crate::{
    Conn, Tx,
    error::Result,
    hiring::batch::{self, in_few_forms},
    time::to_ms,
};

/// Later than every mark before.
fn grown(column: row::Column, at: Timestamp) -> SimpleExpr {
    let (column, at) = (column.as_str(), to_ms(at));
    Expr::cust(format!("case when {column} >= {at} then {column} + 1 else {at} end"))
}

/// The same, of a row that is there already.
const LATER: &str = "case when screening.stale_since >= excluded.stale_since then screening.stale_since + 1 \
    else excluded.stale_since end";

/// Marks applications as to be scored, for what changed with them; one that was never looked at gets a row for it.
pub async fn stale(
    tx: &Tx,
    workspace: WorkspaceId,
    applications: &[(ApplicationId, JobId)],
    why: &str,
    at: Timestamp,
) -> Result<()> {
    let rows = applications.iter().map(|(application, job)| {
        let stale = Some(Stale { since: at, why: why.into() });
        super::result::written(workspace, &Screened { stale, ..Screened::new(*application, *job) })
    });
    let clash = OnConflict::column(row::Column::ApplicationId)
        .update_column(row::Column::StaleWhy)
        .value(row::Column::StaleSince, Expr::cust(LATER))
        .to_owned();
    batch::put(tx, rows.collect(), &clash).await
}

/// Marks every result of a job as to be scored again, and says how many there are.
pub async fn stale_job(tx: &Tx, workspace: WorkspaceId, job: JobId, why: &str, at: Timestamp) -> Result<u64> {
    let done = row::Entity::update_many()
        .col_expr(row::Column::StaleSince, grown(row::Column::StaleSince, at))
        .col_expr(row::Column::StaleWhy, Expr::value(why))
        .filter(of_job(workspace, job))
        .filter(row::Column::OptedOutAt.is_null())
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected)
}

/// Marks every application of a job that stands at one of these stages and was made since then, whether or not it was
/// looked at before. Whoever asked not to be screened is left alone.
pub async fn stale_at(
    tx: &Tx,
    workspace: WorkspaceId,
    job: JobId,
    (stages, made_since): (&[StageId], Option<Timestamp>),
    why: &str,
    at: Timestamp,
) -> Result<()> {
    if stages.is_empty() {
        return Ok(());
    }
    let executor = tx.executor();
    let backend = executor.get_database_backend();
    let places: Vec<_> = (0..stages.len()).map(|nth| format!("${}", 6 + nth)).collect();
    let sql = format!(
        "insert into screening (application_id, workspace_id, job_id, points, aside, stale_since, stale_why) \
         select id, workspace_id, job_id, {NONE}, false, cast($1 as bigint), cast($2 as text) from application \
         where workspace_id = $3 and job_id = $4 and created_at >= $5 and stage_id in ({}) \
         on conflict (application_id) do update set stale_why = excluded.stale_why, stale_since = {LATER} \
         where screening.opted_out_at is null",
        places.join(", ")
    );
    let since = made_since.map_or(i64::MIN, to_ms);
    let mut values: Vec<sea_orm::Value> = vec![
        to_ms(at).into(),
        why.into(),
        Uuid::from(workspace).into(),
        Uuid::from(job).into(),
        since.into(),
    ];
    values.extend(stages.iter().map(|stage| sea_orm::Value::from(Uuid::from(*stage))));
    executor.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    Ok(())
}

fn of_job(workspace: WorkspaceId, job: JobId) -> Condition {
    Condition::all()
        .add(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .add(row::Column::JobId.eq(Uuid::from(job)))
}

async fn first(
    conn: &impl Conn,
    workspace: WorkspaceId,
    job: JobId,
    mark: row::Column,
    most: u64,
) -> Result<Vec<Screened>> {
    let rows = row::Entity::find()
        .filter(of_job(workspace, job))
        .filter(mark.is_not_null())
        .order_by_asc(mark)
        .order_by_asc(row::Column::ApplicationId)
        .limit(most)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// A job's results that wait to be scored, those that wait longest first.
pub async fn first_stale(
    conn: &impl Conn,
    workspace: WorkspaceId,
    job: JobId,
    most: u64,
) -> Result<Vec<Screened>> {
    first(conn, workspace, job, row::Column::StaleSince, most).await
}

/// A job's results that wait to be written elsewhere, those that wait longest first.
pub async fn first_unwritten(
    conn: &impl Conn,
    workspace: WorkspaceId,
    job: JobId,
    most: u64,
) -> Result<Vec<Screened>> {
    first(conn, workspace, job, row::Column::UnwrittenSince, most).await
}

/// How many of a job's results wait to be scored.
pub async fn count_stale(conn: &impl Conn, workspace: WorkspaceId, job: JobId) -> Result<u64> {
    let query =
        row::Entity::find().filter(of_job(workspace, job)).filter(row::Column::StaleSince.is_not_null());
    Ok(query.count(&conn.executor()).await?)
}

/// Takes marks off, each with when it was seen: one that was made again since then stays.
pub async fn fresh(tx: &Tx, workspace: WorkspaceId, seen: &[(ApplicationId, Timestamp)]) -> Result<()> {
    let mut together: BTreeMap<Timestamp, Vec<Uuid>> = BTreeMap::new();
    for (application, seen) in seen {
        together.entry(*seen).or_default().push((*application).into());
    }
    for (seen, applications) in together {
        row::Entity::update_many()
            .col_expr(row::Column::StaleSince, Expr::value(None::<i64>))
            .col_expr(row::Column::StaleWhy, Expr::value(None::<String>))
            .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
            .filter(row::Column::ApplicationId.is_in(in_few_forms(applications)))
            .filter(row::Column::StaleSince.lte(to_ms(seen)))
            .exec(&tx.executor())
            .await?;
    }
    Ok(())
}

/// Marks results as to be written elsewhere.
pub async fn unwritten(
    tx: &Tx,
    workspace: WorkspaceId,
    applications: &[ApplicationId],
    at: Timestamp,
) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::UnwrittenSince, grown(row::Column::UnwrittenSince, at))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ApplicationId.is_in(in_few_forms(applications.iter().map(|id| Uuid::from(*id)))))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Marks every result of a job that there is something to say of as to be written elsewhere.
pub async fn unwritten_job(tx: &Tx, workspace: WorkspaceId, job: JobId, at: Timestamp) -> Result<u64> {
    let known =
        Condition::any().add(row::Column::ScoredAt.is_not_null()).add(row::Column::Decision.is_not_null());
    let done = row::Entity::update_many()
        .col_expr(row::Column::UnwrittenSince, grown(row::Column::UnwrittenSince, at))
        .filter(of_job(workspace, job))
        .filter(known)
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected)
}

/// Marks those as to be written elsewhere whose standing is another when the threshold moves, and says how many.
pub async fn unwritten_between(
    tx: &Tx,
    workspace: WorkspaceId,
    job: JobId,
    thresholds: (Threshold, Threshold),
    at: Timestamp,
) -> Result<u64> {
    let (one, other) = (thresholds.0.0, thresholds.1.0);
    let (low, high) = if one < other { (one, other) } else { (other, one) };
    let done = row::Entity::update_many()
        .col_expr(row::Column::UnwrittenSince, grown(row::Column::UnwrittenSince, at))
        .filter(of_job(workspace, job))
        .filter(row::Column::Points.gte(i32::from(low)))
        .filter(row::Column::Points.lt(i32::from(high)))
        .filter(row::Column::Aside.eq(false))
        .filter(row::Column::Decision.is_null())
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected)
}

/// Takes a mark off, unless it was made again since it was seen.
pub async fn is_written(
    tx: &Tx,
    workspace: WorkspaceId,
    application: ApplicationId,
    seen: Timestamp,
) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::UnwrittenSince, Expr::value(None::<i64>))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ApplicationId.eq(Uuid::from(application)))
        .filter(row::Column::UnwrittenSince.lte(to_ms(seen)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// The jobs of a workspace with results, whose threshold is the organisation's.
pub async fn jobs_without_threshold(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<JobId>> {
    let own = Query::select()
        .column(preference::row::Column::JobId)
        .from(preference::row::Entity)
        .and_where(preference::row::Column::Threshold.is_not_null())
        .to_owned();
    let jobs: Vec<Uuid> = row::Entity::find()
        .select_only()
        .column(row::Column::JobId)
        .distinct()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Points.ne(NONE))
        .filter(row::Column::JobId.not_in_subquery(own))
        .into_tuple()
        .all(&conn.executor())
        .await?;
    Ok(jobs.into_iter().map(Into::into).collect())
}
