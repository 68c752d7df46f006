//! Whom nothing has happened to for long, and who may go.

use jiff::Timestamp;
use model::{CandidateId, WorkspaceId};
use sea_orm::{ConnectionTrait, Statement, Value};
use uuid::Uuid;

use crate::{
    Conn,
    error::Result,
    time::{from_ms, to_ms},
};

/// Somebody to whom nothing has happened since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quiet {
    /// Who.
    pub candidate: CandidateId,
    /// Their name.
    pub name: String,
    /// Their country, as it was given.
    pub country: String,
    /// When they last applied, were moved, or came.
    pub last: Timestamp,
}

/// Everybody to whom nothing has happened since a time, the longest first. Left out is who was hired, and who stands in
/// an open job at a stage where something may still come.
pub async fn quiet(conn: &impl Conn, workspace: WorkspaceId, before: Timestamp) -> Result<Vec<Quiet>> {
    const SQL: &str = "
      select id, first_name, last_name, country, last from (
        select c.id, c.first_name, c.last_name, c.country,
          case when coalesce(a.last, 0) > c.created_at then a.last else c.created_at end as last
        from candidate c
        left join (
          select a.candidate_id,
            max(case when a.moved_at > a.created_at then a.moved_at else a.created_at end) as last,
            max(case when s.kind = 'hired' then 1 else 0 end) as hired,
            max(case when j.status = 'open' and s.kind not in ('hired', 'rejected') then 1 else 0 end) as running
          from application a
          join stage s on s.id = a.stage_id
          join job j on j.id = a.job_id
          where a.workspace_id = $1
          group by a.candidate_id) a on a.candidate_id = c.id
        where c.workspace_id = $1 and c.merged_into is null
          and coalesce(a.hired, 0) = 0 and coalesce(a.running, 0) = 0) quiet
      where last < $2
      order by last, id";
    let conn = conn.executor();
    let values: [Value; 2] = [Uuid::from(workspace).into(), to_ms(before).into()];
    let query = Statement::from_sql_and_values(conn.get_database_backend(), SQL, values);
    let rows = conn.query_all_raw(query).await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let (first, last): (String, String) = (row.try_get("", "first_name")?, row.try_get("", "last_name")?);
        all.push(Quiet {
            candidate: CandidateId(row.try_get("", "id")?),
            name: format!("{} {}", first.trim(), last.trim()).trim().to_owned(),
            country: row.try_get("", "country")?,
            last: from_ms(row.try_get("", "last")?),
        });
    }
    Ok(all)
}
