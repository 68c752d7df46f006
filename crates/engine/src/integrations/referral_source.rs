//! The source that referrals have in an applicant tracking system: looked for there, chosen by an administrator, and
//! watched, because a source that goes there would leave referrals without one.

#[cfg(test)]
mod tests;

use connect::VendorError;
pub use connect::{ats::Source, manifest::ReferralSource};
use model::ConnectionId;
/// What was chosen, for whoever writes a referral.
pub use store::integrations::referral_source::{Chosen, of as chosen};
use store::{
    Tx,
    integrations::{connection::Connection, referral_source},
};

use super::{
    changeable, health,
    open::{Open, open},
};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// What is known of the source of a connection's referrals.
#[derive(Debug)]
pub struct View {
    /// Which one is suggested, and how it is made there.
    pub wanted: &'static ReferralSource,
    /// The one that was chosen.
    pub chosen: Option<Chosen>,
    /// Those that are there now, or why they could not be seen.
    pub found: std::result::Result<Vec<Source>, VendorError>,
}

impl View {
    /// The suggested source, where it is there.
    pub fn suggested(&self) -> Option<&Source> {
        self.found.as_ref().ok()?.iter().find(|source| self.wanted.is(source))
    }
}

/// Looks for the sources afresh. One that was chosen and is not among them is noted as missing.
///
/// # Errors
/// [`Error::NotFound`] where the connection's system has no list of sources; [`Error::Conflict`] where the connection
/// is disconnected.
pub async fn view(app: &App, actor: &Actor, id: ConnectionId) -> Result<View> {
    let connection = changeable(&app.db, actor, id).await?;
    let wanted = wanted(app, &connection)?;
    let (found, calls) = match open(app, actor.kind, &connection) {
        Ok(open) => {
            let found = listed(&open).await;
            (found, open.ctx.http.calls())
        }
        Err(error) => (Err(error), vec![]),
    };
    let tx = app.db.begin().await?;
    health::record(app, &tx, &connection, None, calls, found.as_ref().err()).await?;
    if let Ok(found) = &found {
        note(app, &tx, actor, &connection, found).await?;
    }
    let chosen = referral_source::of(&tx, id).await?;
    tx.commit().await?;
    Ok(View { wanted, chosen, found })
}

/// Chooses the source with that identifier, which has to be there now.
///
/// # Errors
/// [`Error::Invalid`] at `source` where the system lists none such; otherwise as [`view`], and [`Error::Vendor`] where
/// the list can't be seen.
pub async fn choose(app: &App, actor: &Actor, id: ConnectionId, source: &str) -> Result<()> {
    let found = view(app, actor, id).await?.found?;
    let Some(source) = found.into_iter().find(|one| one.id == source) else {
        return Err(Error::field("source", "There is no such source any more. Choose one of those listed."));
    };
    let tx = app.db.begin().await?;
    let connection = changeable(&tx, actor, id).await?;
    let detail = format!("of “{}”: {}", connection.name, called(&source.name, &source.heading));
    let Source { id: there, name, heading } = source;
    let chosen =
        Chosen { connection: id, id: there, name, heading, chosen_at: app.now(), missing_since: None };
    referral_source::put(&tx, connection.workspace, &chosen).await?;
    write(app, &tx, actor, &connection, "connection.referral_source_chosen", detail).await?;
    Ok(tx.commit().await?)
}

/// Whether a connection's system has a list of sources, from which one is chosen for referrals.
pub fn wanted(app: &App, connection: &Connection) -> Result<&'static ReferralSource> {
    let manifest = app.connector(&connection.vendor).map(|connector| connector.manifest());
    manifest.and_then(|manifest| manifest.referral_source.as_ref()).ok_or(Error::NotFound("list of sources"))
}

/// The sources that are there now.
pub(super) async fn listed(open: &Open) -> std::result::Result<Vec<Source>, VendorError> {
    let none = || VendorError::Forbidden("it has no list of sources".into());
    open.connector.ats().ok_or_else(none)?.sources(&open.ctx).await
}

/// Notes whether the chosen source is among those that were found, and what it is called now.
pub(super) async fn note(app: &App, tx: &Tx, actor: &Actor, of: &Connection, found: &[Source]) -> Result<()> {
    let Some(chosen) = referral_source::of(tx, of.id).await? else { return Ok(()) };
    let about = |word: &str| format!("of “{}”: {} {word}", of.name, called(&chosen.name, &chosen.heading));
    match found.iter().find(|source| source.id == chosen.id) {
        None if referral_source::set_missing(tx, &chosen, app.now()).await? => {
            let detail = about("is not there any more");
            write(app, tx, actor, of, "connection.referral_source_gone", detail).await
        }
        None => Ok(()),
        Some(there) => {
            referral_source::set_there(tx, &chosen, &there.name, &there.heading).await?;
            if chosen.missing_since.is_none() {
                return Ok(());
            }
            let detail = about("is there again");
            write(app, tx, actor, of, "connection.referral_source_back", detail).await
        }
    }
}

/// A source as people call it.
pub fn called(name: &str, heading: &str) -> String {
    if heading.is_empty() { format!("“{name}”") } else { format!("“{name}” under {heading}") }
}

async fn write(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    of: &Connection,
    action: &str,
    detail: String,
) -> Result<()> {
    audit::write(app, tx, actor, action, ("connection", Some(of.id.into())), detail).await
}
