//! Bringing in the people of the file that waits.

use std::collections::{BTreeSet, HashMap};

use model::{
    ContactFileId,
    network::{Contact, Known},
};
use store::referrals::network::{
    contact::{self, Contact as Kept},
    file,
    headline::{self, Headline},
};

use super::{changed, employee, list, read::MOST_CONTACTS, sealed, upload::waiting};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    referrals::matching,
};

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brought {
    /// People who are new.
    pub added: usize,
    /// People who were there and of whom more is known now.
    pub renewed: usize,
    /// People who were there as the file says.
    pub same: usize,
}

/// Brings in the people of a file: those who are there already are renewed, so that the same file twice changes nothing.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`] where that file no longer waits; [`Error::Invalid`] at `file` where there is no
/// room for so many.
pub async fn bring_in(app: &App, actor: &Actor, id: ContactFileId) -> Result<Brought> {
    let user = employee(actor)?;
    let tx = app.db.begin().await?;
    let waits = waiting(app, actor, &tx).await?.filter(|(waits, _)| *waits == id);
    let (_, reading) = waits.ok_or(Error::NotFound("file of contacts"))?;
    let mut known = list::opened(app, &tx, actor).await?;
    let mut places: HashMap<String, usize> = HashMap::new();
    for (place, (_, contact)) in known.iter().enumerate() {
        places.extend(contact.marks().into_iter().map(|mark| (mark, place)));
    }
    let (mut brought, mut touched) = (Brought { added: 0, renewed: 0, same: 0 }, BTreeSet::new());
    for newer in reading.contacts {
        if let Some(place) = newer.marks().iter().find_map(|mark| places.get(mark)).copied() {
            let before = known[place].1.clone();
            known[place].1.renew(newer);
            if known[place].1 == before {
                brought.same += 1;
            } else {
                brought.renewed += 1;
                touched.insert(place);
            }
            continue;
        }
        touched.insert(known.len());
        brought.added += 1;
        known.push((fresh(app, actor, user), newer));
    }
    if known.len() > MOST_CONTACTS {
        return Err(Error::field("file", format!("A network has room for {MOST_CONTACTS} people.")));
    }
    keep(app, &tx, actor, touched.into_iter().map(|place| known[place].clone()).collect()).await?;
    file::forget(&tx, actor.workspace, user).await?;
    changed(app, &tx, actor, user, true).await?;
    let detail = format!("Brought {} people into their network, renewed {}", brought.added, brought.renewed);
    audit::write(app, &tx, actor, "network.imported", ("user", Some(user.into())), detail).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(brought)
}

fn fresh(app: &App, actor: &Actor, user: model::UserId) -> Kept {
    Kept {
        id: app.id(),
        workspace: actor.workspace,
        user,
        headline: uuid::Uuid::nil(),
        known: Known::NotSaid,
        left_out: false,
        sealed: String::new(),
        added_at: app.now(),
    }
}

/// Keeps contacts with what they do, sealed.
async fn keep(app: &App, tx: &store::Tx, actor: &Actor, contacts: Vec<(Kept, Contact)>) -> Result<()> {
    let headlines: Vec<Headline> =
        contacts.iter().map(|(_, contact)| matching::headline(&contact.title)).collect();
    let wanted: Vec<Headline> =
        headlines.iter().cloned().collect::<std::collections::HashSet<_>>().into_iter().collect();
    let ids = headline::ensure(tx, actor.workspace, &wanted, || app.id()).await?;
    let rows = contacts.into_iter().zip(headlines).map(|((kept, contact), headline)| {
        let sealed = sealed::seal(app, &sealed::of_contact(kept.id), &contact);
        let id = ids.get(&headline).copied().ok_or(store::Error::Unreadable("what a contact does"))?;
        Ok(Kept { sealed, headline: id, ..kept })
    });
    contact::put_many(tx, &rows.collect::<Result<Vec<_>>>()?).await?;
    Ok(headline::prune(tx, actor.workspace).await?)
}
