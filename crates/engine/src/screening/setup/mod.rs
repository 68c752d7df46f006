//! Setting up that results are written into a connected system: which permissions it takes, which fields and tags are
//! there, which are missing, and how each is made.

pub mod choose;
pub mod make;
#[cfg(test)]
mod tests;

use connect::{
    VendorError,
    ats::{Fields, Makes},
    manifest::{TagGroup, WriteBack},
};
use jiff::Timestamp;
use model::{ConnectionId, remote::RemoteTag};
pub use store::screening::target::Target;
use store::{Conn, integrations::connection::Connection, screening::target};

use super::write_back::{
    names::{self, Part},
    places::{self, Lacks, Place},
};
use crate::{
    Actor, App,
    error::{Error, Result},
    integrations::{
        changeable, health,
        open::{Open, open},
        permissions::{Standing, permissions},
    },
    sync::take_over_fields,
};

/// What is there, and what is missing.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The connection.
    pub connection: Connection,
    /// How results are named there, and since when none is written any more.
    pub target: Target,
    /// What the system lets a program make.
    pub makes: Makes,
    /// The permissions that it takes, in the order in which people give them.
    pub permissions: Vec<Standing>,
    /// When the key was last tested.
    pub tested_at: Option<Timestamp>,
    /// Each part of a result and its field.
    pub fields: Vec<FieldState>,
    /// Each status tag.
    pub tags: Vec<TagState>,
    /// How the group of the tags is told, where tags stand in groups.
    pub group: Option<&'static TagGroup>,
    /// Every field of applications there, of which others can be chosen.
    pub choices: Vec<Place>,
    /// Why the fields could not be looked at now: those that were known before are shown.
    pub fields_unseen: Option<VendorError>,
    /// Why the tags could not be looked at now.
    pub tags_unseen: Option<VendorError>,
}

/// One part of a result and its field there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldState {
    /// Which part.
    pub part: Part,
    /// What the field is to be called there.
    pub name: String,
    /// The field, or what is wrong.
    pub place: std::result::Result<Place, Lacks>,
    /// How a person makes it there, step by step.
    pub by_hand: Vec<String>,
}

/// One status tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagState {
    /// The tag.
    pub tag: RemoteTag,
    /// Whether the company has it there; `None` where the system tells that to nobody.
    pub is_there: Option<bool>,
    /// How a person makes it there, step by step.
    pub by_hand: Vec<String>,
}

impl Setup {
    /// Whether everything that can be seen is there.
    pub fn is_complete(&self) -> bool {
        let grouped = self.group.is_none() || self.target.category.is_some();
        grouped
            && self.fields.iter().all(|field| field.place.is_ok())
            && self.tags.iter().all(|tag| tag.is_there != Some(false))
    }

    /// Whether something is missing that can be made from here.
    pub fn can_make(&self) -> bool {
        let makeable = |field: &FieldState| matches!(field.place, Err(Lacks::Field | Lacks::Options(..)));
        (self.makes.fields && self.fields.iter().any(makeable))
            || (self.makes.tags && self.tags.iter().any(|tag| tag.is_there == Some(false)))
    }
}

/// Looks at what is there now.
///
/// # Errors
/// [`Error::NotFound`] where there is no such connection, or results can't be written into its system;
/// [`Error::Conflict`] where it is disconnected.
pub async fn view(app: &App, actor: &Actor, id: ConnectionId) -> Result<Setup> {
    let connection = changeable(&app.db, actor, id).await?;
    let known = write_back(app, &connection)?;
    let seen = look(app, actor, &connection).await?;
    let target = target::get(&app.db, actor.workspace, id).await?;
    let choices = places::fields(&app.db, actor.workspace, &target).await?;
    let mut places = places::places(&target, &choices);
    let fields = Part::ALL.into_iter().map(|part| {
        let (name, place) = (names::field(&target, part), places.remove(&part).unwrap_or(Err(Lacks::Field)));
        let by_hand = known.field_by_hand(&name, part.kind(), &part.options());
        FieldState { part, name, place, by_hand }
    });
    let xray = permissions(app, actor, id).await?;
    let mut permissions = xray.permissions;
    let place = |key: &str| known.permissions.iter().position(|one| one == key);
    permissions.retain(|one| place(&one.of.key).is_some());
    permissions.sort_by_key(|one| place(&one.of.key));
    let listed = seen.tags.as_ref().ok().and_then(Option::as_ref);
    let tags = names::tags(&target).into_iter().map(|tag| TagState {
        is_there: listed.map(|all| all.iter().any(|one| one.name.to_lowercase() == tag.name.to_lowercase())),
        by_hand: known.tag_by_hand(&tag.name, &target.prefix),
        tag,
    });
    Ok(Setup {
        makes: makes(app, &connection),
        permissions,
        tested_at: xray.tested_at,
        fields: fields.collect(),
        tags: tags.collect(),
        group: known.tag_group.as_ref(),
        choices,
        fields_unseen: seen.fields.err(),
        tags_unseen: seen.tags.err(),
        connection,
        target,
    })
}

/// What was seen of a system's fields and tags.
struct Seen {
    fields: std::result::Result<Fields, VendorError>,
    tags: std::result::Result<Option<Vec<RemoteTag>>, VendorError>,
}

/// Looks at the fields and tags there, and takes the fields over.
async fn look(app: &App, actor: &Actor, connection: &Connection) -> Result<Seen> {
    let (seen, calls) = match open(app, actor.kind, connection) {
        Ok(open) => {
            let seen = ask(&open).await;
            (seen, open.ctx.http.calls())
        }
        Err(error) => (Seen { fields: Err(error.clone()), tags: Err(error) }, vec![]),
    };
    let tx = app.db.begin().await?;
    health::record(app, &tx, connection, None, calls, seen.fields.as_ref().err()).await?;
    if let Ok(fields) = &seen.fields {
        take_over_fields(app, &tx, connection, &fields.fields).await?;
    }
    tx.commit().await?;
    Ok(seen)
}

async fn ask(open: &Open) -> Seen {
    match open.connector.ats() {
        Some(ats) => Seen { fields: ats.fields(&open.ctx).await, tags: ats.tags(&open.ctx).await },
        None => {
            let none = VendorError::Forbidden("it keeps no applications".into());
            Seen { fields: Err(none.clone()), tags: Err(none) }
        }
    }
}

/// How results are written into a connection's system.
fn write_back(app: &App, connection: &Connection) -> Result<&'static WriteBack> {
    let manifest = app.connector(&connection.vendor).map(|connector| connector.manifest());
    let known = manifest.and_then(|manifest| manifest.write_back.as_ref());
    known.ok_or(Error::NotFound("system that takes results of screening"))
}

fn makes(app: &App, connection: &Connection) -> Makes {
    let ats = app.connector(&connection.vendor).and_then(|connector| connector.ats());
    ats.map(|ats| ats.makes()).unwrap_or_default()
}

/// The connections into whose systems results can be written, with how each stands.
///
/// # Errors
/// [`Error::Denied`].
pub async fn all(app: &App, actor: &Actor) -> Result<Vec<(Connection, Target)>> {
    actor.require(model::access::Right::IntegrationsManage)?;
    let mut found = Vec::new();
    for connection in open_ones(&app.db, actor).await? {
        if write_back(app, &connection).is_ok() {
            let target = target::get(&app.db, actor.workspace, connection.id).await?;
            found.push((connection, target));
        }
    }
    Ok(found)
}

async fn open_ones(conn: &impl Conn, actor: &Actor) -> Result<Vec<Connection>> {
    let mut all = store::integrations::connection::all(conn, actor.workspace).await?;
    all.retain(|one| one.status != model::connection::ConnectionStatus::Disconnected);
    Ok(all)
}
