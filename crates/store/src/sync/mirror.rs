//! The mirror: one row for each record of another system, which record here it is, and what we last knew of it.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use model::{ConnectionId, WorkspaceId, remote::RecordKind};
use sea_orm::{
    ActiveValue::Set,
    Iterable, QueryOrder, QuerySelect,
    entity::prelude::*,
    sea_query::{ExprTrait, OnConflict},
};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    Conn, Tx,
    error::{Error, Result},
    hiring::batch::{self, in_few_forms},
    integrations::read,
    time::{from_ms, to_ms},
};

/// What a row of the mirror is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A job.
    Job,
    /// A stage of a job, which is its parent.
    Stage,
    /// A person.
    Candidate,
    /// An application.
    Application,
    /// A field that the other system's administrators added.
    Field,
    /// A file of an application, which is its parent.
    File,
}

impl Kind {
    const ALL: [Self; 6] =
        [Self::Job, Self::Stage, Self::Candidate, Self::Application, Self::Field, Self::File];

    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Job => "job",
            Self::Stage => "stage",
            Self::Candidate => "candidate",
            Self::Application => "application",
            Self::Field => "field",
            Self::File => "file",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// What stands for the hash of a record whose person was erased here: it is never taken over again.
pub const ERASED: &str = "erased";

impl From<RecordKind> for Kind {
    fn from(kind: RecordKind) -> Self {
        match kind {
            RecordKind::Job => Self::Job,
            RecordKind::Candidate => Self::Candidate,
            RecordKind::Application => Self::Application,
        }
    }
}

/// A record of another system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mirror {
    /// Through which connection.
    pub connection: ConnectionId,
    /// What it is.
    pub kind: Kind,
    /// The record it belongs to there: the job of a stage, the application of a file; empty for others.
    pub parent: String,
    /// Its identifier there.
    pub external_id: String,
    /// The record here that it is; `None` where it could not be taken over.
    pub local: Option<Uuid>,
    /// Tells whether its content changed; empty where it was not taken over yet.
    pub hash: String,
    /// What we last knew there, in our terms.
    pub state: Value,
    /// When it was last changed there.
    pub updated_at: Option<Timestamp>,
    /// The walk that last saw it.
    pub seen_in: Option<Uuid>,
    /// When it was found to be gone there.
    pub gone_at: Option<Timestamp>,
    /// Why it could not be taken over, or is not shown any more.
    pub problem: Option<String>,
    /// The record as it came, where it could not be read.
    pub raw: Option<String>,
}

impl Mirror {
    /// Whether its person was erased here.
    pub fn is_erased(&self) -> bool {
        self.hash == ERASED
    }
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "mirror")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub connection_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub parent: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub external_id: String,
        pub workspace_id: Uuid,
        pub local_id: Option<Uuid>,
        pub hash: String,
        pub state: String,
        pub updated_at: Option<i64>,
        pub seen_in: Option<Uuid>,
        pub gone_at: Option<i64>,
        pub problem: Option<String>,
        pub raw: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Mirror {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            connection: row.connection_id.into(),
            kind: Kind::parse(&row.kind).ok_or(Error::Unreadable("mirror"))?,
            parent: row.parent,
            external_id: row.external_id,
            local: row.local_id,
            hash: row.hash,
            state: read(&row.state, "mirror")?,
            updated_at: row.updated_at.map(from_ms),
            seen_in: row.seen_in,
            gone_at: row.gone_at.map(from_ms),
            problem: row.problem,
            raw: row.raw,
        })
    }
}

/// Keeps rows, new or changed.
pub async fn put_many(tx: &Tx, workspace: WorkspaceId, rows: Vec<Mirror>) -> Result<()> {
    let rows = rows.into_iter().map(|mirror| row::ActiveModel {
        connection_id: Set(mirror.connection.into()),
        kind: Set(mirror.kind.as_str().into()),
        parent: Set(mirror.parent),
        external_id: Set(mirror.external_id),
        workspace_id: Set(workspace.into()),
        local_id: Set(mirror.local),
        hash: Set(mirror.hash),
        state: Set(mirror.state.to_string()),
        updated_at: Set(mirror.updated_at.map(to_ms)),
        seen_in: Set(mirror.seen_in),
        gone_at: Set(mirror.gone_at.map(to_ms)),
        problem: Set(mirror.problem),
        raw: Set(mirror.raw),
    });
    let key = [row::Column::ConnectionId, row::Column::Kind, row::Column::Parent, row::Column::ExternalId];
    let changes = row::Column::iter().filter(|column| {
        use row::Column as C;
        !matches!(column, C::ConnectionId | C::Kind | C::Parent | C::ExternalId | C::WorkspaceId)
    });
    let clash = OnConflict::columns(key).update_columns(changes).to_owned();
    batch::put(tx, rows.collect(), &clash).await
}

fn of_kind(connection: ConnectionId, kind: Kind) -> Select<row::Entity> {
    row::Entity::find()
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .filter(row::Column::Kind.eq(kind.as_str()))
}

async fn many(conn: &impl Conn, query: Select<row::Entity>) -> Result<Vec<Mirror>> {
    query.all(&conn.executor()).await?.into_iter().map(TryInto::try_into).collect()
}

/// Rows without a parent, by their identifiers there.
pub async fn of_external(
    conn: &impl Conn,
    connection: ConnectionId,
    kind: Kind,
    external_ids: impl IntoIterator<Item = &str>,
) -> Result<HashMap<String, Mirror>> {
    let query = of_kind(connection, kind)
        .filter(row::Column::Parent.eq(""))
        .filter(row::Column::ExternalId.is_in(in_few_forms(external_ids)));
    Ok(many(conn, query).await?.into_iter().map(|mirror| (mirror.external_id.clone(), mirror)).collect())
}

/// What it takes to find the record here that a record there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// As in [`Mirror`].
    pub parent: String,
    /// As in [`Mirror`].
    pub external_id: String,
    /// As in [`Mirror`].
    pub local: Option<Uuid>,
    /// When it was found to be gone there.
    pub gone: bool,
    /// It came in a form that could not be read.
    pub unread: bool,
    /// Its person was erased here.
    pub erased: bool,
}

async fn places(conn: &impl Conn, query: Select<row::Entity>) -> Result<Vec<Place>> {
    type Row = (String, String, Option<Uuid>, Option<i64>, Option<i32>, Option<i32>);
    let unread = Expr::case(row::Column::Raw.is_not_null(), 1);
    let erased = Expr::case(row::Column::Hash.eq(ERASED), 1);
    let rows: Vec<Row> = query
        .select_only()
        .columns([row::Column::Parent, row::Column::ExternalId, row::Column::LocalId, row::Column::GoneAt])
        .column_as(Expr::expr(unread), "unread")
        .column_as(Expr::expr(erased), "erased")
        .into_tuple()
        .all(&conn.executor())
        .await?;
    let place = |(parent, external_id, local, gone, unread, erased): Row| Place {
        parent,
        external_id,
        local,
        gone: gone.is_some(),
        unread: unread.is_some(),
        erased: erased.is_some(),
    };
    Ok(rows.into_iter().map(place).collect())
}

/// Which records here some records there are, by their identifiers there.
pub async fn places_of(
    conn: &impl Conn,
    connection: ConnectionId,
    kind: Kind,
    external_ids: impl IntoIterator<Item = &str>,
) -> Result<Vec<Place>> {
    let query = of_kind(connection, kind)
        .filter(row::Column::Parent.eq(""))
        .filter(row::Column::ExternalId.is_in(in_few_forms(external_ids)));
    places(conn, query).await
}

/// Which records here belong to several records there.
pub async fn places_within(
    conn: &impl Conn,
    connection: ConnectionId,
    kind: Kind,
    parents: impl IntoIterator<Item = &str>,
) -> Result<Vec<Place>> {
    places(conn, of_kind(connection, kind).filter(row::Column::Parent.is_in(in_few_forms(parents)))).await
}

/// Every row of a kind that there are few of, such as fields.
pub async fn all(conn: &impl Conn, connection: ConnectionId, kind: Kind) -> Result<Vec<Mirror>> {
    many(conn, of_kind(connection, kind)).await
}

/// What belongs to several records there: the stages of jobs, the files of applications.
pub async fn of_parents(
    conn: &impl Conn,
    connection: ConnectionId,
    kind: Kind,
    parents: impl IntoIterator<Item = &str>,
) -> Result<Vec<Mirror>> {
    many(conn, of_kind(connection, kind).filter(row::Column::Parent.is_in(in_few_forms(parents)))).await
}

/// Which records of other systems some records here are.
pub async fn of_local(
    conn: &impl Conn,
    workspace: WorkspaceId,
    kind: Kind,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<Mirror>> {
    let query = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Kind.eq(kind.as_str()))
        .filter(row::Column::LocalId.is_in(in_few_forms(ids)));
    many(conn, query).await
}

/// Notes that a walk saw these records.
pub async fn mark_seen(
    tx: &Tx,
    connection: ConnectionId,
    kind: Kind,
    external_ids: impl IntoIterator<Item = &str>,
    walk: Uuid,
) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::SeenIn, Expr::value(walk))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .filter(row::Column::Kind.eq(kind.as_str()))
        .filter(row::Column::Parent.eq(""))
        .filter(row::Column::ExternalId.is_in(in_few_forms(external_ids)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Notes that a record is gone there.
pub async fn set_gone(tx: &Tx, mirror: &Mirror, at: Timestamp) -> Result<()> {
    set(tx, mirror, row::ActiveModel { gone_at: Set(Some(to_ms(at))), ..Default::default() }).await
}

/// Notes why a record is not as it should be.
pub async fn set_problem(tx: &Tx, mirror: &Mirror, problem: Option<&str>) -> Result<()> {
    set(tx, mirror, row::ActiveModel { problem: Set(problem.map(Into::into)), ..Default::default() }).await
}

/// Notes what is now known there, after a change of ours arrived.
pub async fn set_state(tx: &Tx, mirror: &Mirror, state: &Value) -> Result<()> {
    set(tx, mirror, row::ActiveModel { state: Set(state.to_string()), ..Default::default() }).await
}

async fn set(tx: &Tx, mirror: &Mirror, change: row::ActiveModel) -> Result<()> {
    row::Entity::update_many()
        .set(change)
        .filter(row::Column::ConnectionId.eq(Uuid::from(mirror.connection)))
        .filter(row::Column::Kind.eq(mirror.kind.as_str()))
        .filter(row::Column::Parent.eq(mirror.parent.as_str()))
        .filter(row::Column::ExternalId.eq(mirror.external_id.as_str()))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// How many records of each kind are known and not gone.
pub async fn counts(conn: &impl Conn, connection: ConnectionId) -> Result<BTreeMap<Kind, u64>> {
    let rows: Vec<(String, i64)> = row::Entity::find()
        .select_only()
        .column(row::Column::Kind)
        .column_as(row::Column::Kind.count(), "known")
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .filter(row::Column::GoneAt.is_null())
        .group_by(row::Column::Kind)
        .into_tuple()
        .all(&conn.executor())
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(kind, known)| Some((Kind::parse(&kind)?, known.try_into().unwrap_or(0))))
        .collect())
}

fn unseen_in(connection: ConnectionId, kind: Kind, walk: Uuid) -> Select<row::Entity> {
    of_kind(connection, kind)
        .filter(row::Column::GoneAt.is_null())
        .filter(row::Column::SeenIn.is_null().or(row::Column::SeenIn.ne(walk)))
}

/// How many known records a walk did not see.
pub async fn count_unseen(conn: &impl Conn, connection: ConnectionId, kind: Kind, walk: Uuid) -> Result<u64> {
    Ok(unseen_in(connection, kind, walk).count(&conn.executor()).await?)
}

/// Known records that a walk did not see.
pub async fn unseen(
    conn: &impl Conn,
    connection: ConnectionId,
    kind: Kind,
    walk: Uuid,
    most: u64,
) -> Result<Vec<Mirror>> {
    let query = unseen_in(connection, kind, walk).order_by_asc(row::Column::ExternalId).limit(most);
    many(conn, query).await
}

/// Records that were read and could not be taken over, or files that were not fetched yet: without a hash.
pub async fn waiting(
    conn: &impl Conn,
    connection: ConnectionId,
    kind: Kind,
    most: u64,
) -> Result<Vec<Mirror>> {
    with_hash(conn, connection, kind, "", most).await
}

/// Records that are not gone and have this in place of a hash, which says why their content is not here.
pub async fn with_hash(
    conn: &impl Conn,
    connection: ConnectionId,
    kind: Kind,
    hash: &str,
    most: u64,
) -> Result<Vec<Mirror>> {
    many(conn, whose_hash_is(connection, kind, hash).order_by_asc(row::Column::ExternalId).limit(most)).await
}

/// How many records are not gone and have this in place of a hash.
pub async fn count_with_hash(
    conn: &impl Conn,
    connection: ConnectionId,
    kind: Kind,
    hash: &str,
) -> Result<u64> {
    Ok(whose_hash_is(connection, kind, hash).count(&conn.executor()).await?)
}

fn whose_hash_is(connection: ConnectionId, kind: Kind, hash: &str) -> Select<row::Entity> {
    of_kind(connection, kind)
        .filter(row::Column::Hash.eq(hash))
        .filter(row::Column::GoneAt.is_null())
        .filter(row::Column::Raw.is_null())
}
