//! Records that messages named and that are still to be fetched: one row a record, however many messages name it.

use jiff::Timestamp;
use model::{ConnectionId, WorkspaceId, remote::RecordKind};
use sea_orm::{
    ActiveValue::Set,
    QuerySelect,
    entity::prelude::*,
    sea_query::{ExprTrait, OnConflict},
};
use sha2::{Digest, Sha256};

use crate::{
    Conn, Db, Tx,
    error::{Error, Result},
    time::{from_ms, to_ms},
};

/// A record that is to be fetched afresh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Made of what it names, by [`id`].
    pub id: Uuid,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// Through which connection the record is read.
    pub connection: ConnectionId,
    /// What kind of record.
    pub kind: RecordKind,
    /// Its identifier there.
    pub external_id: String,
    /// Since when it waits.
    pub since: Timestamp,
    /// How often it was asked for, so that whoever fetched it knows whether a message came meanwhile.
    pub asked: i32,
    /// How often it failed since it was last asked for.
    pub tries: i32,
    /// Why it was not fetched yet, where something stood against it.
    pub problem: Option<String>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "hook_hint")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub connection_id: Uuid,
        pub kind: String,
        pub external_id: String,
        pub since: i64,
        pub asked: i32,
        pub tries: i32,
        pub problem: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Hint {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            id: row.id,
            workspace: row.workspace_id.into(),
            connection: row.connection_id.into(),
            kind: RecordKind::parse(&row.kind).ok_or(Error::Unreadable("hint"))?,
            external_id: row.external_id,
            since: from_ms(row.since),
            asked: row.asked,
            tries: row.tries,
            problem: row.problem,
        })
    }
}

/// The identifier of the hint for a record: the same for everyone who names it, so that hints meet in one row.
pub fn id(connection: ConnectionId, kind: RecordKind, external_id: &str) -> Uuid {
    let named = Sha256::new()
        .chain_update(Uuid::from(connection).as_bytes())
        .chain_update(kind.as_str())
        .chain_update([0])
        .chain_update(external_id)
        .finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&named[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Asks for a record. Says whether nobody had asked before, so that it needs a task.
pub async fn ask(
    tx: &Tx,
    workspace: WorkspaceId,
    connection: ConnectionId,
    (kind, external_id): &(RecordKind, String),
    at: Timestamp,
) -> Result<bool> {
    let row = row::ActiveModel {
        id: Set(id(connection, *kind, external_id)),
        workspace_id: Set(workspace.into()),
        connection_id: Set(connection.into()),
        kind: Set(kind.as_str().into()),
        external_id: Set(external_id.clone()),
        since: Set(to_ms(at)),
        asked: Set(1),
        tries: Set(0),
        problem: Set(None),
    };
    let once_more = Expr::col((row::Entity, row::Column::Asked)).add(1);
    let kept = row::Entity::insert(row)
        .on_conflict(OnConflict::column(row::Column::Id).value(row::Column::Asked, once_more).to_owned())
        .exec_with_returning(&tx.executor())
        .await?;
    Ok(kept.asked == 1)
}

/// One hint.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: Uuid) -> Result<Option<Hint>> {
    row::Entity::find_by_id(id)
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?
        .map(TryInto::try_into)
        .transpose()
}

/// Everything that is to be fetched through a connection.
pub async fn of_connection(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: ConnectionId,
) -> Result<Vec<Hint>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Forgets what waits since before a time: whoever reads everything has seen it many times since.
pub async fn prune(db: &Db, before: Timestamp) -> Result<u64> {
    let tx = db.begin().await?;
    let done =
        row::Entity::delete_many().filter(row::Column::Since.lt(to_ms(before))).exec(&tx.executor()).await?;
    tx.commit().await?;
    Ok(done.rows_affected)
}

/// Which of these still wait.
pub async fn waiting(conn: &impl Conn, workspace: WorkspaceId, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    Ok(row::Entity::find()
        .select_only()
        .column(row::Column::Id)
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(&conn.executor())
        .await?)
}

/// Takes a hint away whose record was fetched. `false` where it was asked for again meanwhile: it stays, and the
/// record is fetched once more.
pub async fn settle(tx: &Tx, hint: &Hint) -> Result<bool> {
    let done = row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(hint.workspace)))
        .filter(row::Column::Id.eq(hint.id))
        .filter(row::Column::Asked.eq(hint.asked))
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Takes away everything that was to be fetched through a connection that is no more.
pub async fn drop_all(tx: &Tx, workspace: WorkspaceId, connection: ConnectionId) -> Result<()> {
    row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ConnectionId.eq(Uuid::from(connection)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Says why a record was not fetched.
pub async fn set_problem(tx: &Tx, hint: &Hint, tries: i32, problem: &str) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::Tries, Expr::value(tries))
        .col_expr(row::Column::Problem, Expr::value(problem))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(hint.workspace)))
        .filter(row::Column::Id.eq(hint.id))
        .exec(&tx.executor())
        .await?;
    Ok(())
}
