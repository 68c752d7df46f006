//! One person on the way into another system, with the ledger of what was done.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use model::{
    ConnectionId, ExportId, ExportItemId, ProfileId, WorkspaceId,
    handoff::Problem,
    push::{ExportLedger, ExportState},
};
use sea_orm::{
    ActiveValue::Set, Condition, QueryOrder, QuerySelect, entity::prelude::*, sea_query::OnConflict,
};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    hiring::batch::{self, in_few_forms},
    integrations::{read, read_opt, text},
    time::{from_ms, to_ms},
};

/// One person on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its identifier, which goes along with every write.
    pub id: ExportItemId,
    /// Of which sending.
    pub export: ExportId,
    /// Where to.
    pub connection: ConnectionId,
    /// Who.
    pub profile: ProfileId,
    /// Where it stands.
    pub state: ExportState,
    /// What was done.
    pub ledger: ExportLedger,
    /// Why it does not go on, where it doesn't.
    pub problem: Option<Problem>,
    /// When it is tried again by itself.
    pub next_try_at: Option<Timestamp>,
    /// How often it failed since it last went on.
    pub tries: i32,
    /// When it last changed.
    pub updated_at: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "crm_export_item")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub export_id: Uuid,
        pub connection_id: Uuid,
        pub profile_id: Uuid,
        pub state: String,
        pub ledger: String,
        pub problem: Option<String>,
        pub next_try_at: Option<i64>,
        pub tries: i32,
        pub updated_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Item {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        const WHAT: &str = "person of an export";
        Ok(Self {
            id: row.id.into(),
            export: row.export_id.into(),
            connection: row.connection_id.into(),
            profile: row.profile_id.into(),
            state: ExportState::parse(&row.state).ok_or(Error::Unreadable(WHAT))?,
            ledger: read(&row.ledger, WHAT)?,
            problem: read_opt(row.problem.as_deref(), WHAT)?,
            next_try_at: row.next_try_at.map(from_ms),
            tries: row.tries,
            updated_at: from_ms(row.updated_at),
        })
    }
}

/// Keeps new ones. Whoever is on the way to the same place already is left out.
pub async fn insert_many(tx: &Tx, workspace: WorkspaceId, items: &[Item]) -> Result<()> {
    let rows = items.iter().map(|item| row::ActiveModel {
        id: Set(item.id.into()),
        workspace_id: Set(workspace.into()),
        export_id: Set(item.export.into()),
        connection_id: Set(item.connection.into()),
        profile_id: Set(item.profile.into()),
        state: Set(item.state.as_str().into()),
        ledger: Set(text(&item.ledger)),
        problem: Set(item.problem.as_ref().map(text)),
        next_try_at: Set(None),
        tries: Set(0),
        updated_at: Set(to_ms(item.updated_at)),
    });
    batch::put(tx, rows.collect(), &OnConflict::new().do_nothing().to_owned()).await
}

/// Keeps a change, unless it is no longer in the state it was read in: `false` then, and nothing is changed.
pub async fn save(tx: &Tx, item: &Item, read_in: ExportState) -> Result<bool> {
    let done = row::Entity::update_many()
        .col_expr(row::Column::State, Expr::value(item.state.as_str()))
        .col_expr(row::Column::Ledger, Expr::value(text(&item.ledger)))
        .col_expr(row::Column::Problem, Expr::value(item.problem.as_ref().map(text)))
        .col_expr(row::Column::NextTryAt, Expr::value(item.next_try_at.map(to_ms)))
        .col_expr(row::Column::Tries, Expr::value(item.tries))
        .col_expr(row::Column::UpdatedAt, Expr::value(to_ms(item.updated_at)))
        .filter(row::Column::Id.eq(Uuid::from(item.id)))
        .filter(row::Column::State.eq(read_in.as_str()))
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

async fn many(conn: &impl Conn, query: Select<row::Entity>) -> Result<Vec<Item>> {
    query.all(&conn.executor()).await?.into_iter().map(TryInto::try_into).collect()
}

/// The next ones that are to go through a connection, in the order in which they came.
pub async fn next(
    conn: &impl Conn,
    connection: ConnectionId,
    now: Timestamp,
    most: u64,
) -> Result<Vec<Item>> {
    use row::Column as C;
    let due = Condition::any().add(C::NextTryAt.is_null()).add(C::NextTryAt.lte(to_ms(now)));
    let query = row::Entity::find()
        .filter(C::ConnectionId.eq(Uuid::from(connection)))
        .filter(C::State.eq(ExportState::Queued.as_str()))
        .filter(due)
        .order_by_asc(C::Id)
        .limit(most);
    many(conn, query).await
}

/// When the next one is to be tried again, where any is.
pub async fn next_try(conn: &impl Conn, connection: ConnectionId) -> Result<Option<Timestamp>> {
    use row::Column as C;
    let row = row::Entity::find()
        .filter(C::ConnectionId.eq(Uuid::from(connection)))
        .filter(C::State.eq(ExportState::Queued.as_str()))
        .filter(C::NextTryAt.is_not_null())
        .order_by_asc(C::NextTryAt)
        .one(&conn.executor())
        .await?;
    Ok(row.and_then(|row| row.next_try_at).map(from_ms))
}

/// The people of a sending, those first who wait for a person, a page at a time.
pub async fn of_export(
    conn: &impl Conn,
    workspace: WorkspaceId,
    export: ExportId,
    state: Option<ExportState>,
    most: u64,
    skip: u64,
) -> Result<Vec<Item>> {
    use row::Column as C;
    let mut query = row::Entity::find()
        .filter(C::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(C::ExportId.eq(Uuid::from(export)));
    if let Some(state) = state {
        query = query.filter(C::State.eq(state.as_str()));
    }
    many(conn, query.order_by_desc(C::State).order_by_asc(C::Id).limit(most).offset(skip)).await
}

/// How many of each state several sendings have.
pub async fn counts(
    conn: &impl Conn,
    workspace: WorkspaceId,
    exports: &[ExportId],
) -> Result<BTreeMap<ExportId, BTreeMap<&'static str, u64>>> {
    use row::Column as C;
    let rows: Vec<(Uuid, String, i64)> = row::Entity::find()
        .select_only()
        .columns([C::ExportId, C::State])
        .column_as(C::Id.count(), "many")
        .filter(C::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(C::ExportId.is_in(in_few_forms(exports.iter().map(|id| Uuid::from(*id)))))
        .group_by(C::ExportId)
        .group_by(C::State)
        .into_tuple()
        .all(&conn.executor())
        .await?;
    let mut counts: BTreeMap<ExportId, BTreeMap<&'static str, u64>> = BTreeMap::new();
    for (export, state, many) in rows {
        let state = ExportState::parse(&state).ok_or(Error::Unreadable("person of an export"))?;
        counts.entry(export.into()).or_default().insert(state.as_str(), many.unsigned_abs());
    }
    Ok(counts)
}

/// Those that wait for a person, the newest first.
pub async fn waiting(conn: &impl Conn, workspace: WorkspaceId, most: u64) -> Result<Vec<Item>> {
    use row::Column as C;
    let query = row::Entity::find()
        .filter(C::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(C::State.eq(ExportState::Waiting.as_str()))
        .order_by_desc(C::UpdatedAt)
        .limit(most);
    many(conn, query).await
}

/// Lets everything that waits at a connection, or in one sending of it, go on. Says how many.
pub async fn requeue(
    tx: &Tx,
    connection: ConnectionId,
    export: Option<ExportId>,
    at: Timestamp,
) -> Result<u64> {
    set_state(tx, connection, export, &[ExportState::Waiting], ExportState::Queued, at).await
}

/// Takes back what has not begun or waits. Says how many.
pub async fn cancel(tx: &Tx, connection: ConnectionId, export: ExportId, at: Timestamp) -> Result<u64> {
    let open = [ExportState::Queued, ExportState::Waiting];
    set_state(tx, connection, Some(export), &open, ExportState::Cancelled, at).await
}

async fn set_state(
    tx: &Tx,
    connection: ConnectionId,
    export: Option<ExportId>,
    from: &[ExportState],
    to: ExportState,
    at: Timestamp,
) -> Result<u64> {
    use row::Column as C;
    let mut change = row::Entity::update_many()
        .col_expr(C::State, Expr::value(to.as_str()))
        .col_expr(C::Problem, Expr::value(None::<String>))
        .col_expr(C::NextTryAt, Expr::value(None::<i64>))
        .col_expr(C::Tries, Expr::value(0))
        .col_expr(C::UpdatedAt, Expr::value(to_ms(at)))
        .filter(C::ConnectionId.eq(Uuid::from(connection)))
        .filter(C::State.is_in(from.iter().map(|state| state.as_str())));
    if let Some(export) = export {
        change = change.filter(C::ExportId.eq(Uuid::from(export)));
    }
    Ok(change.exec(&tx.executor()).await?.rows_affected)
}

/// Makes everything that is queued at a connection wait for a person, for one reason.
pub async fn stop_all(tx: &Tx, connection: ConnectionId, problem: &Problem, at: Timestamp) -> Result<u64> {
    use row::Column as C;
    let done = row::Entity::update_many()
        .col_expr(C::State, Expr::value(ExportState::Waiting.as_str()))
        .col_expr(C::Problem, Expr::value(Some(text(problem))))
        .col_expr(C::UpdatedAt, Expr::value(to_ms(at)))
        .filter(C::ConnectionId.eq(Uuid::from(connection)))
        .filter(C::State.eq(ExportState::Queued.as_str()))
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected)
}

/// Which of these people are on the way through a connection.
pub async fn on_the_way(
    conn: &impl Conn,
    connection: ConnectionId,
    profiles: &[ProfileId],
) -> Result<BTreeSet<ProfileId>> {
    use row::Column as C;
    let open = [ExportState::Queued, ExportState::Waiting];
    let ids: Vec<Uuid> = row::Entity::find()
        .select_only()
        .column(C::ProfileId)
        .filter(C::ConnectionId.eq(Uuid::from(connection)))
        .filter(C::ProfileId.is_in(in_few_forms(profiles.iter().map(|id| Uuid::from(*id)))))
        .filter(C::State.is_in(open.map(ExportState::as_str)))
        .into_tuple()
        .all(&conn.executor())
        .await?;
    Ok(ids.into_iter().map(Into::into).collect())
}

/// Takes away what is kept of people who are forgotten.
pub(super) async fn forget(tx: &Tx, workspace: WorkspaceId, profiles: &[ProfileId]) -> Result<()> {
    row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ProfileId.is_in(in_few_forms(profiles.iter().map(|id| Uuid::from(*id)))))
        .exec(&tx.executor())
        .await?;
    Ok(())
}
