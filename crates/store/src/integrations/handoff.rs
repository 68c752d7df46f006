//! Hand-offs: one sending of a hired candidate to an HR system.

use jiff::Timestamp;
use model::{
    ApplicationId, CandidateId, ConnectionId, HandoffId, UserId, WorkspaceId,
    handoff::{Decision, Difference, HandoffState, Problem},
    hire::{EmployeeMatch, HireRecord},
    note::Note,
};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*};
use uuid::Uuid;

use super::{read, read_opt, text};
use crate::{
    Conn, Tx,
    error::{Error, Result},
    time::{from_ms, to_ms},
};

/// A hand-off, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handoff {
    /// Its identifier.
    pub id: HandoffId,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// Who is sent.
    pub candidate: CandidateId,
    /// Their name when they were sent, for lists.
    pub candidate_name: String,
    /// For which application.
    pub application: ApplicationId,
    /// Where to.
    pub connection: ConnectionId,
    /// The others that were sent together with it.
    pub batch: Option<Uuid>,
    /// Where it stands.
    pub state: HandoffState,
    /// What is sent, field by field.
    pub record: HireRecord,
    /// Made by the form that asked, so that a second click asks for the same.
    pub request_key: String,
    /// Goes along with every write, so that a repeat carries what its first try carried.
    pub vendor_key: String,
    /// Who sent it, by name.
    pub created_by: String,
    /// Who sent it, where it was a user.
    pub created_by_id: Option<UserId>,
    /// When it was sent.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// The employee's identifier there, once it is known.
    pub external_id: Option<String>,
    /// The employee's page there.
    pub url: Option<String>,
    /// Why it does not go on, where it doesn't.
    pub problem: Option<Problem>,
    /// What the HR system holds otherwise than it was sent.
    pub differences: Vec<Difference>,
    /// What was lost, defaulted or remarked on the way.
    pub notes: Vec<Note>,
    /// When it is tried again by itself.
    pub next_try_at: Option<Timestamp>,
    /// How often it failed since it last went on.
    pub tries: i32,
    /// Whom the HR system already has that may be this person.
    pub matches: Vec<EmployeeMatch>,
    /// What a person decided about them.
    pub decision: Option<Decision>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "handoff")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub candidate_id: Uuid,
        pub candidate_name: String,
        pub application_id: Uuid,
        pub connection_id: Uuid,
        pub batch_id: Option<Uuid>,
        pub state: String,
        pub record: String,
        pub request_key: String,
        pub vendor_key: String,
        pub created_by: String,
        pub created_by_id: Option<Uuid>,
        pub created_at: i64,
        pub updated_at: i64,
        pub external_id: Option<String>,
        pub url: Option<String>,
        pub problem: Option<String>,
        pub differences: String,
        pub notes: String,
        pub next_try_at: Option<i64>,
        pub tries: i32,
        pub matches: String,
        pub decision: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Handoff {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        const WHAT: &str = "hand-off";
        Ok(Self {
            id: row.id.into(),
            workspace: row.workspace_id.into(),
            candidate: row.candidate_id.into(),
            candidate_name: row.candidate_name,
            application: row.application_id.into(),
            connection: row.connection_id.into(),
            batch: row.batch_id,
            state: HandoffState::parse(&row.state).ok_or(Error::Unreadable(WHAT))?,
            record: read(&row.record, WHAT)?,
            request_key: row.request_key,
            vendor_key: row.vendor_key,
            created_by: row.created_by,
            created_by_id: row.created_by_id.map(Into::into),
            created_at: from_ms(row.created_at),
            updated_at: from_ms(row.updated_at),
            external_id: row.external_id,
            url: row.url,
            problem: read_opt(row.problem.as_deref(), WHAT)?,
            differences: read(&row.differences, WHAT)?,
            notes: read(&row.notes, WHAT)?,
            next_try_at: row.next_try_at.map(from_ms),
            tries: row.tries,
            matches: read(&row.matches, WHAT)?,
            decision: read_opt(row.decision.as_deref(), WHAT)?,
        })
    }
}

/// The columns that change during a hand-off's life.
fn changing(handoff: &Handoff) -> row::ActiveModel {
    row::ActiveModel {
        state: Set(handoff.state.as_str().into()),
        record: Set(text(&handoff.record)),
        updated_at: Set(to_ms(handoff.updated_at)),
        external_id: Set(handoff.external_id.clone()),
        url: Set(handoff.url.clone()),
        problem: Set(handoff.problem.as_ref().map(text)),
        differences: Set(text(&handoff.differences)),
        notes: Set(text(&handoff.notes)),
        next_try_at: Set(handoff.next_try_at.map(to_ms)),
        tries: Set(handoff.tries),
        matches: Set(text(&handoff.matches)),
        decision: Set(handoff.decision.as_ref().map(text)),
        ..Default::default()
    }
}

/// Keeps a new hand-off.
///
/// # Errors
/// [`Error::Taken`] where this was asked for already, or the candidate is on the way there already.
pub async fn insert(tx: &Tx, handoff: &Handoff) -> Result<()> {
    row::ActiveModel {
        id: Set(handoff.id.into()),
        workspace_id: Set(handoff.workspace.into()),
        candidate_id: Set(handoff.candidate.into()),
        candidate_name: Set(handoff.candidate_name.clone()),
        application_id: Set(handoff.application.into()),
        connection_id: Set(handoff.connection.into()),
        batch_id: Set(handoff.batch),
        request_key: Set(handoff.request_key.clone()),
        vendor_key: Set(handoff.vendor_key.clone()),
        created_by: Set(handoff.created_by.clone()),
        created_by_id: Set(handoff.created_by_id.map(Into::into)),
        created_at: Set(to_ms(handoff.created_at)),
        ..changing(handoff)
    }
    .insert(&tx.executor())
    .await
    .map_err(|error| Error::from(error).taken_as("hand-off"))?;
    Ok(())
}

/// Keeps a change, unless the hand-off is no longer in the state it was read in: `false` then, and nothing
/// is changed.
pub async fn save(tx: &Tx, handoff: &Handoff, read_in: HandoffState) -> Result<bool> {
    let done = row::Entity::update_many()
        .set(changing(handoff))
        .filter(row::Column::Id.eq(Uuid::from(handoff.id)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(handoff.workspace)))
        .filter(row::Column::State.eq(read_in.as_str()))
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

fn of_workspace(workspace: WorkspaceId) -> Select<row::Entity> {
    row::Entity::find().filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
}

async fn one(conn: &impl Conn, query: Select<row::Entity>) -> Result<Option<Handoff>> {
    query.one(&conn.executor()).await?.map(TryInto::try_into).transpose()
}

async fn many(conn: &impl Conn, query: Select<row::Entity>) -> Result<Vec<Handoff>> {
    query.all(&conn.executor()).await?.into_iter().map(TryInto::try_into).collect()
}

/// One hand-off.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: HandoffId) -> Result<Option<Handoff>> {
    one(conn, of_workspace(workspace).filter(row::Column::Id.eq(Uuid::from(id)))).await
}

/// The hand-off that a request made.
pub async fn by_request(conn: &impl Conn, workspace: WorkspaceId, key: &str) -> Result<Option<Handoff>> {
    one(conn, of_workspace(workspace).filter(row::Column::RequestKey.eq(key))).await
}

/// The hand-off of a candidate through a connection that is not over; there is at most one.
pub async fn unfinished(
    conn: &impl Conn,
    workspace: WorkspaceId,
    candidate: CandidateId,
    connection: ConnectionId,
) -> Result<Option<Handoff>> {
    let query = of_workspace(workspace)
        .filter(row::Column::CandidateId.eq(Uuid::from(candidate)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .filter(is_open());
    one(conn, query).await
}

/// The newest hand-off through a connection.
pub async fn last_of(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
) -> Result<Option<Handoff>> {
    let query = of_workspace(workspace)
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Id);
    one(conn, query).await
}

/// What waits at a connection: every hand-off that is not over.
pub async fn open_of(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
) -> Result<Vec<Handoff>> {
    let query = of_workspace(workspace)
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .filter(is_open())
        .order_by_asc(row::Column::CreatedAt);
    many(conn, query).await
}

fn is_open() -> sea_orm::sea_query::SimpleExpr {
    let over = HandoffState::ALL.into_iter().filter(|state| state.is_over()).map(HandoffState::as_str);
    row::Column::State.is_not_in(over)
}

/// A candidate's hand-offs, newest first.
pub async fn of_candidate(
    conn: &impl Conn,
    workspace: WorkspaceId,
    candidate: CandidateId,
) -> Result<Vec<Handoff>> {
    let query = of_workspace(workspace)
        .filter(row::Column::CandidateId.eq(Uuid::from(candidate)))
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Id);
    many(conn, query).await
}

/// Which hand-offs a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those in these states; all where empty.
    pub states: Vec<HandoffState>,
    /// Only those sent together.
    pub batch: Option<Uuid>,
    /// Only those through this connection.
    pub connection: Option<ConnectionId>,
}

impl Filter {
    fn select(&self, workspace: WorkspaceId) -> Select<row::Entity> {
        let mut query = of_workspace(workspace);
        if !self.states.is_empty() {
            query = query.filter(row::Column::State.is_in(self.states.iter().map(|state| state.as_str())));
        }
        if let Some(batch) = self.batch {
            query = query.filter(row::Column::BatchId.eq(batch));
        }
        if let Some(connection) = self.connection {
            query = query.filter(row::Column::ConnectionId.eq(Uuid::from(connection)));
        }
        query
    }
}

/// The newest hand-offs that a filter lets through.
pub async fn list(
    conn: &impl Conn,
    workspace: WorkspaceId,
    filter: &Filter,
    most: u64,
    skip: u64,
) -> Result<Vec<Handoff>> {
    let query = filter
        .select(workspace)
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Id)
        .offset(skip)
        .limit(most);
    many(conn, query).await
}

/// How many hand-offs are in one state.
pub async fn count_in(conn: &impl Conn, workspace: WorkspaceId, state: HandoffState) -> Result<u64> {
    let query = of_workspace(workspace).filter(row::Column::State.eq(state.as_str()));
    Ok(query.count(&conn.executor()).await?)
}

/// How many hand-offs that a filter lets through, whatever their state, are in each; states without any are left out.
pub async fn counts(
    conn: &impl Conn,
    workspace: WorkspaceId,
    filter: &Filter,
) -> Result<Vec<(HandoffState, u64)>> {
    let rows: Vec<(String, i64)> = Filter { states: vec![], ..filter.clone() }
        .select(workspace)
        .select_only()
        .column(row::Column::State)
        .column_as(row::Column::Id.count(), "n")
        .group_by(row::Column::State)
        .into_tuple()
        .all(&conn.executor())
        .await?;
    rows.into_iter()
        .map(|(state, n)| {
            let state = HandoffState::parse(&state).ok_or(Error::Unreadable("hand-off"))?;
            Ok((state, u64::try_from(n).unwrap_or(0)))
        })
        .collect()
}
