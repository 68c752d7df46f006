//! Sets of questions: what a job asks at which stage, and when.

use jiff::Timestamp;
use model::{
    JobId, QuestionSetId, StageId, WorkspaceId,
    job::{Stage, StageKind},
    screening::Question,
};
use sea_orm::{ActiveValue::Set, Iterable, QueryOrder, entity::prelude::*, sea_query::OnConflict};
use serde::{Deserialize, Serialize};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    hiring::batch::in_few_forms,
    integrations::{read, text},
    time::{from_ms, to_ms},
};

/// At which stages a set is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// At every stage of a kind.
    Kind(StageKind),
    /// At one stage.
    Stage(StageId),
}

impl At {
    /// Whether that stage is one.
    pub fn is(self, stage: &Stage) -> bool {
        match self {
            Self::Kind(kind) => stage.kind == kind,
            Self::Stage(id) => stage.id == id,
        }
    }
}

/// What is asked, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// What stands above the questions.
    pub intro: String,
    /// The questions.
    pub questions: Vec<Question>,
    /// How many hours after somebody came to the stage they are asked.
    pub delay_hours: u32,
    /// After how many days without an answer they are reminded, once; never where 0.
    pub remind_days: u32,
    /// After how many days the form takes no answer any more.
    pub expire_days: u32,
}

/// A set of questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionSet {
    /// Its identifier.
    pub id: QuestionSetId,
    /// Of which job.
    pub job: JobId,
    /// Its name, for those who work with it.
    pub name: String,
    /// At which stages it is asked.
    pub at: At,
    /// What is asked, and when.
    pub content: Content,
    /// Who comes to the stage from then on is asked; nobody where `None`.
    pub active_since: Option<Timestamp>,
    /// Whether it was put away.
    pub away: bool,
    /// When it was made.
    pub made_at: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "question_set")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub job_id: Uuid,
        pub name: String,
        pub stage_id: Option<Uuid>,
        pub stage_kind: Option<String>,
        pub content: String,
        pub active_since: Option<i64>,
        pub away: bool,
        pub made_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for QuestionSet {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        const WHAT: &str = "set of questions";
        let kind = || row.stage_kind.as_deref().and_then(StageKind::parse).map(At::Kind);
        let at = row.stage_id.map(|id| At::Stage(id.into())).or_else(kind);
        Ok(Self {
            id: row.id.into(),
            job: row.job_id.into(),
            name: row.name,
            at: at.ok_or(Error::Unreadable(WHAT))?,
            content: read(&row.content, WHAT)?,
            active_since: row.active_since.map(from_ms),
            away: row.away,
            made_at: from_ms(row.made_at),
        })
    }
}

/// Keeps a set, new or changed.
pub async fn put(tx: &Tx, workspace: WorkspaceId, set: &QuestionSet) -> Result<()> {
    let (stage, kind) = match set.at {
        At::Stage(id) => (Some(Uuid::from(id)), None),
        At::Kind(kind) => (None, Some(kind.as_str().to_owned())),
    };
    let row = row::ActiveModel {
        id: Set(set.id.into()),
        workspace_id: Set(workspace.into()),
        job_id: Set(set.job.into()),
        name: Set(set.name.clone()),
        stage_id: Set(stage),
        stage_kind: Set(kind),
        content: Set(text(&set.content)),
        active_since: Set(set.active_since.map(to_ms)),
        away: Set(set.away),
        made_at: Set(to_ms(set.made_at)),
    };
    let changes = row::Column::iter().filter(|column| {
        use row::Column as C;
        !matches!(column, C::Id | C::WorkspaceId | C::JobId | C::MadeAt)
    });
    row::Entity::insert(row)
        .on_conflict(OnConflict::column(row::Column::Id).update_columns(changes).to_owned())
        .exec_without_returning(&tx.executor())
        .await?;
    Ok(())
}

fn of_workspace(workspace: WorkspaceId) -> Select<row::Entity> {
    row::Entity::find().filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
}

/// One set.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: QuestionSetId) -> Result<Option<QuestionSet>> {
    let query = of_workspace(workspace).filter(row::Column::Id.eq(Uuid::from(id)));
    query.one(&conn.executor()).await?.map(TryInto::try_into).transpose()
}

/// A job's sets that were not put away, the oldest first.
pub async fn of_job(conn: &impl Conn, workspace: WorkspaceId, job: JobId) -> Result<Vec<QuestionSet>> {
    let query = of_workspace(workspace).filter(row::Column::JobId.eq(Uuid::from(job)));
    many(conn, query.filter(row::Column::Away.eq(false))).await
}

/// The sets of several jobs that are asked.
pub async fn active(conn: &impl Conn, workspace: WorkspaceId, jobs: &[JobId]) -> Result<Vec<QuestionSet>> {
    let query = of_workspace(workspace)
        .filter(row::Column::JobId.is_in(in_few_forms(jobs.iter().map(|id| Uuid::from(*id)))))
        .filter(row::Column::Away.eq(false))
        .filter(row::Column::ActiveSince.is_not_null());
    many(conn, query).await
}

async fn many(conn: &impl Conn, query: Select<row::Entity>) -> Result<Vec<QuestionSet>> {
    let query = query.order_by_asc(row::Column::MadeAt).order_by_asc(row::Column::Id);
    query.all(&conn.executor()).await?.into_iter().map(TryInto::try_into).collect()
}
