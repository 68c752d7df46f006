//! Two profiles that may be one person, and what somebody said of them.

use jiff::Timestamp;
use model::{PoolQuestionId, ProfileId, WorkspaceId};
use sea_orm::{
    ActiveValue::Set,
    PaginatorTrait, QueryOrder, QuerySelect,
    entity::prelude::*,
    sea_query::{ExprTrait, OnConflict},
};

use crate::{
    Conn, Tx,
    error::Result,
    hiring::batch::{self, in_few_forms},
    integrations::{read, text},
    time::{from_ms, to_ms},
};

/// Two profiles that may be one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Its identifier.
    pub id: PoolQuestionId,
    /// One of them.
    pub one: ProfileId,
    /// The other.
    pub other: ProfileId,
    /// How likely they are one, from 0 to 1.
    pub likelihood: f64,
    /// What speaks for it and against it, in words.
    pub reasons: Vec<String>,
    /// When it was asked.
    pub asked_at: Timestamp,
}

/// What somebody said of two profiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// They are one person.
    Same,
    /// They are two, and are not asked about again.
    Different,
}

impl Answer {
    fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
        }
    }
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "pool_question")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub one_id: Uuid,
        pub other_id: Uuid,
        pub likelihood: f64,
        pub reasons: String,
        pub answer: Option<String>,
        pub answered_by: Option<String>,
        pub asked_at: i64,
        pub answered_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn question(row: row::Model) -> Result<Question> {
    Ok(Question {
        id: row.id.into(),
        one: row.one_id.into(),
        other: row.other_id.into(),
        likelihood: row.likelihood,
        reasons: read(&row.reasons, "question")?,
        asked_at: from_ms(row.asked_at),
    })
}

/// Asks; a pair that was asked about before is not asked about again.
pub async fn ask_many(tx: &Tx, workspace: WorkspaceId, questions: &[Question]) -> Result<()> {
    use row::Column as C;
    let rows = questions.iter().map(|question| row::ActiveModel {
        id: Set(question.id.into()),
        workspace_id: Set(workspace.into()),
        one_id: Set(question.one.min(question.other).into()),
        other_id: Set(question.one.max(question.other).into()),
        likelihood: Set(question.likelihood),
        reasons: Set(text(&question.reasons)),
        answer: Set(None),
        answered_by: Set(None),
        asked_at: Set(to_ms(question.asked_at)),
        answered_at: Set(None),
    });
    batch::put(tx, rows.collect(), &OnConflict::columns([C::OneId, C::OtherId]).do_nothing().to_owned()).await
}

/// What waits for an answer, the likeliest first.
pub async fn open(conn: &impl Conn, workspace: WorkspaceId, most: u64) -> Result<Vec<Question>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Answer.is_null())
        .order_by_desc(row::Column::Likelihood)
        .order_by_asc(row::Column::Id)
        .limit(most)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(question).collect()
}

/// How many wait for an answer.
pub async fn count_open(conn: &impl Conn, workspace: WorkspaceId) -> Result<u64> {
    let query = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Answer.is_null());
    Ok(query.count(&conn.executor()).await?)
}

/// One that waits for an answer.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: PoolQuestionId) -> Result<Option<Question>> {
    let row = row::Entity::find_by_id(Uuid::from(id))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Answer.is_null())
        .one(&conn.executor())
        .await?;
    row.map(question).transpose()
}

/// Keeps an answer. `false` where somebody answered before.
pub async fn answer(
    tx: &Tx,
    workspace: WorkspaceId,
    id: PoolQuestionId,
    answer: Answer,
    by: &str,
    at: Timestamp,
) -> Result<bool> {
    let done = row::Entity::update_many()
        .col_expr(row::Column::Answer, Expr::value(answer.as_str()))
        .col_expr(row::Column::AnsweredBy, Expr::value(by))
        .col_expr(row::Column::AnsweredAt, Expr::value(to_ms(at)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .filter(row::Column::Answer.is_null())
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Those of these pairs of which somebody said that they are two people.
pub async fn kept_apart(
    conn: &impl Conn,
    workspace: WorkspaceId,
    profiles: &[ProfileId],
) -> Result<Vec<(ProfileId, ProfileId)>> {
    use row::Column as C;
    let ids = in_few_forms(profiles.iter().map(|id| Uuid::from(*id)));
    let rows: Vec<(Uuid, Uuid)> = row::Entity::find()
        .select_only()
        .columns([C::OneId, C::OtherId])
        .filter(C::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(C::Answer.eq(Answer::Different.as_str()))
        .filter(C::OneId.is_in(ids.clone()).or(C::OtherId.is_in(ids)))
        .into_tuple()
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(|(one, other)| (one.into(), other.into())).collect())
}

/// Takes questions about profiles away that are no more.
pub async fn forget(tx: &Tx, workspace: WorkspaceId, profiles: &[ProfileId]) -> Result<()> {
    let ids = in_few_forms(profiles.iter().map(|id| Uuid::from(*id)));
    row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::OneId.is_in(ids.clone()).or(row::Column::OtherId.is_in(ids)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}
