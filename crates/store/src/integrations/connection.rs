//! Connections to other systems: settings, sealed secrets, health.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{
    ConnectionId, WorkspaceId,
    connection::{CheckReport, ConnectionStatus, SendOptions},
    hire::Source,
    workspace::WorkspaceKind,
};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*};

use super::{read, read_opt, text};
use crate::{
    Conn, Tx,
    error::{Error, Result},
    time::{from_ms, to_ms},
};

/// A connection, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Its identifier.
    pub id: ConnectionId,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// The vendor's short name.
    pub vendor: String,
    /// The name people read; unique among the connections in use.
    pub name: String,
    /// Whether its account is for real; a workspace of the other kind can't use it.
    pub kind: WorkspaceKind,
    /// Whether it is used.
    pub status: ConnectionStatus,
    /// What the form asked for that is not secret.
    pub settings: BTreeMap<String, String>,
    /// The secrets by credential key, sealed.
    pub secrets: BTreeMap<String, String>,
    /// When the vendor last answered as it should.
    pub last_good_at: Option<Timestamp>,
    /// What last went wrong, and when; gone once the vendor answers well again.
    pub last_problem: Option<(Timestamp, String)>,
    /// What the last test found about the key.
    pub report: Option<CheckReport>,
    /// When it was last tested.
    pub checked_at: Option<Timestamp>,
    /// No call before this time: the vendor asked for a pause, which all nodes keep.
    pub paused_until: Option<Timestamp>,
    /// Keys of the form's fields that the administrator requires.
    pub required: Vec<String>,
    /// Where the form's fields are filled from, where the administrator chose otherwise than the form.
    pub mapping: BTreeMap<String, Source>,
    /// What goes along with a hire, and whether it goes by itself.
    pub options: SendOptions,
    /// When it was made.
    pub created_at: Timestamp,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "connection")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub vendor: String,
        pub name: String,
        pub kind: String,
        pub status: String,
        pub settings: String,
        pub secrets: String,
        pub last_good_at: Option<i64>,
        pub last_problem: Option<String>,
        pub last_problem_at: Option<i64>,
        pub report: Option<String>,
        pub checked_at: Option<i64>,
        pub paused_until: Option<i64>,
        pub required: String,
        pub mapping: String,
        pub options: String,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Connection {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        const WHAT: &str = "connection";
        Ok(Self {
            id: row.id.into(),
            workspace: row.workspace_id.into(),
            vendor: row.vendor,
            name: row.name,
            kind: WorkspaceKind::parse(&row.kind),
            status: ConnectionStatus::parse(&row.status).ok_or(Error::Unreadable(WHAT))?,
            settings: read(&row.settings, WHAT)?,
            secrets: read(&row.secrets, WHAT)?,
            last_good_at: row.last_good_at.map(from_ms),
            last_problem: row.last_problem_at.map(from_ms).zip(row.last_problem),
            report: read_opt(row.report.as_deref(), WHAT)?,
            checked_at: row.checked_at.map(from_ms),
            paused_until: row.paused_until.map(from_ms),
            required: read(&row.required, WHAT)?,
            mapping: read(&row.mapping, WHAT)?,
            options: read(&row.options, WHAT)?,
            created_at: from_ms(row.created_at),
        })
    }
}

/// Keeps a new connection.
///
/// # Errors
/// [`Error::Taken`] where another one in use has the name.
pub async fn insert(tx: &Tx, connection: &Connection) -> Result<()> {
    row::ActiveModel {
        id: Set(connection.id.into()),
        workspace_id: Set(connection.workspace.into()),
        vendor: Set(connection.vendor.clone()),
        name: Set(connection.name.clone()),
        kind: Set(connection.kind.as_str().into()),
        status: Set(connection.status.as_str().into()),
        settings: Set(text(&connection.settings)),
        secrets: Set(text(&connection.secrets)),
        last_good_at: Set(connection.last_good_at.map(to_ms)),
        last_problem: Set(connection.last_problem.as_ref().map(|(_, sentence)| sentence.clone())),
        last_problem_at: Set(connection.last_problem.as_ref().map(|(at, _)| to_ms(*at))),
        report: Set(connection.report.as_ref().map(text)),
        checked_at: Set(connection.checked_at.map(to_ms)),
        paused_until: Set(connection.paused_until.map(to_ms)),
        required: Set(text(&connection.required)),
        mapping: Set(text(&connection.mapping)),
        options: Set(text(&connection.options)),
        created_at: Set(to_ms(connection.created_at)),
    }
    .insert(&tx.executor())
    .await
    .map_err(|error| Error::from(error).taken_as("name of a connection"))?;
    Ok(())
}

/// One connection.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: ConnectionId) -> Result<Option<Connection>> {
    row::Entity::find_by_id(Uuid::from(id))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?
        .map(TryInto::try_into)
        .transpose()
}

/// A connection by its identifier alone: a message from outside names no workspace.
pub async fn anywhere(conn: &impl Conn, id: ConnectionId) -> Result<Option<Connection>> {
    row::Entity::find_by_id(Uuid::from(id)).one(&conn.executor()).await?.map(TryInto::try_into).transpose()
}

/// Every connection of a workspace, the disconnected too, by name.
pub async fn all(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<Connection>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .order_by_asc(row::Column::Name)
        .order_by_asc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// How many connections have one status.
pub async fn count_in(conn: &impl Conn, workspace: WorkspaceId, status: ConnectionStatus) -> Result<u64> {
    Ok(row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Status.eq(status.as_str()))
        .count(&conn.executor())
        .await?)
}

/// The connections in use of every workspace, each with when it was last tested.
pub async fn tested(conn: &impl Conn) -> Result<Vec<(WorkspaceId, ConnectionId, Option<Timestamp>)>> {
    let rows: Vec<(Uuid, Uuid, Option<i64>)> = row::Entity::find()
        .select_only()
        .columns([row::Column::WorkspaceId, row::Column::Id, row::Column::CheckedAt])
        .filter(row::Column::Status.eq(ConnectionStatus::Enabled.as_str()))
        .into_tuple()
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(|(space, id, at)| (space.into(), id.into(), at.map(from_ms))).collect())
}

/// Every connection of every workspace: for sealing all secrets anew.
pub async fn of_all_workspaces(conn: &impl Conn) -> Result<Vec<Connection>> {
    let rows = row::Entity::find().order_by_asc(row::Column::Id).all(&conn.executor()).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

async fn change(tx: &Tx, workspace: WorkspaceId, id: ConnectionId, change: row::ActiveModel) -> Result<()> {
    row::Entity::update_many()
        .set(change)
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Sets whether it is used.
pub async fn set_status(tx: &Tx, of: &Connection, status: ConnectionStatus) -> Result<()> {
    let to = row::ActiveModel { status: Set(status.as_str().into()), ..Default::default() };
    change(tx, of.workspace, of.id, to).await
}

/// Gives it another name.
///
/// # Errors
/// [`Error::Taken`] where another one in use has the name.
pub async fn rename(tx: &Tx, of: &Connection, name: &str) -> Result<()> {
    let to = row::ActiveModel { name: Set(name.into()), ..Default::default() };
    change(tx, of.workspace, of.id, to).await.map_err(|error| error.taken_as("name of a connection"))
}

/// Keeps other settings and sealed secrets.
pub async fn set_credentials(
    tx: &Tx,
    of: &Connection,
    settings: &BTreeMap<String, String>,
    secrets: &BTreeMap<String, String>,
) -> Result<()> {
    let to =
        row::ActiveModel { settings: Set(text(settings)), secrets: Set(text(secrets)), ..Default::default() };
    change(tx, of.workspace, of.id, to).await
}

/// Keeps what the administrator configured.
pub async fn configure(
    tx: &Tx,
    of: &Connection,
    required: &[String],
    mapping: &BTreeMap<String, Source>,
    options: &SendOptions,
) -> Result<()> {
    let to = row::ActiveModel {
        required: Set(text(&required)),
        mapping: Set(text(mapping)),
        options: Set(text(options)),
        ..Default::default()
    };
    change(tx, of.workspace, of.id, to).await
}

/// Keeps what a test found.
pub async fn set_report(tx: &Tx, of: &Connection, report: &CheckReport, at: Timestamp) -> Result<()> {
    let to = row::ActiveModel {
        report: Set(Some(text(report))),
        checked_at: Set(Some(to_ms(at))),
        ..Default::default()
    };
    change(tx, of.workspace, of.id, to).await
}

/// Notes that the vendor answered as it should; an earlier problem is over.
pub async fn set_good(tx: &Tx, of: &Connection, at: Timestamp) -> Result<()> {
    let to = row::ActiveModel {
        last_good_at: Set(Some(to_ms(at))),
        last_problem: Set(None),
        last_problem_at: Set(None),
        ..Default::default()
    };
    change(tx, of.workspace, of.id, to).await
}

/// Notes what went wrong.
pub async fn set_problem(tx: &Tx, of: &Connection, at: Timestamp, sentence: &str) -> Result<()> {
    let to = row::ActiveModel {
        last_problem: Set(Some(sentence.into())),
        last_problem_at: Set(Some(to_ms(at))),
        ..Default::default()
    };
    change(tx, of.workspace, of.id, to).await
}

/// Holds back every call until a time, as the vendor asked.
pub async fn pause(tx: &Tx, of: &Connection, until: Timestamp) -> Result<()> {
    let to = row::ActiveModel { paused_until: Set(Some(to_ms(until))), ..Default::default() };
    change(tx, of.workspace, of.id, to).await
}
