//! Each time that an applicant is asked a set of questions, and what they answered.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use model::{ApplicationId, FollowUpId, QuestionSetId, WorkspaceId, remote::Answer};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*, sea_query::OnConflict};

use super::set::Content;
use crate::{
    Conn, Tx,
    error::{Error, Result},
    hiring::batch::in_few_forms,
    integrations::{read, read_opt, text},
    time::{from_ms, to_ms},
};

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FollowUpState {
    /// The letter is not written yet.
    Due,
    /// The letter is written, and an answer may come.
    Asked,
    /// Answered.
    Answered,
    /// The time for an answer is over.
    Expired,
    /// Not asked, or not any more; why stands beside it.
    Withdrawn,
}

impl FollowUpState {
    const ALL: [Self; 5] = [Self::Due, Self::Asked, Self::Answered, Self::Expired, Self::Withdrawn];

    /// Its word, as it is kept.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Asked => "asked",
            Self::Answered => "answered",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

/// One time that an applicant is asked a set of questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// Its identifier.
    pub id: FollowUpId,
    /// Which set.
    pub set: QuestionSetId,
    /// Who is asked.
    pub application: ApplicationId,
    /// How far it is.
    pub state: FollowUpState,
    /// What is asked: as the set was when the letter was written.
    pub content: Content,
    /// When the application came to the stage.
    pub arrived_at: Timestamp,
    /// When the letter was written.
    pub asked_at: Option<Timestamp>,
    /// When the reminder was written.
    pub reminded_at: Option<Timestamp>,
    /// Until when an answer is taken.
    pub expires_at: Option<Timestamp>,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
    /// Why it was withdrawn, in a sentence.
    pub why: Option<String>,
    /// What was answered.
    pub answers: Vec<Answer>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "follow_up")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub question_set_id: Uuid,
        pub application_id: Uuid,
        pub state: String,
        pub content: String,
        pub arrived_at: i64,
        pub asked_at: Option<i64>,
        pub reminded_at: Option<i64>,
        pub expires_at: Option<i64>,
        pub answered_at: Option<i64>,
        pub why: Option<String>,
        pub answers: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for FollowUp {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        const WHAT: &str = "question to an applicant";
        Ok(Self {
            id: row.id.into(),
            set: row.question_set_id.into(),
            application: row.application_id.into(),
            state: FollowUpState::parse(&row.state).ok_or(Error::Unreadable(WHAT))?,
            content: read(&row.content, WHAT)?,
            arrived_at: from_ms(row.arrived_at),
            asked_at: row.asked_at.map(from_ms),
            reminded_at: row.reminded_at.map(from_ms),
            expires_at: row.expires_at.map(from_ms),
            answered_at: row.answered_at.map(from_ms),
            why: row.why,
            answers: read_opt(row.answers.as_deref(), WHAT)?.unwrap_or_default(),
        })
    }
}

fn active(workspace: WorkspaceId, one: &FollowUp) -> row::ActiveModel {
    row::ActiveModel {
        id: Set(one.id.into()),
        workspace_id: Set(workspace.into()),
        question_set_id: Set(one.set.into()),
        application_id: Set(one.application.into()),
        state: Set(one.state.as_str().into()),
        content: Set(text(&one.content)),
        arrived_at: Set(to_ms(one.arrived_at)),
        asked_at: Set(one.asked_at.map(to_ms)),
        reminded_at: Set(one.reminded_at.map(to_ms)),
        expires_at: Set(one.expires_at.map(to_ms)),
        answered_at: Set(one.answered_at.map(to_ms)),
        why: Set(one.why.clone()),
        answers: Set((!one.answers.is_empty()).then(|| text(&one.answers))),
    }
}

/// Keeps that somebody is to be asked. False where they were, or are to be, asked the same set already.
pub async fn insert(tx: &Tx, workspace: WorkspaceId, one: &FollowUp) -> Result<bool> {
    use row::Column as C;
    let once = OnConflict::columns([C::ApplicationId, C::QuestionSetId]).do_nothing().to_owned();
    let new = row::Entity::insert(active(workspace, one)).on_conflict(once);
    Ok(new.exec_without_returning(&tx.executor()).await? == 1)
}

/// Keeps how far it is, where it is still as far as the caller saw. False where another one was quicker.
pub async fn update(tx: &Tx, workspace: WorkspaceId, one: &FollowUp, seen: FollowUpState) -> Result<bool> {
    let done = row::Entity::update_many()
        .set(active(workspace, one))
        .filter(row::Column::Id.eq(Uuid::from(one.id)))
        .filter(row::Column::State.eq(seen.as_str()))
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

fn of_workspace(workspace: WorkspaceId) -> Select<row::Entity> {
    row::Entity::find().filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
}

/// One of them.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: FollowUpId) -> Result<Option<FollowUp>> {
    let query = of_workspace(workspace).filter(row::Column::Id.eq(Uuid::from(id)));
    query.one(&conn.executor()).await?.map(TryInto::try_into).transpose()
}

/// All that several applications are or were asked, the oldest first.
pub async fn of(
    conn: &impl Conn,
    workspace: WorkspaceId,
    applications: &[ApplicationId],
) -> Result<Vec<FollowUp>> {
    let rows = of_workspace(workspace)
        .filter(row::Column::ApplicationId.is_in(in_few_forms(applications.iter().map(|id| Uuid::from(*id)))))
        .order_by_asc(row::Column::ArrivedAt)
        .order_by_asc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// What several applicants answered by form, in the order that they were asked; one without an answer is left out.
pub async fn answers(
    conn: &impl Conn,
    workspace: WorkspaceId,
    applications: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Vec<Answer>>> {
    let rows = of_workspace(workspace)
        .filter(row::Column::ApplicationId.is_in(in_few_forms(applications.iter().map(|id| Uuid::from(*id)))))
        .filter(row::Column::State.eq(FollowUpState::Answered.as_str()))
        .order_by_asc(row::Column::AnsweredAt)
        .all(&conn.executor())
        .await?;
    let mut answers: HashMap<ApplicationId, Vec<Answer>> = HashMap::new();
    for row in rows {
        let one = FollowUp::try_from(row)?;
        answers.entry(one.application).or_default().extend(one.answers);
    }
    Ok(answers)
}

/// How many of a set are how far.
pub async fn tally(
    conn: &impl Conn,
    workspace: WorkspaceId,
    set: QuestionSetId,
) -> Result<BTreeMap<FollowUpState, u64>> {
    let rows: Vec<(String, i64)> = of_workspace(workspace)
        .select_only()
        .column(row::Column::State)
        .column_as(row::Column::Id.count(), "count")
        .filter(row::Column::QuestionSetId.eq(Uuid::from(set)))
        .group_by(row::Column::State)
        .into_tuple()
        .all(&conn.executor())
        .await?;
    let known = rows.into_iter().filter_map(|(word, count)| Some((FollowUpState::parse(&word)?, count)));
    Ok(known.map(|(state, count)| (state, count.try_into().unwrap_or(0))).collect())
}
