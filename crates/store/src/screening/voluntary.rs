//! What applicants said of themselves of their own will, for the fairness report alone. Nothing that scores reads it:
//! it has no place in a result, and its only reader joins it to results that are there.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use model::{ApplicationId, JobId, WorkspaceId};
use sea_orm::{
    ActiveValue::Set,
    Condition, QuerySelect,
    entity::prelude::*,
    sea_query::{OnConflict, Query, SelectStatement},
};

use super::result;
use crate::{
    Conn, Tx,
    error::Result,
    hiring::{application, batch},
    time::to_ms,
};

/// What one applicant said, by question.
pub type Answers = BTreeMap<String, String>;

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "screening_voluntary")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub question: String,
        pub workspace_id: Uuid,
        pub answer: String,
        pub given_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Keeps what an applicant said, in place of what they said before.
pub async fn put(
    tx: &Tx,
    workspace: WorkspaceId,
    application: ApplicationId,
    answers: &Answers,
    at: Timestamp,
) -> Result<()> {
    use row::Column as C;
    let rows = answers.iter().map(|(question, answer)| row::ActiveModel {
        application_id: Set(application.into()),
        question: Set(question.clone()),
        workspace_id: Set(workspace.into()),
        answer: Set(answer.clone()),
        given_at: Set(to_ms(at)),
    });
    let clash = OnConflict::columns([C::ApplicationId, C::Question])
        .update_columns([C::Answer, C::GivenAt])
        .to_owned();
    batch::put(tx, rows.collect(), &clash).await
}

/// One applicant, as the fairness report sees them: a result and what they said, without who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The points; `None` where there are none.
    pub points: Option<u8>,
    /// Whether a knock-out rule sets the application aside.
    pub aside: bool,
    /// What a person said, where one did.
    pub decision: Option<model::screening::Standing>,
    /// For which job.
    pub job: JobId,
    /// What the applicant said; empty where nothing.
    pub answers: Answers,
}

/// Whom a report counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Who applied for this job; for any where `None`.
    pub job: Option<JobId>,
    /// Who applied at this time or later.
    pub from: Option<Timestamp>,
    /// Who applied before this time.
    pub until: Option<Timestamp>,
}

impl Span {
    /// The identifiers of the applications in it.
    fn applications(&self, workspace: WorkspaceId) -> SelectStatement {
        use application::row::Column as A;
        let mut query = Query::select();
        query.column(A::Id).from(application::row::Entity);
        query.and_where(A::WorkspaceId.eq(Uuid::from(workspace)));
        let parts = [
            self.job.map(|job| A::JobId.eq(Uuid::from(job))),
            self.from.map(|at| A::CreatedAt.gte(to_ms(at))),
            self.until.map(|at| A::CreatedAt.lt(to_ms(at))),
        ];
        for part in parts.into_iter().flatten() {
            query.and_where(part);
        }
        query
    }
}

/// Everybody in a span who was scored.
pub async fn counted(conn: &impl Conn, workspace: WorkspaceId, span: &Span) -> Result<Vec<Counted>> {
    use result::row::Column as R;
    type Row = (Uuid, Uuid, i32, bool, Option<String>);
    let mut scored = Condition::all()
        .add(R::WorkspaceId.eq(Uuid::from(workspace)))
        .add(R::ScoredAt.is_not_null())
        .add(R::OptedOutAt.is_null());
    if let Some(job) = span.job {
        scored = scored.add(R::JobId.eq(Uuid::from(job)));
    }
    if span.from.is_some() || span.until.is_some() {
        scored = scored.add(R::ApplicationId.in_subquery(span.applications(workspace)));
    }
    let rows: Vec<Row> = result::row::Entity::find()
        .select_only()
        .columns([R::ApplicationId, R::JobId, R::Points, R::Aside, R::Decision])
        .filter(scored.clone())
        .into_tuple()
        .all(&conn.executor())
        .await?;
    let whose =
        Query::select().column(R::ApplicationId).from(result::row::Entity).cond_where(scored).to_owned();
    let said: Vec<(Uuid, String, String)> = row::Entity::find()
        .select_only()
        .columns([row::Column::ApplicationId, row::Column::Question, row::Column::Answer])
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ApplicationId.in_subquery(whose))
        .into_tuple()
        .all(&conn.executor())
        .await?;
    let mut answers: HashMap<Uuid, Answers> = HashMap::new();
    for (application, question, answer) in said {
        answers.entry(application).or_default().insert(question, answer);
    }
    let one = |(application, job, points, aside, decision): Row| Counted {
        points: u8::try_from(points).ok(),
        aside,
        decision: decision.as_deref().and_then(model::screening::Standing::parse),
        job: JobId(job),
        answers: answers.remove(&application).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(one).collect())
}

/// What an applicant said, for their own export.
pub async fn of(conn: &impl Conn, workspace: WorkspaceId, application: ApplicationId) -> Result<Answers> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ApplicationId.eq(Uuid::from(application)))
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(|row| (row.question, row.answer)).collect())
}

/// Forgets what applicants said.
pub async fn forget(tx: &Tx, workspace: WorkspaceId, applications: &[ApplicationId]) -> Result<()> {
    row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ApplicationId.is_in(applications.iter().map(|id| Uuid::from(*id))))
        .exec(&tx.executor())
        .await?;
    Ok(())
}
