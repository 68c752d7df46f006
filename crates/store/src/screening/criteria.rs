//! What a job asks for, version by version. A job has at most one draft and one version in use.

use jiff::Timestamp;
use model::{JobId, UserId, WorkspaceId, screening::Criteria};
use sea_orm::{
    ActiveValue::Set,
    QueryOrder, QuerySelect,
    entity::prelude::*,
    sea_query::{ExprTrait, OnConflict},
};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    integrations::{read, text},
    time::{from_ms, to_ms},
};

/// Where a version of a job's criteria is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CriteriaState {
    /// Being written; scores nobody.
    Draft,
    /// What the job's applications are scored by.
    Active,
    /// Was used before. Kept, because scores name it.
    Retired,
}

impl CriteriaState {
    const ALL: [Self; 3] = [Self::Draft, Self::Active, Self::Retired];

    /// The word kept in the database and used by the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Active => "active",
            Self::Retired => "retired",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// One version of what a job asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Of which job.
    pub job: JobId,
    /// Its number, from 1.
    pub version: u32,
    /// Where it is in its life.
    pub state: CriteriaState,
    /// What is asked for.
    pub criteria: Criteria,
    /// Who wrote it, by name.
    pub made_by: String,
    /// Who wrote it, where it was a user.
    pub made_by_id: Option<UserId>,
    /// When it was last written.
    pub made_at: Timestamp,
    /// Who switched it on, by name.
    pub activated_by: Option<String>,
    /// When it was switched on.
    pub activated_at: Option<Timestamp>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "screening_criteria")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub job_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i32,
        pub workspace_id: Uuid,
        pub state: String,
        pub criteria: String,
        pub made_by: String,
        pub made_by_id: Option<Uuid>,
        pub made_at: i64,
        pub activated_by: Option<String>,
        pub activated_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Version {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        const WHAT: &str = "version of a job's criteria";
        Ok(Self {
            job: row.job_id.into(),
            version: row.version.try_into().unwrap_or(0),
            state: CriteriaState::parse(&row.state).ok_or(Error::Unreadable(WHAT))?,
            criteria: read(&row.criteria, WHAT)?,
            made_by: row.made_by,
            made_by_id: row.made_by_id.map(Into::into),
            made_at: from_ms(row.made_at),
            activated_by: row.activated_by,
            activated_at: row.activated_at.map(from_ms),
        })
    }
}

fn number(version: u32) -> i32 {
    version.try_into().unwrap_or(i32::MAX)
}

/// Keeps a version, new or changed.
///
/// # Errors
/// [`Error::Taken`] where the job has another draft, or another version in use.
pub async fn put(tx: &Tx, workspace: WorkspaceId, version: &Version) -> Result<()> {
    use row::Column as C;
    let row = row::ActiveModel {
        job_id: Set(version.job.into()),
        version: Set(number(version.version)),
        workspace_id: Set(workspace.into()),
        state: Set(version.state.as_str().into()),
        criteria: Set(text(&version.criteria)),
        made_by: Set(version.made_by.clone()),
        made_by_id: Set(version.made_by_id.map(Into::into)),
        made_at: Set(to_ms(version.made_at)),
        activated_by: Set(version.activated_by.clone()),
        activated_at: Set(version.activated_at.map(to_ms)),
    };
    let changes = [C::State, C::Criteria, C::MadeBy, C::MadeById, C::MadeAt, C::ActivatedBy, C::ActivatedAt];
    row::Entity::insert(row)
        .on_conflict(OnConflict::columns([C::JobId, C::Version]).update_columns(changes).to_owned())
        .exec_without_returning(&tx.executor())
        .await
        .map_err(|error| Error::from(error).taken_as("version"))?;
    Ok(())
}

fn of_job(workspace: WorkspaceId, job: JobId) -> Select<row::Entity> {
    row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::JobId.eq(Uuid::from(job)))
}

/// Every version of a job's criteria, the newest first.
pub async fn all(conn: &impl Conn, workspace: WorkspaceId, job: JobId) -> Result<Vec<Version>> {
    let rows = of_job(workspace, job).order_by_desc(row::Column::Version).all(&conn.executor()).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// One version by its number.
pub async fn get(
    conn: &impl Conn,
    workspace: WorkspaceId,
    job: JobId,
    version: u32,
) -> Result<Option<Version>> {
    let query = of_job(workspace, job).filter(row::Column::Version.eq(number(version)));
    query.one(&conn.executor()).await?.map(TryInto::try_into).transpose()
}

/// The draft or the version in use, where there is one.
pub async fn in_state(
    conn: &impl Conn,
    workspace: WorkspaceId,
    job: JobId,
    state: CriteriaState,
) -> Result<Option<Version>> {
    let query = of_job(workspace, job)
        .filter(row::Column::State.eq(state.as_str()))
        .order_by_desc(row::Column::Version);
    query.one(&conn.executor()).await?.map(TryInto::try_into).transpose()
}

/// Which of these jobs have criteria in use.
pub async fn in_use(conn: &impl Conn, workspace: WorkspaceId, jobs: &[JobId]) -> Result<Vec<JobId>> {
    let rows: Vec<Uuid> = row::Entity::find()
        .select_only()
        .column(row::Column::JobId)
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::State.eq(CriteriaState::Active.as_str()))
        .filter(row::Column::JobId.is_in(jobs.iter().map(|id| Uuid::from(*id))))
        .into_tuple()
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Takes the version in use out of it, where there is one.
pub async fn retire(tx: &Tx, workspace: WorkspaceId, job: JobId) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::State, Expr::value(CriteriaState::Retired.as_str()))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::JobId.eq(Uuid::from(job)))
        .filter(Expr::col(row::Column::State).eq(CriteriaState::Active.as_str()))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        hiring::tests::{OURS, at, house, job},
        testing::fresh,
    };

    fn version(version: u32, state: CriteriaState) -> Version {
        Version {
            job: job().id,
            version,
            state,
            criteria: Criteria::default(),
            made_by: "Ingrid Solbakken".into(),
            made_by_id: None,
            made_at: at(1),
            activated_by: None,
            activated_at: None,
        }
    }

    #[tokio::test]
    async fn a_job_has_one_draft_and_one_version_in_use() {
        for fresh in fresh().await {
            let db = &fresh.db;
            house(db).await;
            let keep = async |version: Version| {
                let tx = db.begin().await.unwrap();
                let kept = put(&tx, OURS, &version).await;
                if kept.is_ok() {
                    tx.commit().await.unwrap();
                }
                kept
            };
            keep(version(1, CriteriaState::Active)).await.unwrap();
            keep(version(2, CriteriaState::Draft)).await.unwrap();
            assert!(keep(version(3, CriteriaState::Draft)).await.unwrap_err().is_taken());
            assert!(keep(version(2, CriteriaState::Active)).await.unwrap_err().is_taken());
            let tx = db.begin().await.unwrap();
            retire(&tx, OURS, job().id).await.unwrap();
            put(&tx, OURS, &version(2, CriteriaState::Active)).await.unwrap();
            tx.commit().await.unwrap();
            let states: Vec<_> =
                all(db, OURS, job().id).await.unwrap().iter().map(|one| (one.version, one.state)).collect();
            assert_eq!(states, [(2, CriteriaState::Active), (1, CriteriaState::Retired)]);
            let active = in_state(db, OURS, job().id, CriteriaState::Active).await.unwrap();
            assert_eq!(active, get(db, OURS, job().id, 2).await.unwrap());
            assert_eq!(in_use(db, OURS, &[job().id]).await.unwrap(), [job().id]);
        }
    }
}
