//! What applicants said of themselves of their own will, for the fairness report alone. Nothing that scores reads it:
//! it has no place in a result, and its only reader joins it to results that are there.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{ApplicationId, JobId, WorkspaceId};
use sea_orm::{
    ActiveValue::Set,
    Condition, QuerySelect,
    entity::prelude::*,
    sea_query::{OnConflict, Query},
};

use super::result;
use crate::{Conn, Tx, error::Result, hiring::batch, time::to_ms};

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

/// Everybody who was scored, for one job or for all.
pub async fn counted(conn: &impl Conn, workspace: WorkspaceId, job: Option<JobId>) -> Result<Vec<Counted>> {
    use result::row::Column as R;
    type Row = (Uuid, Uuid, i32, bool, Option<String>);
    let mut scored = Condition::all()
        .add(R::WorkspaceId.eq(Uuid::from(workspace)))
        .add(R::ScoredAt.is_not_null())
        .add(R::OptedOutAt.is_null());
    if let Some(job) = job {
        scored = scored.add(R::JobId.eq(Uuid::from(job)));
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
    let said = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ApplicationId.in_subquery(whose))
        .all(&conn.executor())
        .await?;
    let mut answers: BTreeMap<Uuid, Answers> = BTreeMap::new();
    for row in said {
        answers.entry(row.application_id).or_default().insert(row.question, row.answer);
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
