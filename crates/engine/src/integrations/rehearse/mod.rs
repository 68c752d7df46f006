//! Reading one account by two of its vendor's APIs and telling what differs, before a connection changes its API.
//! Nothing is written, here or there.

mod compare;
pub mod kept;

use std::collections::BTreeMap;

use connect::{Ctx, VendorError, ats::Ask, manifest::Api};
use model::{ConnectionId, remote::RecordKind};
use serde::{Deserialize, Serialize};
use store::integrations::connection::Connection;

pub use self::compare::{Difference, KindCompared};
use self::compare::{Reading, Readings};
use super::{
    Credentials, changeable, credentials, health,
    open::{Open, open},
};
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// What reading both ways found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsal {
    /// The API that the connection speaks now.
    pub now: String,
    /// The API that was tried.
    pub then: String,
    /// What each kind of record came to.
    pub kinds: BTreeMap<RecordKind, KindCompared>,
    /// The fields that the account's administrators added: known one way only, or of another form.
    pub fields: Vec<String>,
    /// What the connector had to say of either reading, each sentence once.
    pub remarks: Vec<String>,
}

impl Rehearsal {
    /// Whether a connection that changes its API would find everything as it was.
    pub fn is_same(&self) -> bool {
        self.fields.is_empty() && self.kinds.values().all(KindCompared::is_same)
    }
}

/// Reads the account as the connection does, and with other credentials by another API of the same vendor. `seen` is
/// told, after each page, of which kind so many records were read so far.
///
/// # Errors
/// [`Error::Invalid`] at credentials that can't be accepted; [`Error::Vendor`] where the account can't be read.
pub async fn rehearse(
    app: &App,
    actor: &Actor,
    id: ConnectionId,
    typed: &Credentials,
    mut seen: impl FnMut(RecordKind, u64),
) -> Result<Rehearsal> {
    let connection = changeable(&app.db, actor, id).await?;
    let other = speaking(app, &connection, typed)?;
    let (first, second) = (open(app, actor.kind, &connection)?, open(app, actor.kind, &other)?);
    let found = compared(&first, &second, &mut seen).await;
    // The calls are the connection's, whatever came of them.
    let tx = app.db.begin().await?;
    for open in [&first, &second] {
        health::log(app, &tx, &connection, None, open.ctx.http.calls()).await?;
    }
    tx.commit().await?;
    let (kinds, fields, remarks) = found?;
    let named = |of: &Connection| of.settings.get(Api::SETTING).cloned().unwrap_or_default();
    Ok(Rehearsal { now: named(&connection), then: named(&other), kinds, fields, remarks })
}

type Compared = (BTreeMap<RecordKind, KindCompared>, Vec<String>, Vec<String>);

/// Reads both ways, one kind of record after the other.
async fn compared(first: &Open, second: &Open, seen: &mut impl FnMut(RecordKind, u64)) -> Result<Compared> {
    let mut remarks = vec![];
    let fields = compare::fields(fields(first, &mut remarks).await?, fields(second, &mut remarks).await?);
    let mut kinds = BTreeMap::new();
    for kind in ats(first)?.kinds() {
        let mut readings = Readings::default();
        read(first, *kind, &mut remarks, &mut readings.now, seen).await?;
        read(second, *kind, &mut remarks, &mut readings.then, seen).await?;
        kinds.insert(*kind, readings.compared());
    }
    remarks.sort();
    remarks.dedup();
    Ok((kinds, fields, remarks))
}

/// The connection as it would be with other credentials for another API. It is not kept.
fn speaking(app: &App, connection: &Connection, typed: &Credentials) -> Result<Connection> {
    let manifest = app.connector(&connection.vendor).ok_or(Error::NotFound("app"))?.manifest();
    let checked = credentials::read(manifest, typed, |_| true)?;
    if checked.settings.get(Api::SETTING) == connection.settings.get(Api::SETTING) {
        return Err(Error::field(
            Api::SETTING,
            "The connection speaks this API already. Choose another one.",
        ));
    }
    // What is common to both is typed once.
    let mut settings = connection.settings.clone();
    settings.extend(checked.settings);
    let secrets = credentials::seal(app, connection.id, &checked.secrets);
    Ok(Connection { settings, secrets, paused_until: None, ..connection.clone() })
}

fn ats(open: &Open) -> Result<&dyn connect::Ats> {
    let none = || VendorError::Forbidden("it has no records to compare".into());
    Ok(open.connector.ats().ok_or_else(none)?)
}

async fn fields(open: &Open, remarks: &mut Vec<String>) -> Result<Vec<model::remote::RemoteField>> {
    let found = ats(open)?.fields(&open.ctx).await?;
    remarks.extend(found.notes.into_iter().map(|note| note.text));
    Ok(found.fields)
}

/// Reads every record of a kind.
async fn read(
    open: &Open,
    kind: RecordKind,
    remarks: &mut Vec<String>,
    into: &mut Reading,
    seen: &mut impl FnMut(RecordKind, u64),
) -> Result<()> {
    let (ats, ctx): (_, &Ctx) = (ats(open)?, &open.ctx);
    let (mut ask, mut count) = (Ask { kind, changed_after: None, cursor: None }, 0);
    loop {
        let page = ats.page(ctx, &ask).await?;
        count += page.records.len() as u64;
        remarks.extend(page.notes.into_iter().map(|note| note.text));
        page.records.into_iter().for_each(|record| into.record(record));
        page.files.iter().for_each(|(application, file)| into.file(application, file));
        seen(kind, count);
        match page.next {
            Some(next) => ask.cursor = Some(next),
            None => return Ok(()),
        }
    }
}
