//! One employee's referral of one person for one job, from the request on.

use jiff::Timestamp;
use model::{
    ApplicationId, CandidateId, ContactId, JobId, ReferralId, UserId, WorkspaceId,
    referral::{Answer, Channel, Ineligible, Person, State},
};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    hiring::batch::in_few_forms,
    integrations::{read, text},
    time::{from_ms, to_ms},
};

/// One referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referral {
    /// Its identifier.
    pub id: ReferralId,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// For which job.
    pub job: JobId,
    /// Who knows the person.
    pub employee: UserId,
    /// Whom of the employee's contacts it is about, where it is one.
    pub contact: Option<ContactId>,
    /// Who asked, where somebody did.
    pub asked_by: Option<UserId>,
    /// Where it stands.
    pub state: State,
    /// How often it was changed: whoever changes it names the version they saw.
    pub version: i32,
    /// What the employee answered.
    pub answer: Option<Answer>,
    /// By which way.
    pub answered_via: Option<Channel>,
    /// Why it can't count, where it can't.
    pub reason: Option<Ineligible>,
    /// Who the person is; empty before the employee agreed, unless the recruiter knew.
    pub person: Person,
    /// What the recruiter wrote to the employee, or the employee of the person.
    pub note: String,
    /// By what a second request for the same person is seen.
    pub subject_key: String,
    /// The person here, once they are one of the candidates.
    pub candidate: Option<CandidateId>,
    /// Their application here.
    pub application: Option<ApplicationId>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// When the employee was written to.
    pub told_at: Option<Timestamp>,
    /// Until when an answer is waited for.
    pub due_at: Option<Timestamp>,
    /// How often they were reminded.
    pub reminders: i32,
    /// When they were last reminded.
    pub reminded_at: Option<Timestamp>,
    /// When they answered.
    pub answered_at: Option<Timestamp>,
    /// When the person was written to.
    pub sent_at: Option<Timestamp>,
    /// When the person followed the link.
    pub opened_at: Option<Timestamp>,
    /// When the person agreed to be put forward.
    pub applied_at: Option<Timestamp>,
    /// When the person was hired.
    pub hired_at: Option<Timestamp>,
    /// When the fallback was written.
    pub fallback_at: Option<Timestamp>,
}

impl Referral {
    /// A referral to which nothing has happened.
    pub fn new(
        id: ReferralId,
        workspace: WorkspaceId,
        (job, employee): (JobId, UserId),
        subject_key: String,
        at: Timestamp,
    ) -> Self {
        Self {
            id,
            workspace,
            job,
            employee,
            contact: None,
            asked_by: None,
            state: State::Suggested,
            version: 0,
            answer: None,
            answered_via: None,
            reason: None,
            person: Person::default(),
            note: String::new(),
            subject_key,
            candidate: None,
            application: None,
            created_at: at,
            changed_at: at,
            told_at: None,
            due_at: None,
            reminders: 0,
            reminded_at: None,
            answered_at: None,
            sent_at: None,
            opened_at: None,
            applied_at: None,
            hired_at: None,
            fallback_at: None,
        }
    }
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "referral")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub job_id: Uuid,
        pub employee_id: Uuid,
        pub contact_id: Option<Uuid>,
        pub asked_by: Option<Uuid>,
        pub state: String,
        pub version: i32,
        pub answer: Option<String>,
        pub answered_via: Option<String>,
        pub reason: Option<String>,
        pub person: String,
        pub note: String,
        pub subject_key: String,
        pub candidate_id: Option<Uuid>,
        pub application_id: Option<Uuid>,
        pub created_at: i64,
        pub changed_at: i64,
        pub told_at: Option<i64>,
        pub due_at: Option<i64>,
        pub reminders: i32,
        pub reminded_at: Option<i64>,
        pub answered_at: Option<i64>,
        pub sent_at: Option<i64>,
        pub opened_at: Option<i64>,
        pub applied_at: Option<i64>,
        pub hired_at: Option<i64>,
        pub fallback_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Referral {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        const WHAT: &str = "referral";
        fn word<T>(word: Option<String>, parse: fn(&str) -> Option<T>) -> Result<Option<T>> {
            word.map(|word| parse(&word).ok_or(Error::Unreadable(WHAT))).transpose()
        }
        Ok(Self {
            id: row.id.into(),
            workspace: row.workspace_id.into(),
            job: row.job_id.into(),
            employee: row.employee_id.into(),
            contact: row.contact_id.map(Into::into),
            asked_by: row.asked_by.map(Into::into),
            state: State::parse(&row.state).ok_or(Error::Unreadable(WHAT))?,
            version: row.version,
            answer: word(row.answer, Answer::parse)?,
            answered_via: word(row.answered_via, Channel::parse)?,
            reason: word(row.reason, Ineligible::parse)?,
            person: read(&row.person, WHAT)?,
            note: row.note,
            subject_key: row.subject_key,
            candidate: row.candidate_id.map(Into::into),
            application: row.application_id.map(Into::into),
            created_at: from_ms(row.created_at),
            changed_at: from_ms(row.changed_at),
            told_at: row.told_at.map(from_ms),
            due_at: row.due_at.map(from_ms),
            reminders: row.reminders,
            reminded_at: row.reminded_at.map(from_ms),
            answered_at: row.answered_at.map(from_ms),
            sent_at: row.sent_at.map(from_ms),
            opened_at: row.opened_at.map(from_ms),
            applied_at: row.applied_at.map(from_ms),
            hired_at: row.hired_at.map(from_ms),
            fallback_at: row.fallback_at.map(from_ms),
        })
    }
}

fn active(one: &Referral) -> row::ActiveModel {
    row::ActiveModel {
        id: Set(one.id.into()),
        workspace_id: Set(one.workspace.into()),
        job_id: Set(one.job.into()),
        employee_id: Set(one.employee.into()),
        contact_id: Set(one.contact.map(Into::into)),
        asked_by: Set(one.asked_by.map(Into::into)),
        state: Set(one.state.as_str().into()),
        version: Set(one.version),
        answer: Set(one.answer.map(|answer| answer.as_str().into())),
        answered_via: Set(one.answered_via.map(|channel| channel.as_str().into())),
        reason: Set(one.reason.map(|reason| reason.as_str().into())),
        person: Set(text(&one.person)),
        note: Set(one.note.clone()),
        subject_key: Set(one.subject_key.clone()),
        candidate_id: Set(one.candidate.map(Into::into)),
        application_id: Set(one.application.map(Into::into)),
        created_at: Set(to_ms(one.created_at)),
        changed_at: Set(to_ms(one.changed_at)),
        told_at: Set(one.told_at.map(to_ms)),
        due_at: Set(one.due_at.map(to_ms)),
        reminders: Set(one.reminders),
        reminded_at: Set(one.reminded_at.map(to_ms)),
        answered_at: Set(one.answered_at.map(to_ms)),
        sent_at: Set(one.sent_at.map(to_ms)),
        opened_at: Set(one.opened_at.map(to_ms)),
        applied_at: Set(one.applied_at.map(to_ms)),
        hired_at: Set(one.hired_at.map(to_ms)),
        fallback_at: Set(one.fallback_at.map(to_ms)),
    }
}

/// Keeps a new referral. False where the employee has one of the same person for the same job.
pub async fn insert(tx: &Tx, one: &Referral) -> Result<bool> {
    let once = OnConflict::new().do_nothing().to_owned();
    let new = row::Entity::insert(active(one)).on_conflict(once);
    Ok(new.exec_without_returning(&tx.executor()).await? == 1)
}

/// Keeps a changed referral, where it is still in the version that the caller saw. False where another was quicker.
pub async fn update(tx: &Tx, one: &mut Referral) -> Result<bool> {
    let seen = one.version;
    one.version += 1;
    let done = row::Entity::update_many()
        .set(active(one))
        .filter(row::Column::Id.eq(Uuid::from(one.id)))
        .filter(row::Column::Version.eq(seen))
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

fn of_workspace(workspace: WorkspaceId) -> Select<row::Entity> {
    row::Entity::find().filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
}

async fn many(conn: &impl Conn, query: Select<row::Entity>) -> Result<Vec<Referral>> {
    query.all(&conn.executor()).await?.into_iter().map(TryInto::try_into).collect()
}

/// One referral.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: ReferralId) -> Result<Option<Referral>> {
    let query = of_workspace(workspace).filter(row::Column::Id.eq(Uuid::from(id)));
    query.one(&conn.executor()).await?.map(TryInto::try_into).transpose()
}

/// One referral in whichever workspace: a messenger's button names the referral alone.
pub async fn anywhere(conn: &impl Conn, id: ReferralId) -> Result<Option<Referral>> {
    row::Entity::find_by_id(Uuid::from(id)).one(&conn.executor()).await?.map(TryInto::try_into).transpose()
}

/// Which referrals a list holds.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of this employee.
    pub employee: Option<UserId>,
    /// For this job.
    pub job: Option<JobId>,
    /// That stand in one of these states; in any where empty.
    pub states: Vec<State>,
}

fn filtered(workspace: WorkspaceId, filter: &Filter) -> Select<row::Entity> {
    let mut query = of_workspace(workspace);
    if let Some(employee) = filter.employee {
        query = query.filter(row::Column::EmployeeId.eq(Uuid::from(employee)));
    }
    if let Some(job) = filter.job {
        query = query.filter(row::Column::JobId.eq(Uuid::from(job)));
    }
    if !filter.states.is_empty() {
        let words = filter.states.iter().map(|state| state.as_str());
        query = query.filter(row::Column::State.is_in(words));
    }
    query
}

/// Referrals, the newest first.
pub async fn list(
    conn: &impl Conn,
    workspace: WorkspaceId,
    filter: &Filter,
    most: u64,
    skip: u64,
) -> Result<Vec<Referral>> {
    let query = filtered(workspace, filter)
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Id)
        .limit(most)
        .offset(skip);
    many(conn, query).await
}

/// How many referrals a list without an end would hold.
pub async fn count(conn: &impl Conn, workspace: WorkspaceId, filter: &Filter) -> Result<u64> {
    Ok(filtered(workspace, filter).count(&conn.executor()).await?)
}

/// The referrals by which some applications came.
pub async fn of_applications(
    conn: &impl Conn,
    workspace: WorkspaceId,
    ids: impl IntoIterator<Item = ApplicationId>,
) -> Result<Vec<Referral>> {
    let ids = in_few_forms(ids.into_iter().map(Uuid::from));
    many(conn, of_workspace(workspace).filter(row::Column::ApplicationId.is_in(ids))).await
}

/// The referrals of a person.
pub async fn of_candidate(
    conn: &impl Conn,
    workspace: WorkspaceId,
    id: CandidateId,
) -> Result<Vec<Referral>> {
    let query = of_workspace(workspace).filter(row::Column::CandidateId.eq(Uuid::from(id)));
    many(conn, query.order_by_asc(row::Column::CreatedAt)).await
}
