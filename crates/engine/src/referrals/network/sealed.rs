//! Sealing what says who somebody is, each bound to the row it stands in.

use model::{ContactFileId, ContactId, UserId};
use secrecy::{ExposeSecret, SecretString};
use serde::{Serialize, de::DeserializeOwned};
use store::{
    Tx,
    referrals::network::{contact, owner},
};

use crate::{App, Result};

pub(crate) fn of_contact(id: ContactId) -> String {
    format!("contact/{id}")
}

pub(crate) fn of_file(id: ContactFileId) -> String {
    format!("contact_file/{id}")
}

pub(crate) fn of_owner(user: UserId) -> String {
    format!("network/{user}")
}

pub(crate) fn seal<T: Serialize>(app: &App, place: &str, clear: &T) -> String {
    // Our own types always have a text.
    let text = SecretString::from(serde_json::to_string(clear).unwrap_or_default());
    app.vault.seal(&text, place, app.dice.bytes())
}

pub(crate) fn open<T: DeserializeOwned>(app: &App, place: &str, sealed: &str) -> Result<T> {
    let text = app.vault.open(sealed, place).map_err(store::Error::from)?;
    Ok(serde_json::from_str(text.expose_secret()).map_err(|_| store::Error::Unreadable("contact"))?)
}

/// Seals every contact and every owner's word with the key in use, and says how many were sealed anew. A file that waits
/// is gone within a day.
pub(crate) async fn rotate(app: &App, tx: &Tx) -> Result<usize> {
    const AT_ONCE: u64 = 500;
    let anew_of = |place: &str, sealed: &str| -> Result<String> {
        let clear: serde_json::Value = open(app, place, sealed)?;
        Ok(seal(app, place, &clear))
    };
    let (mut anew, mut last) = (0, ContactId(uuid::Uuid::nil()));
    loop {
        let some = contact::of_all_workspaces(tx, last, AT_ONCE).await?;
        let Some(end) = some.last() else { break };
        last = end.id;
        let mut changed = Vec::new();
        for kept in some.into_iter().filter(|kept| !app.vault.is_current(&kept.sealed)) {
            changed.push(contact::Contact { sealed: anew_of(&of_contact(kept.id), &kept.sealed)?, ..kept });
        }
        contact::put_many(tx, &changed).await?;
        anew += changed.len();
    }
    for owner in owner::of_all_workspaces(tx).await? {
        if !app.vault.is_current(&owner.sealed) {
            let sealed = anew_of(&of_owner(owner.user), &owner.sealed)?;
            owner::put(tx, &owner::Owner { sealed, ..owner }).await?;
            anew += 1;
        }
    }
    Ok(anew)
}
