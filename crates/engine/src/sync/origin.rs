//! Which records of other systems the records here are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use model::{ConnectionId, CustomFieldId, WorkspaceId, access::Right, remote::RecordKind};
use store::{
    Conn,
    integrations::connection::{self, Connection},
    sync::mirror::{self, Kind},
};
use uuid::Uuid;

use crate::{
    Actor, App,
    error::{Error, Result},
    integrations::open::{Open, open},
};

/// The record of another system that a record here is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Through which connection it is kept in step.
    pub connection: ConnectionId,
    /// The connection's name.
    pub name: String,
    /// Its identifier there.
    pub external_id: String,
    /// Its page there; empty where the connection can't be used any more.
    pub link: String,
    /// Whether it is gone there.
    pub gone: bool,
}

/// Which records of other systems some records here are; one that was made here is left out.
///
/// # Errors
/// [`Error::Denied`].
pub async fn origin(
    app: &App,
    actor: &Actor,
    kind: RecordKind,
    ids: &[Uuid],
) -> Result<BTreeMap<Uuid, Origin>> {
    actor.require(if kind == RecordKind::Job { Right::JobsRead } else { Right::CandidatesRead })?;
    found(app, &app.db, actor, kind, ids).await
}

async fn found(
    app: &App,
    conn: &impl Conn,
    actor: &Actor,
    kind: RecordKind,
    ids: &[Uuid],
) -> Result<BTreeMap<Uuid, Origin>> {
    let rows = mirror::of_local(conn, actor.workspace, kind.into(), ids.iter().copied()).await?;
    // Opened once, however many of the records come from there.
    let mut connections: HashMap<ConnectionId, (Connection, Option<Open>)> = HashMap::new();
    for id in rows.iter().map(|row| row.connection).collect::<BTreeSet<_>>() {
        let there = connection::get(conn, actor.workspace, id).await?;
        connections.extend(there.map(|there| (id, (there.clone(), opened(app, actor, there)))));
    }
    let mut origins = BTreeMap::new();
    for row in rows {
        let Some((there, open)) = connections.get(&row.connection) else { continue };
        let Some(local) = row.local else { continue };
        let origin = Origin {
            connection: row.connection,
            name: there.name.clone(),
            link: open.as_ref().map(|open| link(open, kind, &row.external_id)).unwrap_or_default(),
            external_id: row.external_id,
            gone: row.gone_at.is_some(),
        };
        origins.insert(local, origin);
    }
    Ok(origins)
}

/// The connection, ready to tell where its records have their pages. A pause that the vendor asked for does not matter:
/// nothing is called.
fn opened(app: &App, actor: &Actor, there: Connection) -> Option<Open> {
    open(app, actor.kind, &Connection { paused_until: None, ..there }).ok()
}

/// The page of a record there.
fn link(open: &Open, kind: RecordKind, external_id: &str) -> String {
    open.connector.ats().map(|ats| ats.link(&open.ctx, kind, external_id)).unwrap_or_default()
}

/// Refuses the change of a record that is edited in another system.
///
/// # Errors
/// [`Error::Conflict`] that names the system and the record's page there.
pub(crate) async fn refuse_if_synced(
    app: &App,
    conn: &impl Conn,
    actor: &Actor,
    kind: RecordKind,
    id: Uuid,
) -> Result<()> {
    let origins = found(app, conn, actor, kind, &[id]).await?;
    let Some(origin) = origins.into_values().find(|origin| !origin.gone) else { return Ok(()) };
    let place = if origin.link.is_empty() { String::new() } else { format!(": {}", origin.link) };
    Err(Error::Conflict(format!(
        "This is kept in step with {}. Change it there{place}; it comes here by itself.",
        origin.name
    )))
}

/// By which systems records here are kept in step, by their names; a record that is gone there is left out.
pub(crate) async fn systems(
    conn: &impl Conn,
    workspace: WorkspaceId,
    kind: RecordKind,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>> {
    kept(conn, workspace, kind.into(), ids).await
}

async fn kept(
    conn: &impl Conn,
    workspace: WorkspaceId,
    kind: Kind,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>> {
    let rows = mirror::of_local(conn, workspace, kind, ids).await?;
    let names: HashMap<ConnectionId, String> =
        connection::all(conn, workspace).await?.into_iter().map(|there| (there.id, there.name)).collect();
    let kept = rows.into_iter().filter(|row| row.gone_at.is_none());
    Ok(kept.filter_map(|row| Some((row.local?, names.get(&row.connection)?.clone()))).collect())
}

/// Why nobody can be put forward here for a job that another system keeps: the application would exist here only.
pub(crate) fn applies_there(title: &str, system: &str) -> String {
    format!(
        "“{title}” is kept in step with {system}. Add the candidate to it there; the application comes here by itself."
    )
}

/// Which of these custom fields come from another system, by its name: their values are changed there.
///
/// # Errors
/// [`Error::Denied`].
pub async fn fields_from(
    app: &App,
    actor: &Actor,
    ids: &[CustomFieldId],
) -> Result<HashMap<CustomFieldId, String>> {
    actor.require(Right::CandidatesRead)?;
    let ids: Vec<Uuid> = ids.iter().map(|id| (*id).into()).collect();
    let from = kept(&app.db, actor.workspace, Kind::Field, ids).await?;
    Ok(from.into_iter().map(|(id, name)| (id.into(), name)).collect())
}

/// Refuses the change of a custom field that comes from another system.
///
/// # Errors
/// [`Error::Conflict`] that names the system.
pub(crate) async fn refuse_if_synced_field(conn: &impl Conn, workspace: WorkspaceId, id: Uuid) -> Result<()> {
    let Some(name) = kept(conn, workspace, Kind::Field, [id]).await?.remove(&id) else { return Ok(()) };
    Err(Error::Conflict(format!("This field comes from {name}. Change it there; it comes here by itself.")))
}
