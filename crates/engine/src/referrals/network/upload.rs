//! Looking at a file before its people are brought in.

use std::collections::{BTreeMap, HashSet};

use model::{ContactFileId, network::Contact};
use store::referrals::network::file::{self, ContactFile};

use super::{
    employee, list,
    read::{self, Kind, MOST_CONTACTS, Reading, Remark},
    sealed,
};
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// How many people and lines a preview shows.
const SHOWN: usize = 10;

/// What would be brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The file, so that no other one is brought in by the button below.
    pub id: ContactFileId,
    /// What kind of file it is.
    pub kind: Kind,
    /// How many people would be new.
    pub new: usize,
    /// How many are there already and would be renewed.
    pub again: usize,
    /// The first people.
    pub first: Vec<Contact>,
    /// What is to be said of how many lines, and the first of them.
    pub remarks: Vec<(Remark, usize, Vec<u64>)>,
}

/// Reads a file and keeps what is in it until it is brought in or a day is over. The field of the error is `file`.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`] where it is no list of contacts, or of more than there is room for.
pub async fn upload(app: &App, actor: &Actor, bytes: &[u8]) -> Result<ContactFileId> {
    let user = employee(actor)?;
    let reading = read::read(bytes).map_err(|sentence| Error::field("file", sentence))?;
    let id: ContactFileId = app.id();
    let sealed = sealed::seal(app, &sealed::of_file(id), &reading);
    let tx = app.db.begin().await?;
    file::put(&tx, &ContactFile { id, workspace: actor.workspace, user, sealed, created_at: app.now() })
        .await?;
    tx.commit().await?;
    Ok(id)
}

/// The file that waits, if any, and what is in it.
pub(super) async fn waiting(
    app: &App,
    actor: &Actor,
    conn: &impl store::Conn,
) -> Result<Option<(ContactFileId, Reading)>> {
    let user = employee(actor)?;
    let Some(kept) = file::get(conn, actor.workspace, user).await? else { return Ok(None) };
    Ok(Some((kept.id, sealed::open(app, &sealed::of_file(kept.id), &kept.sealed)?)))
}

/// What would be brought in; `None` where no file waits.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`] at `file` where there is no room for so many.
pub async fn preview(app: &App, actor: &Actor) -> Result<Option<Preview>> {
    let Some((id, reading)) = waiting(app, actor, &app.db).await? else { return Ok(None) };
    let known = list::opened(app, &app.db, actor).await?;
    let marks: HashSet<String> = known.iter().flat_map(|(_, contact)| contact.marks()).collect();
    let is_known = |contact: &&Contact| contact.marks().iter().any(|mark| marks.contains(mark));
    let again = reading.contacts.iter().filter(is_known).count();
    let new = reading.contacts.len() - again;
    if known.len() + new > MOST_CONTACTS {
        let sentence =
            format!("A network has room for {MOST_CONTACTS} people, and yours has {} already.", known.len());
        return Err(Error::field("file", sentence));
    }
    let mut lines: BTreeMap<Remark, (usize, Vec<u64>)> = BTreeMap::new();
    for (line, remark) in reading.remarks {
        let (count, first) = lines.entry(remark).or_default();
        *count += 1;
        if first.len() < SHOWN {
            first.push(line);
        }
    }
    let remarks = lines.into_iter().map(|(remark, (count, first))| (remark, count, first)).collect();
    let first = reading.contacts.into_iter().take(SHOWN).collect();
    Ok(Some(Preview { id, kind: reading.kind, new, again, first, remarks }))
}

/// Forgets the file that waits.
///
/// # Errors
/// [`Error::Denied`].
pub async fn drop_file(app: &App, actor: &Actor) -> Result<()> {
    let user = employee(actor)?;
    let tx = app.db.begin().await?;
    file::forget(&tx, actor.workspace, user).await?;
    Ok(tx.commit().await?)
}
