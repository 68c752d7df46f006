//! Send these people there: rows, a task and an audit line, in one transaction. A worker does the rest.

use std::collections::BTreeSet;

use model::{
    ConnectionId, ExportId, ProfileId,
    connection::ConnectionStatus,
    crm::Place,
    push::{ExportLedger, ExportState},
};
use store::{
    integrations::connection::Connection,
    sourcing::{
        export::{self, Export},
        export_item::{self, Item},
        profile,
    },
};

use super::super::push::{self, approval};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    integrations,
};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// Where to.
    pub connection: ConnectionId,
    /// Who.
    pub profiles: Vec<ProfileId>,
    /// Where they arrive, where not as it was set up.
    pub place: Option<Place>,
    /// The same key asks for the same export, however often it comes.
    pub key: String,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Begun {
    /// The export.
    pub id: ExportId,
    /// How many people it has.
    pub people: u64,
    /// How many were left out, because they are on the way there already or are not in the pool any more.
    pub left_out: u64,
}

/// Begins an export, or gives the one that this request began before.
///
/// # Errors
/// [`Error::Conflict`] where the actor may not send people there, nobody set up how, pushes stand still, the connection
/// is not enabled, or nobody is left to be sent.
pub async fn begin(app: &App, actor: &Actor, request: Request) -> Result<Begun> {
    if request.key.trim().is_empty() {
        return Err(Error::Conflict("An export needs a key of its own.".into()));
    }
    let connection = integrations::find(&app.db, actor.workspace, request.connection).await?;
    push::is_crm(app, &connection)?;
    let kept = push::ready(app, actor, &connection).await?;
    approval::insist(app, actor, &connection, &kept).await?;
    enabled(&connection)?;
    let tx = app.db.begin().await?;
    if let Some(earlier) = export::by_request(&tx, actor.workspace, &request.key).await? {
        return same(earlier, &request);
    }
    let asked: BTreeSet<ProfileId> = request.profiles.iter().copied().collect();
    let all: Vec<ProfileId> = asked.iter().copied().collect();
    let known = profile::of_ids(&tx, actor.workspace, &all).await?;
    let busy = export_item::on_the_way(&tx, connection.id, &all).await?;
    let going: Vec<ProfileId> =
        all.into_iter().filter(|id| known.contains_key(id) && !busy.contains(id)).collect();
    if going.is_empty() {
        return Err(Error::Conflict(format!(
            "Nobody is left to be sent: whom you chose is on the way to {} already, or not in the pool any more.",
            connection.name
        )));
    }
    let (id, now) = (app.id::<ExportId>(), app.now());
    let place = request.place.unwrap_or(kept.settings.place);
    let new = Export {
        id,
        connection: connection.id,
        request_key: request.key,
        place,
        created_by: actor.name.clone(),
        created_by_id: actor.user,
        created_at: now,
        total: going.len() as u64,
    };
    export::insert(&tx, actor.workspace, &new).await?;
    let items: Vec<Item> = going
        .iter()
        .map(|profile| Item {
            id: app.id(),
            export: id,
            connection: connection.id,
            profile: *profile,
            state: ExportState::Queued,
            ledger: ExportLedger::default(),
            problem: None,
            next_try_at: None,
            tries: 0,
            updated_at: now,
        })
        .collect();
    export_item::insert_many(&tx, actor.workspace, &items).await?;
    super::call(app, &tx, actor.workspace, connection.id).await?;
    let detail = format!("{} people to {}", going.len(), connection.name);
    audit::write(app, &tx, actor, "export.began", ("export", Some(id.into())), detail).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(Begun { id, people: new.total, left_out: (asked.len() - going.len()) as u64 })
}

fn enabled(connection: &Connection) -> Result<()> {
    if connection.status == ConnectionStatus::Enabled {
        return Ok(());
    }
    Err(Error::Conflict(format!("{} is not enabled, so nobody is sent there.", connection.name)))
}

fn same(earlier: Export, request: &Request) -> Result<Begun> {
    if earlier.connection != request.connection {
        return Err(Error::Conflict("This request key was used for another export. Make a new one.".into()));
    }
    Ok(Begun { id: earlier.id, people: earlier.total, left_out: 0 })
}
