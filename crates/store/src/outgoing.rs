//! Changes made here on their way to applications of another system.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use model::{
    ApplicationId, CandidateId, ConnectionId, OutgoingId, UserId, WorkspaceId,
    handoff::{HandoffState, Problem},
    note::Note,
    remote::{RemoteChange, RemoteValue},
};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    integrations::{read, read_opt, text},
    time::{from_ms, to_ms},
};

/// The slot of a move: of an application's moves that were not sent yet, only the last counts.
pub const MOVE: &str = "move";

/// A change on its way, as it is kept. It goes through the states of a hand-off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Its identifier, which makes its write recognisable there.
    pub id: OutgoingId,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// Where to.
    pub connection: ConnectionId,
    /// Whom it concerns.
    pub candidate: CandidateId,
    /// Their name, for lists.
    pub candidate_name: String,
    /// Which application here.
    pub application: ApplicationId,
    /// Which application there.
    pub external_application: String,
    /// What it is about: changes with the same one take each other's place before they are sent.
    pub slot: String,
    /// Its place among the application's changes, which are sent in order.
    pub position: i32,
    /// The change.
    pub change: RemoteChange,
    /// The change as people call it: `move to Interview`.
    pub told: String,
    /// Where it stands.
    pub state: HandoffState,
    /// Whether it may have been written there although no answer says so.
    pub unsure: bool,
    /// Grows with each save, so that nobody saves over what another saved meanwhile.
    pub version: i32,
    /// How often it failed since it was last taken up.
    pub tries: i32,
    /// When it is tried again by itself.
    pub next_try_at: Option<Timestamp>,
    /// Why it does not go on, where it doesn't.
    pub problem: Option<Problem>,
    /// The stage that the application was moved to there meanwhile, which stands against ours; empty where it could
    /// not be seen.
    pub theirs: Option<String>,
    /// What was lost or defaulted on the way.
    pub notes: Vec<Note>,
    /// What it made there, once it arrived.
    pub external_id: Option<String>,
    /// Who made the change, by name.
    pub created_by: String,
    /// Who made it, where it was a user.
    pub created_by_id: Option<UserId>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl Outgoing {
    /// Whether nothing of it can have reached the other system yet, so that it can still be changed or dropped.
    pub fn is_unsent(&self) -> bool {
        !self.unsure && self.state != HandoffState::Sending && !self.state.is_over()
    }
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "outgoing")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub connection_id: Uuid,
        pub candidate_id: Uuid,
        pub candidate_name: String,
        pub application_id: Uuid,
        pub external_application: String,
        pub slot: String,
        pub position: i32,
        pub change: String,
        pub told: String,
        pub state: String,
        pub unsure: bool,
        pub version: i32,
        pub tries: i32,
        pub next_try_at: Option<i64>,
        pub problem: Option<String>,
        pub theirs: Option<String>,
        pub notes: String,
        pub external_id: Option<String>,
        pub created_by: String,
        pub created_by_id: Option<Uuid>,
        pub created_at: i64,
        pub updated_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Outgoing {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        const WHAT: &str = "change on its way";
        Ok(Self {
            id: row.id.into(),
            workspace: row.workspace_id.into(),
            connection: row.connection_id.into(),
            candidate: row.candidate_id.into(),
            candidate_name: row.candidate_name,
            application: row.application_id.into(),
            external_application: row.external_application,
            slot: row.slot,
            position: row.position,
            change: read(&row.change, WHAT)?,
            told: row.told,
            state: HandoffState::parse(&row.state).ok_or(Error::Unreadable(WHAT))?,
            unsure: row.unsure,
            version: row.version,
            tries: row.tries,
            next_try_at: row.next_try_at.map(from_ms),
            problem: read_opt(row.problem.as_deref(), WHAT)?,
            theirs: row.theirs,
            notes: read(&row.notes, WHAT)?,
            external_id: row.external_id,
            created_by: row.created_by,
            created_by_id: row.created_by_id.map(Into::into),
            created_at: from_ms(row.created_at),
            updated_at: from_ms(row.updated_at),
        })
    }
}

/// The columns that change during its life.
fn changing(outgoing: &Outgoing) -> row::ActiveModel {
    row::ActiveModel {
        change: Set(text(&outgoing.change)),
        told: Set(outgoing.told.clone()),
        state: Set(outgoing.state.as_str().into()),
        unsure: Set(outgoing.unsure),
        tries: Set(outgoing.tries),
        next_try_at: Set(outgoing.next_try_at.map(to_ms)),
        problem: Set(outgoing.problem.as_ref().map(text)),
        theirs: Set(outgoing.theirs.clone()),
        notes: Set(text(&outgoing.notes)),
        external_id: Set(outgoing.external_id.clone()),
        created_by: Set(outgoing.created_by.clone()),
        created_by_id: Set(outgoing.created_by_id.map(Into::into)),
        updated_at: Set(to_ms(outgoing.updated_at)),
        ..Default::default()
    }
}

/// Keeps a new change behind the others of its application.
pub async fn insert(tx: &Tx, outgoing: &Outgoing) -> Result<()> {
    let last: Option<Option<i32>> = of_application_query(outgoing.workspace, outgoing.application)
        .select_only()
        .column_as(row::Column::Position.max(), "last")
        .into_tuple()
        .one(&tx.executor())
        .await?;
    row::ActiveModel {
        id: Set(outgoing.id.into()),
        workspace_id: Set(outgoing.workspace.into()),
        connection_id: Set(outgoing.connection.into()),
        candidate_id: Set(outgoing.candidate.into()),
        candidate_name: Set(outgoing.candidate_name.clone()),
        application_id: Set(outgoing.application.into()),
        external_application: Set(outgoing.external_application.clone()),
        slot: Set(outgoing.slot.clone()),
        position: Set(last.flatten().unwrap_or(0) + 1),
        version: Set(outgoing.version),
        created_at: Set(to_ms(outgoing.created_at)),
        ..changing(outgoing)
    }
    .insert(&tx.executor())
    .await?;
    Ok(())
}

/// Keeps what it became, unless another was quicker: `false` then, and nothing is changed.
pub async fn save(tx: &Tx, outgoing: &mut Outgoing) -> Result<bool> {
    let next = row::ActiveModel { version: Set(outgoing.version + 1), ..changing(outgoing) };
    let done = row::Entity::update_many()
        .set(next)
        .filter(row::Column::Id.eq(Uuid::from(outgoing.id)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(outgoing.workspace)))
        .filter(row::Column::Version.eq(outgoing.version))
        .exec(&tx.executor())
        .await?;
    outgoing.version += 1;
    Ok(done.rows_affected == 1)
}

fn of_workspace(workspace: WorkspaceId) -> Select<row::Entity> {
    row::Entity::find().filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
}

fn of_application_query(workspace: WorkspaceId, application: ApplicationId) -> Select<row::Entity> {
    of_workspace(workspace).filter(row::Column::ApplicationId.eq(Uuid::from(application)))
}

fn is_open() -> sea_orm::sea_query::SimpleExpr {
    let over = HandoffState::ALL.into_iter().filter(|state| state.is_over()).map(HandoffState::as_str);
    row::Column::State.is_not_in(over)
}

async fn many(conn: &impl Conn, query: Select<row::Entity>) -> Result<Vec<Outgoing>> {
    query.all(&conn.executor()).await?.into_iter().map(TryInto::try_into).collect()
}

/// One change.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: OutgoingId) -> Result<Option<Outgoing>> {
    let query = of_workspace(workspace).filter(row::Column::Id.eq(Uuid::from(id)));
    query.one(&conn.executor()).await?.map(TryInto::try_into).transpose()
}

/// Every change of an application, delivered ones too, in the order in which they are sent.
pub async fn of_application(
    conn: &impl Conn,
    workspace: WorkspaceId,
    application: ApplicationId,
) -> Result<Vec<Outgoing>> {
    let query = of_application_query(workspace, application)
        .order_by_asc(row::Column::Position)
        .order_by_asc(row::Column::Id);
    many(conn, query).await
}

/// The move of an application that is not over, where there is one: until it is, the stage here is the one to be.
pub async fn pending_move(
    conn: &impl Conn,
    workspace: WorkspaceId,
    application: ApplicationId,
) -> Result<Option<Outgoing>> {
    let query = of_application_query(workspace, application)
        .filter(row::Column::Slot.eq(MOVE))
        .filter(is_open())
        .order_by_desc(row::Column::Position);
    query.one(&conn.executor()).await?.map(TryInto::try_into).transpose()
}

/// Of these applications, those to which a move of ours was carried after a time.
pub async fn moved_since(
    conn: &impl Conn,
    workspace: WorkspaceId,
    applications: &[ApplicationId],
    at: Timestamp,
) -> Result<HashSet<ApplicationId>> {
    let query = of_workspace(workspace)
        .filter(row::Column::ApplicationId.is_in(applications.iter().map(|id| Uuid::from(*id))))
        .filter(row::Column::Slot.eq(MOVE))
        .filter(row::Column::State.eq(HandoffState::Delivered.as_str()))
        .filter(row::Column::UpdatedAt.gt(to_ms(at)));
    Ok(many(conn, query).await?.into_iter().map(|one| one.application).collect())
}

/// The values on their way for several applications, so that what is read there meanwhile does not undo them here.
pub async fn values(
    conn: &impl Conn,
    workspace: WorkspaceId,
    applications: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Vec<RemoteValue>>> {
    let query = of_workspace(workspace)
        .filter(row::Column::ApplicationId.is_in(applications.iter().map(|id| Uuid::from(*id))))
        .filter(is_open());
    let mut values: HashMap<ApplicationId, Vec<RemoteValue>> = HashMap::new();
    for one in many(conn, query.order_by_asc(row::Column::Position)).await? {
        if let RemoteChange::SetField(value) = one.change {
            let known = values.entry(one.application).or_default();
            known.retain(|other| other.field != value.field);
            known.push(value);
        }
    }
    Ok(values)
}

/// A candidate's changes, newest first.
pub async fn of_candidate(
    conn: &impl Conn,
    workspace: WorkspaceId,
    candidate: CandidateId,
    most: u64,
) -> Result<Vec<Outgoing>> {
    let query = of_workspace(workspace)
        .filter(row::Column::CandidateId.eq(Uuid::from(candidate)))
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Position)
        .limit(most);
    many(conn, query).await
}

/// Which changes a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those to this connection.
    pub connection: Option<ConnectionId>,
    /// Only those in these states; all where empty.
    pub states: Vec<HandoffState>,
}

/// The newest changes that a filter lets through.
pub async fn list(
    conn: &impl Conn,
    workspace: WorkspaceId,
    filter: &Filter,
    most: u64,
) -> Result<Vec<Outgoing>> {
    let mut query = of_workspace(workspace);
    if let Some(connection) = filter.connection {
        query = query.filter(row::Column::ConnectionId.eq(Uuid::from(connection)));
    }
    if !filter.states.is_empty() {
        query = query.filter(row::Column::State.is_in(filter.states.iter().map(|state| state.as_str())));
    }
    let query = query.order_by_desc(row::Column::CreatedAt).order_by_desc(row::Column::Position).limit(most);
    many(conn, query).await
}

/// What waits at a connection: every change that is not over, the oldest first.
pub async fn open_of(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
) -> Result<Vec<Outgoing>> {
    let query = of_workspace(workspace)
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .filter(is_open())
        .order_by_asc(row::Column::CreatedAt)
        .order_by_asc(row::Column::Position);
    many(conn, query).await
}

/// How many changes are in one state.
pub async fn count_in(conn: &impl Conn, workspace: WorkspaceId, state: HandoffState) -> Result<u64> {
    let query = of_workspace(workspace).filter(row::Column::State.eq(state.as_str()));
    Ok(query.count(&conn.executor()).await?)
}

/// Gives an application's changes to another candidate, when two records of one person become one.
pub async fn set_candidate(
    tx: &Tx,
    workspace: WorkspaceId,
    applications: &[ApplicationId],
    candidate: CandidateId,
) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::CandidateId, Expr::value(Uuid::from(candidate)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ApplicationId.is_in(applications.iter().map(|id| Uuid::from(*id))))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        integrations::tests::{CONNECTION, WORKSPACE, house, now},
        testing::fresh,
    };

    fn application() -> ApplicationId {
        Uuid::from_u128(9).into()
    }

    fn change(id: u128, slot: &str, state: HandoffState) -> Outgoing {
        Outgoing {
            id: Uuid::from_u128(id).into(),
            workspace: WORKSPACE,
            connection: CONNECTION,
            candidate: Uuid::from_u128(5).into(),
            candidate_name: "Ana Example".into(),
            application: application(),
            external_application: "7".into(),
            slot: slot.into(),
            position: 0,
            change: RemoteChange::Comment { text: "Good".into() },
            told: "comment".into(),
            state,
            unsure: false,
            version: 0,
            tries: 0,
            next_try_at: None,
            problem: None,
            theirs: None,
            notes: vec![],
            external_id: None,
            created_by: "Rafael Mendes".into(),
            created_by_id: None,
            created_at: now(),
            updated_at: now(),
        }
    }

    #[tokio::test]
    async fn changes_keep_their_order_and_the_quicker_save_counts() {
        for fresh in fresh().await {
            let db = &fresh.db;
            house(db).await;
            let tx = db.begin().await.unwrap();
            // The same moment and identifiers out of order: only the position tells.
            for (id, slot) in [(12, "a"), (11, MOVE), (10, "b")] {
                insert(&tx, &change(id, slot, HandoffState::Queued)).await.unwrap();
            }
            tx.commit().await.unwrap();
            let all = of_application(db, WORKSPACE, application()).await.unwrap();
            let slots: Vec<_> = all.iter().map(|one| (one.slot.as_str(), one.position)).collect();
            assert_eq!(slots, [("a", 1), (MOVE, 2), ("b", 3)]);
            let mut mine = all[1].clone();
            let mut yours = mine.clone();
            mine.state = HandoffState::Sending;
            yours.state = HandoffState::Cancelled;
            let tx = db.begin().await.unwrap();
            assert!(save(&tx, &mut mine).await.unwrap());
            assert!(!save(&tx, &mut yours).await.unwrap());
            tx.commit().await.unwrap();
            let pending = pending_move(db, WORKSPACE, application()).await.unwrap();
            assert_eq!(pending.as_ref(), Some(&mine));
            let mut over = pending.unwrap();
            over.state = HandoffState::Delivered;
            let tx = db.begin().await.unwrap();
            assert!(save(&tx, &mut over).await.unwrap());
            tx.commit().await.unwrap();
            assert_eq!(pending_move(db, WORKSPACE, application()).await.unwrap(), None);
            assert_eq!(open_of(db, WORKSPACE, CONNECTION).await.unwrap().len(), 2);
            let sent = Filter { connection: Some(CONNECTION), states: vec![HandoffState::Delivered] };
            assert_eq!(list(db, WORKSPACE, &sent, 9).await.unwrap(), [over]);
            let elsewhere = WorkspaceId(Uuid::from_u128(77));
            assert!(of_application(db, elsewhere, application()).await.unwrap().is_empty());
        }
    }
}
