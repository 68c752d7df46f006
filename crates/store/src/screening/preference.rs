//! Which of a job's applications are screened, and what becomes of the results.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use model::{JobId, WorkspaceId, job::StageKind, screening::Threshold};
use sea_orm::{ActiveValue::Set, Iterable, QuerySelect, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    hiring::batch::in_few_forms,
    integrations::{read, text},
    time::{from_ms, to_ms},
};

/// Which of a job's applications are screened, and what becomes of the results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preference {
    /// Of which job.
    pub job: JobId,
    /// Whether the job is screened at all.
    pub enabled: bool,
    /// Its own threshold; `None` for the organisation's.
    pub threshold: Option<Threshold>,
    /// Applications at stages of these kinds.
    pub stages: Vec<StageKind>,
    /// Candidates from these sources; any where empty.
    pub sources: Vec<String>,
    /// Applications made at this time or later; any where `None`.
    pub since: Option<Timestamp>,
    /// Whether applications that were there before screening was switched on are screened too.
    pub backfill: bool,
    /// When screening was last switched on.
    pub enabled_at: Option<Timestamp>,
    /// Whether results are written into the system that the job comes from, and shown as tags.
    pub write_back: bool,
    /// Whether a comment is written there, too.
    pub comment: bool,
}

impl Preference {
    /// A job that nobody has decided on: not screened.
    pub fn of(job: JobId) -> Self {
        Self {
            job,
            enabled: false,
            threshold: None,
            stages: vec![StageKind::Applied, StageKind::Review],
            sources: vec![],
            since: None,
            backfill: true,
            enabled_at: None,
            write_back: false,
            comment: false,
        }
    }
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "screening_preference")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub job_id: Uuid,
        pub workspace_id: Uuid,
        pub enabled: bool,
        pub threshold: Option<i32>,
        pub stages: String,
        pub sources: String,
        pub since: Option<i64>,
        pub backfill: bool,
        pub enabled_at: Option<i64>,
        pub write_back: bool,
        pub comment: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Preference {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        const WHAT: &str = "preference of screening";
        Ok(Self {
            job: row.job_id.into(),
            enabled: row.enabled,
            threshold: row.threshold.map(threshold),
            stages: read(&row.stages, WHAT)?,
            sources: read(&row.sources, WHAT)?,
            since: row.since.map(from_ms),
            backfill: row.backfill,
            enabled_at: row.enabled_at.map(from_ms),
            write_back: row.write_back,
            comment: row.comment,
        })
    }
}

pub(super) fn threshold(points: i32) -> Threshold {
    Threshold(points.clamp(0, 100).try_into().unwrap_or(0))
}

/// Keeps a job's preference, new or changed.
pub async fn put(tx: &Tx, workspace: WorkspaceId, preference: &Preference) -> Result<()> {
    let row = row::ActiveModel {
        job_id: Set(preference.job.into()),
        workspace_id: Set(workspace.into()),
        enabled: Set(preference.enabled),
        threshold: Set(preference.threshold.map(|threshold| threshold.0.into())),
        stages: Set(text(&preference.stages)),
        sources: Set(text(&preference.sources)),
        since: Set(preference.since.map(to_ms)),
        backfill: Set(preference.backfill),
        enabled_at: Set(preference.enabled_at.map(to_ms)),
        write_back: Set(preference.write_back),
        comment: Set(preference.comment),
    };
    let changes =
        row::Column::iter().filter(|column| !matches!(column, row::Column::JobId | row::Column::WorkspaceId));
    row::Entity::insert(row)
        .on_conflict(OnConflict::column(row::Column::JobId).update_columns(changes).to_owned())
        .exec_without_returning(&tx.executor())
        .await?;
    Ok(())
}

/// A job's preference; not screened where nobody decided.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, job: JobId) -> Result<Preference> {
    Ok(of_jobs(conn, workspace, &[job]).await?.remove(&job).unwrap_or_else(|| Preference::of(job)))
}

/// The preferences of several jobs; one that nobody decided on is left out.
pub async fn of_jobs(
    conn: &impl Conn,
    workspace: WorkspaceId,
    jobs: &[JobId],
) -> Result<BTreeMap<JobId, Preference>> {
    let query = row::Entity::find().filter(row::Column::JobId.is_in(jobs.iter().map(|id| Uuid::from(*id))));
    many(conn, workspace, query).await
}

/// Which of these jobs are screened.
pub async fn enabled(conn: &impl Conn, workspace: WorkspaceId, jobs: &[JobId]) -> Result<BTreeSet<JobId>> {
    let rows: Vec<Uuid> = row::Entity::find()
        .select_only()
        .column(row::Column::JobId)
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Enabled.eq(true))
        .filter(row::Column::JobId.is_in(in_few_forms(jobs.iter().map(|id| Uuid::from(*id)))))
        .into_tuple()
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Every job that somebody decided on.
pub async fn all(conn: &impl Conn, workspace: WorkspaceId) -> Result<BTreeMap<JobId, Preference>> {
    many(conn, workspace, row::Entity::find()).await
}

async fn many(
    conn: &impl Conn,
    workspace: WorkspaceId,
    query: Select<row::Entity>,
) -> Result<BTreeMap<JobId, Preference>> {
    let query = query.filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)));
    let rows = query.all(&conn.executor()).await?.into_iter();
    rows.map(|row| Preference::try_from(row).map(|preference| (preference.job, preference))).collect()
}
