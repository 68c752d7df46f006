//! How people go into a recruiting CRM: an administrator sets up where to, who may, and which field goes where; what is
//! set up is looked at against the fields that are there now, before it is kept and before anybody is sent.

pub mod approval;
pub mod try_on;
pub mod vanished;

use connect::{Crm, VendorError};
use model::{
    ConnectionId,
    access::Right,
    crm::{Choice, CrmField, Pipeline, Place},
    hire::FieldProblem,
    push::PushSettings,
};
pub use store::sourcing::push::Kept;
use store::{
    integrations::connection::{self, Connection},
    sourcing::push,
};

use super::export;
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    integrations::{
        changeable, health,
        open::{Open, open},
    },
};

/// What can be set up for a connection, and what is.
#[derive(Debug)]
pub struct View {
    /// The connection.
    pub connection: Connection,
    /// What was saved, where anything was.
    pub kept: Option<Kept>,
    /// What there is to choose from now, or why it could not be seen.
    pub there: std::result::Result<There, VendorError>,
    /// What people there have for a source who were sent from here.
    pub source: String,
    /// Other connections whose people have the same source, so that reports there can't tell them apart.
    pub same_source: Vec<String>,
}

impl View {
    /// What was saved, or what is suggested where nothing was.
    pub fn settings(&self) -> PushSettings {
        match (&self.kept, &self.there) {
            (Some(kept), _) => kept.settings.clone(),
            (None, Ok(there)) => PushSettings::suggested(&there.fields),
            (None, Err(_)) => PushSettings::suggested(&[]),
        }
    }
}

/// What there is to choose from in another system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct There {
    /// The fields of people.
    pub fields: Vec<CrmField>,
    /// The lists.
    pub lists: Vec<Choice>,
    /// The pipelines with their stages.
    pub pipelines: Vec<Pipeline>,
    /// The kinds of entry that people's histories can have.
    pub activity_kinds: Vec<Choice>,
}

/// Looks at what there is to choose from, and at what is set up. A field that is gone stops the pushes.
///
/// # Errors
/// [`Error::NotFound`] where the connection's system is no recruiting CRM.
pub async fn view(app: &App, actor: &Actor, id: ConnectionId) -> Result<View> {
    let connection = changeable(&app.db, actor, id).await?;
    is_crm(app, &connection)?;
    let (there, calls, source) = match open(app, actor.kind, &connection) {
        Ok(open) => (look(&open).await, open.ctx.http.calls(), source(&open)),
        Err(error) => (Err(error), vec![], String::new()),
    };
    let tx = app.db.begin().await?;
    health::record(app, &tx, &connection, None, calls, there.as_ref().err()).await?;
    if let (Some(kept), Ok(there)) = (push::of(&tx, actor.workspace, id).await?, &there) {
        vanished::note(app, &tx, actor, &connection, &kept, &there.fields).await?;
    }
    let kept = push::of(&tx, actor.workspace, id).await?;
    tx.commit().await?;
    let same_source = same_source(app, actor, &connection, &source).await?;
    Ok(View { connection, kept, there, source, same_source })
}

/// Keeps settings that fit what is there now. Whoever was stopped by those before goes on.
///
/// # Errors
/// [`Error::Invalid`] at each row and place that does not fit; [`Error::Vendor`] where it could not be looked at, and
/// nothing is kept then.
pub async fn save(app: &App, actor: &Actor, id: ConnectionId, settings: &PushSettings) -> Result<()> {
    let seen = view(app, actor, id).await?;
    let there = seen.there?;
    let mut problems = settings.problems(&there.fields);
    problems.extend(there.misplaced(&settings.place));
    if let Some(kind) = &settings.tags_as
        && there.activity_kinds.iter().all(|known| known.external_id != *kind)
    {
        problems.push(at("tags_as", "There is no such kind of entry there."));
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let tx = app.db.begin().await?;
    let connection = changeable(&tx, actor, id).await?;
    push::put(&tx, actor.workspace, id, settings, &actor.name, app.now()).await?;
    if seen.kept.is_some_and(|kept| !kept.vanished.is_empty()) {
        export::resume(app, &tx, &connection).await?;
    }
    let detail = format!("of “{}”: {} fields are filled", connection.name, settings.mapping.len());
    audit::write(app, &tx, actor, "push.configured", ("connection", Some(id.into())), detail).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}

impl There {
    /// What is wrong with a place.
    pub(super) fn misplaced(&self, place: &Place) -> Vec<FieldProblem> {
        match place {
            Place::Prospect { list: None } => vec![],
            Place::Prospect { list: Some(list) } => {
                let is_there = self.lists.iter().any(|one| one.external_id == *list);
                let gone = "There is no such list any more, or it is hidden. Choose another one.";
                if is_there { vec![] } else { vec![at("place", gone)] }
            }
            Place::Pipeline { pipeline, stage } => {
                match self.pipelines.iter().find(|one| one.external_id == *pipeline) {
                    None => vec![at("place", "There is no such project any more. Choose another one.")],
                    Some(one) if one.stages.iter().all(|known| known.external_id != *stage) => {
                        vec![at("place", "The project has no such stage. Choose another one.")]
                    }
                    Some(_) => vec![],
                }
            }
        }
    }
}

fn at(field: &str, message: &str) -> FieldProblem {
    FieldProblem { field: field.into(), message: message.into() }
}

/// Refuses a connection whose system is no recruiting CRM.
pub(super) fn is_crm(app: &App, connection: &Connection) -> Result<()> {
    let crm = app.connector(&connection.vendor).is_some_and(|connector| connector.crm().is_some());
    if crm { Ok(()) } else { Err(Error::NotFound("recruiting CRM")) }
}

/// The recruiting CRM's side of an open connection.
pub(super) fn crm(open: &Open) -> std::result::Result<&dyn Crm, VendorError> {
    let none = || VendorError::Forbidden(format!("{} keeps no people", open.connector.manifest().name));
    open.connector.crm().ok_or_else(none)
}

async fn look(open: &Open) -> std::result::Result<There, VendorError> {
    let (crm, ctx) = (crm(open)?, &open.ctx);
    let kinds = crm.activity_kinds().iter();
    let kinds = kinds.map(|(key, name)| Choice { external_id: (*key).into(), name: (*name).into() });
    Ok(There {
        fields: crm.fields(ctx).await?,
        lists: allowed(crm.lists(ctx).await)?,
        pipelines: allowed(crm.pipelines(ctx).await)?,
        activity_kinds: kinds.collect(),
    })
}

/// What the key may not see is not there to choose.
fn allowed<T>(seen: std::result::Result<Vec<T>, VendorError>) -> std::result::Result<Vec<T>, VendorError> {
    match seen {
        Err(VendorError::Forbidden(_)) => Ok(vec![]),
        seen => seen,
    }
}

fn source(open: &Open) -> String {
    crm(open).map(|crm| crm.source(&open.ctx)).unwrap_or_default()
}

async fn same_source(app: &App, actor: &Actor, of: &Connection, source: &str) -> Result<Vec<String>> {
    if source.is_empty() {
        return Ok(vec![]);
    }
    let all = connection::all(&app.db, actor.workspace).await?;
    let others = all.into_iter().filter(|one| one.id != of.id && one.vendor == of.vendor && is_used(one));
    let same = others.filter(|one| {
        let theirs = open(app, actor.kind, one).map(|open| crate::sourcing::push::source(&open));
        theirs.is_ok_and(|theirs| theirs.eq_ignore_ascii_case(source))
    });
    Ok(same.map(|one| one.name).collect())
}

fn is_used(connection: &Connection) -> bool {
    connection.status != model::connection::ConnectionStatus::Disconnected
}

/// The settings of a connection, for whoever sends people.
///
/// # Errors
/// [`Error::Conflict`] where nothing was set up, or where pushes stand still.
pub(super) async fn ready(app: &App, actor: &Actor, connection: &Connection) -> Result<Kept> {
    actor.require(Right::SourcingUse)?;
    let name = &connection.name;
    let kept = push::of(&app.db, actor.workspace, connection.id).await?.ok_or_else(|| {
        Error::Conflict(format!(
            "Nobody set up yet how people go to {name}: an administrator does, on its page Push."
        ))
    })?;
    if !kept.vanished.is_empty() {
        return Err(Error::Conflict(format!(
            "{} Nobody is sent until then.",
            vanished::sentence(name, &kept)
        )));
    }
    Ok(kept)
}
