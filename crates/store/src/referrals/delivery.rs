//! The way of a referred person into the job's system: where it stands, and the ledger of its steps.

use jiff::Timestamp;
use model::{
    ConnectionId, ReferralId, WorkspaceId,
    handoff::{HandoffState, Problem},
    referral::IntakeStep,
};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*, sea_query::OnConflict};
use serde_json::Value;

use crate::{
    Conn, Tx,
    error::{Error, Result},
    hiring::batch::in_few_forms,
    integrations::{read, read_opt, text},
    time::{from_ms, to_ms},
};

const WHAT: &str = "referral's delivery";

/// The way of one referred person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Of which referral.
    pub referral: ReferralId,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// Into which system; `None` into Gangway's own jobs.
    pub connection: Option<ConnectionId>,
    /// Where it stands.
    pub state: HandoffState,
    /// Goes along with every write, so that a repeat carries what its first try carried.
    pub vendor_key: String,
    /// How often it failed in a row.
    pub tries: i32,
    /// When it is tried again by itself.
    pub next_try_at: Option<Timestamp>,
    /// Why it does not go on, where it doesn't.
    pub problem: Option<Problem>,
    /// The person there.
    pub candidate_there: Option<String>,
    /// Their application there.
    pub application_there: Option<String>,
    /// When it began.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "referral_delivery")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub referral_id: Uuid,
        pub workspace_id: Uuid,
        pub connection_id: Option<Uuid>,
        pub state: String,
        pub vendor_key: String,
        pub tries: i32,
        pub next_try_at: Option<i64>,
        pub problem: Option<String>,
        pub candidate_there: Option<String>,
        pub application_there: Option<String>,
        pub created_at: i64,
        pub updated_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod step_row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "referral_step")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub referral_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub step: String,
        pub workspace_id: Uuid,
        pub result: String,
        pub at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Delivery {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            referral: row.referral_id.into(),
            workspace: row.workspace_id.into(),
            connection: row.connection_id.map(Into::into),
            state: HandoffState::parse(&row.state).ok_or(Error::Unreadable(WHAT))?,
            vendor_key: row.vendor_key,
            tries: row.tries,
            next_try_at: row.next_try_at.map(from_ms),
            problem: read_opt(row.problem.as_deref(), WHAT)?,
            candidate_there: row.candidate_there,
            application_there: row.application_there,
            created_at: from_ms(row.created_at),
            updated_at: from_ms(row.updated_at),
        })
    }
}

fn active(one: &Delivery) -> row::ActiveModel {
    row::ActiveModel {
        referral_id: Set(one.referral.into()),
        workspace_id: Set(one.workspace.into()),
        connection_id: Set(one.connection.map(Into::into)),
        state: Set(one.state.as_str().into()),
        vendor_key: Set(one.vendor_key.clone()),
        tries: Set(one.tries),
        next_try_at: Set(one.next_try_at.map(to_ms)),
        problem: Set(one.problem.as_ref().map(text)),
        candidate_there: Set(one.candidate_there.clone()),
        application_there: Set(one.application_there.clone()),
        created_at: Set(to_ms(one.created_at)),
        updated_at: Set(to_ms(one.updated_at)),
    }
}

/// Keeps a new one. False where the referral has one: a person is put forward once.
pub async fn insert(tx: &Tx, one: &Delivery) -> Result<bool> {
    let once = OnConflict::column(row::Column::ReferralId).do_nothing().to_owned();
    let new = row::Entity::insert(active(one)).on_conflict(once);
    Ok(new.exec_without_returning(&tx.executor()).await? == 1)
}

/// Keeps where it stands, where it is still where the caller saw it. False where another one was quicker.
pub async fn update(tx: &Tx, one: &Delivery, seen: HandoffState) -> Result<bool> {
    let done = row::Entity::update_many()
        .set(active(one))
        .filter(row::Column::ReferralId.eq(Uuid::from(one.referral)))
        .filter(row::Column::State.eq(seen.as_str()))
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

fn of_workspace(workspace: WorkspaceId) -> Select<row::Entity> {
    row::Entity::find().filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
}

async fn many(conn: &impl Conn, query: Select<row::Entity>) -> Result<Vec<Delivery>> {
    query.all(&conn.executor()).await?.into_iter().map(TryInto::try_into).collect()
}

/// The way of one referral's person, where they have agreed.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: ReferralId) -> Result<Option<Delivery>> {
    let query = of_workspace(workspace).filter(row::Column::ReferralId.eq(Uuid::from(id)));
    Ok(many(conn, query).await?.pop())
}

/// Those in one of some states, the oldest first.
pub async fn in_states(
    conn: &impl Conn,
    workspace: WorkspaceId,
    states: &[HandoffState],
    most: u64,
) -> Result<Vec<Delivery>> {
    let words = states.iter().map(|state| state.as_str());
    let query = of_workspace(workspace).filter(row::Column::State.is_in(words));
    many(conn, query.order_by_asc(row::Column::UpdatedAt).limit(most)).await
}

/// How many are in a state.
pub async fn count_in(conn: &impl Conn, workspace: WorkspaceId, state: HandoffState) -> Result<u64> {
    let query = of_workspace(workspace).filter(row::Column::State.eq(state.as_str()));
    Ok(query.count(&conn.executor()).await?)
}

/// Those that a connection carries and that wait for a person or for their time.
pub async fn waiting_for(
    conn: &impl Conn,
    workspace: WorkspaceId,
    there: ConnectionId,
) -> Result<Vec<Delivery>> {
    let query = of_workspace(workspace)
        .filter(row::Column::ConnectionId.eq(Uuid::from(there)))
        .filter(row::Column::State.is_in([HandoffState::Waiting.as_str(), HandoffState::Retrying.as_str()]));
    many(conn, query).await
}

/// Those whose application in a system is one of these.
pub async fn of_there(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
    applications: impl IntoIterator<Item = &str>,
) -> Result<Vec<Delivery>> {
    let query = of_workspace(workspace)
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .filter(row::Column::ApplicationThere.is_in(in_few_forms(applications)));
    many(conn, query).await
}

/// Whether anybody was put forward through a connection at all, so that most pages of a sync ask no more than this.
pub async fn any(conn: &impl Conn, workspace: WorkspaceId) -> Result<bool> {
    Ok(of_workspace(workspace).limit(1).one(&conn.executor()).await?.is_some())
}

/// What each step came to so far.
pub async fn ledger(
    conn: &impl Conn,
    workspace: WorkspaceId,
    id: ReferralId,
) -> Result<Vec<(IntakeStep, Value, Timestamp)>> {
    let rows = step_row::Entity::find()
        .filter(step_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(step_row::Column::ReferralId.eq(Uuid::from(id)))
        .all(&conn.executor())
        .await?;
    let mut steps = Vec::new();
    for row in rows {
        let step = IntakeStep::parse(&row.step).ok_or(Error::Unreadable(WHAT))?;
        steps.push((step, read(&row.result, WHAT)?, from_ms(row.at)));
    }
    steps.sort_by_key(|(step, ..)| *step);
    Ok(steps)
}

/// Keeps what a step came to.
pub async fn put_step(
    tx: &Tx,
    workspace: WorkspaceId,
    id: ReferralId,
    (step, result, at): (IntakeStep, &Value, Timestamp),
) -> Result<()> {
    use step_row::Column as C;
    let row = step_row::ActiveModel {
        referral_id: Set(id.into()),
        step: Set(step.as_str().into()),
        workspace_id: Set(workspace.into()),
        result: Set(result.to_string()),
        at: Set(to_ms(at)),
    };
    step_row::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([C::ReferralId, C::Step]).update_columns([C::Result, C::At]).to_owned(),
        )
        .exec_without_returning(&tx.executor())
        .await?;
    Ok(())
}

/// Forgets what the steps came to, so that they are done again with what a person corrected.
pub async fn forget_steps(tx: &Tx, workspace: WorkspaceId, id: ReferralId) -> Result<()> {
    step_row::Entity::delete_many()
        .filter(step_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(step_row::Column::ReferralId.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}
