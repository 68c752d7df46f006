//! People of the talent pool on their way into another system: any number at once, each with a ledger of their own, so
//! that a delivery that is cut off goes on where it was, and nobody is made twice.

mod begin;
pub(crate) mod deliver;
mod step;

use std::collections::BTreeMap;

use model::{ExportId, ProfileId, access::Right, push::ExportState};
pub use store::sourcing::{export::Export, export_item::Item};
use store::{
    Tx,
    integrations::connection::{self, Connection},
    sourcing::{export, export_item, profile},
    task,
};

pub use self::begin::{Begun, Request, begin};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// The kind of the task that carries people through a connection, one after the other. Its subject is the connection, so
/// that two workers never look for the same person at the same time.
pub(crate) const TASK: &str = "sourcing.export";

/// As many exports as a list shows.
const NEWEST: u64 = 50;

/// People on one page of an export.
pub const PAGE: u64 = 100;

/// How an export stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The export.
    pub export: Export,
    /// The connection's name.
    pub there: String,
    /// How many of its people are in each state, by the state's word.
    pub counts: BTreeMap<&'static str, u64>,
}

impl Progress {
    /// How many are in a state.
    pub fn count(&self, state: ExportState) -> u64 {
        self.counts.get(state.as_str()).copied().unwrap_or(0)
    }

    /// How many of a hundred are over.
    pub fn percent(&self) -> u64 {
        let over = self.count(ExportState::Done) + self.count(ExportState::Cancelled);
        (over * 100).checked_div(self.export.total).unwrap_or(100)
    }
}

/// One person of an export, with their name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where they stand.
    pub item: Item,
    /// Their name; empty where they were forgotten meanwhile.
    pub name: String,
}

/// The newest exports.
///
/// # Errors
/// [`Error::Denied`].
pub async fn recent(app: &App, actor: &Actor) -> Result<Vec<Progress>> {
    actor.require(Right::SourcingUse)?;
    let exports = export::recent(&app.db, actor.workspace, NEWEST).await?;
    progress(app, actor, exports).await
}

/// One export with a page of its people; only those in one state, where one is named.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn get(
    app: &App,
    actor: &Actor,
    id: ExportId,
    state: Option<ExportState>,
    page: u64,
) -> Result<(Progress, Vec<Row>)> {
    actor.require(Right::SourcingUse)?;
    let found = export::get(&app.db, actor.workspace, id).await?.ok_or(Error::NotFound("export"))?;
    let skip = page.saturating_sub(1).saturating_mul(PAGE);
    let items = export_item::of_export(&app.db, actor.workspace, id, state, PAGE, skip).await?;
    let profiles: Vec<ProfileId> = items.iter().map(|item| item.profile).collect();
    let names = profile::of_ids(&app.db, actor.workspace, &profiles).await?;
    let row = |item: Item| Row {
        name: names.get(&item.profile).map(|profile| profile.person.full_name()).unwrap_or_default(),
        item,
    };
    let rows = items.into_iter().map(row).collect();
    let progress = progress(app, actor, vec![found]).await?.pop().ok_or(Error::NotFound("export"))?;
    Ok((progress, rows))
}

async fn progress(app: &App, actor: &Actor, exports: Vec<Export>) -> Result<Vec<Progress>> {
    let ids: Vec<_> = exports.iter().map(|export| export.id).collect();
    let mut counts = export_item::counts(&app.db, actor.workspace, &ids).await?;
    let connections = connection::all(&app.db, actor.workspace).await?;
    let there = |export: &Export| {
        let found = connections.iter().find(|one| one.id == export.connection);
        found.map(|one| one.name.clone()).unwrap_or_default()
    };
    Ok(exports
        .into_iter()
        .map(|export| Progress {
            there: there(&export),
            counts: counts.remove(&export.id).unwrap_or_default(),
            export,
        })
        .collect())
}

/// Lets those of an export who wait for a person be tried again.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn retry(app: &App, actor: &Actor, id: ExportId) -> Result<()> {
    actor.require(Right::SourcingUse)?;
    let tx = app.db.begin().await?;
    let found = export::get(&tx, actor.workspace, id).await?.ok_or(Error::NotFound("export"))?;
    let many = export_item::requeue(&tx, found.connection, Some(id), app.now()).await?;
    call(app, &tx, actor.workspace, found.connection).await?;
    let detail = format!("{many} people of an export");
    audit::write(app, &tx, actor, "export.retried", ("export", Some(id.into())), detail).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}

/// Takes back those of an export who are not there yet. Whose record was made there stays there.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn cancel(app: &App, actor: &Actor, id: ExportId) -> Result<()> {
    actor.require(Right::SourcingUse)?;
    let tx = app.db.begin().await?;
    let found = export::get(&tx, actor.workspace, id).await?.ok_or(Error::NotFound("export"))?;
    let many = export_item::cancel(&tx, found.connection, id, app.now()).await?;
    let detail = format!("{many} people of an export");
    audit::write(app, &tx, actor, "export.cancelled", ("export", Some(id.into())), detail).await?;
    Ok(tx.commit().await?)
}

/// Lets everything that waits at a connection go on, because it works again.
pub(crate) async fn resume(app: &App, tx: &Tx, connection: &Connection) -> Result<u64> {
    let many = export_item::requeue(tx, connection.id, None, app.now()).await?;
    call(app, tx, connection.workspace, connection.id).await?;
    Ok(many)
}

/// Asks for a worker, now.
async fn call(
    app: &App,
    tx: &Tx,
    workspace: model::WorkspaceId,
    connection: model::ConnectionId,
) -> Result<()> {
    let now = app.now();
    Ok(task::push(tx, app.id(), workspace, TASK, connection.into(), now, now).await?)
}
