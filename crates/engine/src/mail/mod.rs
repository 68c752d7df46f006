//! Letters by e-mail. A use case writes one in its own transaction; a worker hands it to the mail server, and where
//! there is none it waits in the mailbox.
//!
//! The mail server learns of a letter before we can note that it did, so that a crash in between hands it over again:
//! under the same Message-ID, by which mail programs see that it is one.

pub(crate) mod deliver;
pub mod mailbox;
pub mod server;
mod smtp;
#[cfg(test)]
mod tests;

use std::time::Duration;

use model::{ApplicationId, LetterId, WorkspaceId};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
pub use store::mail::{
    letter::{Letter as Kept, LetterState},
    server::{Security, Server},
};
use store::{
    Tx,
    mail::{letter, server as servers},
    task,
};

use crate::{App, error::Result};

/// The kind of the task that hands a letter over; its subject is the letter.
pub(crate) const TASK: &str = "mail.send";

/// How long a letter that waits for nothing stays in the mailbox.
pub(crate) const KEPT: Duration = Duration::from_secs(180 * 24 * 60 * 60);

/// A letter: to whom, and what is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The name of whom it is to; may be empty.
    pub to_name: String,
    /// The e-mail address it is to.
    pub to_address: String,
    /// What it is about, in a line.
    pub subject: String,
    /// What is written, in plain text.
    pub text: String,
    /// What kind of letter it is, for whoever looks through them.
    #[serde(skip)]
    pub kind: String,
    /// About which application, so that it is forgotten with its person.
    #[serde(skip)]
    pub about: Option<ApplicationId>,
}

/// Keeps a letter in the caller's transaction and, where the workspace has a mail server, calls for its way there.
///
/// # Errors
/// Where the database stands against it.
pub async fn send(app: &App, tx: &Tx, workspace: WorkspaceId, written: Letter) -> Result<LetterId> {
    let (id, now): (LetterId, _) = (app.id(), app.now());
    let goes_out = servers::get(tx, workspace).await?.is_some();
    let kept = Kept {
        id,
        workspace,
        kind: written.kind.clone(),
        about: written.about,
        sealed: seal(app, id, &written),
        state: if goes_out { LetterState::Waiting } else { LetterState::Kept },
        created_at: now,
        tries: 0,
        next_try_at: goes_out.then_some(now),
        sent_at: None,
        problem: None,
    };
    letter::insert(tx, &kept).await?;
    if goes_out {
        task::push(tx, app.id(), workspace, TASK, id.into(), now, now).await?;
    }
    Ok(id)
}

fn place(id: LetterId) -> String {
    format!("letter/{id}")
}

fn seal(app: &App, id: LetterId, written: &Letter) -> String {
    // Our own type always has a text.
    let text = SecretString::from(serde_json::to_string(written).unwrap_or_default());
    app.vault.seal(&text, &place(id), app.dice.bytes())
}

/// What is written in a kept letter.
fn open(app: &App, kept: &Kept) -> Result<Letter> {
    let text = app.vault.open(&kept.sealed, &place(kept.id)).map_err(store::Error::from)?;
    let written: Letter =
        serde_json::from_str(text.expose_secret()).map_err(|_| store::Error::Unreadable("letter"))?;
    Ok(Letter { kind: kept.kind.clone(), about: kept.about, ..written })
}

/// Seals every letter and every mail server's password with the key in use, and says how many were sealed anew.
///
/// # Errors
/// Where one can't be opened with any key of this process.
pub(crate) async fn rotate(app: &App, tx: &Tx) -> Result<usize> {
    const AT_ONCE: u64 = 500;
    let (mut anew, mut last) = (0, LetterId(uuid::Uuid::nil()));
    loop {
        let some = letter::of_all_workspaces(tx, last, AT_ONCE).await?;
        let Some(end) = some.last() else { break };
        last = end.id;
        for kept in some.into_iter().filter(|kept| !app.vault.is_current(&kept.sealed)) {
            let sealed = seal(app, kept.id, &open(app, &kept)?);
            letter::update(tx, &Kept { sealed, ..kept }).await?;
            anew += 1;
        }
    }
    for (workspace, server) in servers::of_all_workspaces(tx).await? {
        let stale = server.password.as_ref().is_some_and(|sealed| !app.vault.is_current(sealed));
        if let (true, Some(clear)) = (stale, server::password(app, workspace, &server)?) {
            let password = Some(server::seal(app, workspace, &clear));
            servers::put(tx, workspace, &Server { password, ..server }).await?;
            anew += 1;
        }
    }
    Ok(anew)
}
