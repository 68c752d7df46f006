//! One record afresh.

use connect::{Reply, VendorError, ats::Incoming, error::Result};
use model::remote::{RecordKind, RemoteFile};
use serde::de::DeserializeOwned;

use super::{
    client::{Client, Filter},
    map, page,
    wire::{Attachment, Rows},
};

/// The record with everything that a page gives of it.
pub async fn fetch(client: &Client<'_>, kind: RecordKind, id: &str) -> Result<Incoming> {
    let reply = of_id(client, kind, id).await?;
    let rows: Rows = reply.json()?;
    let row = rows.first().ok_or_else(|| gone(kind, id))?.get();
    Ok(match kind {
        RecordKind::Candidate => map::candidate(row),
        RecordKind::Job => {
            let job: Vec<u64> = id.parse().into_iter().collect();
            let (around, notes) = page::around(client, &job).await?;
            let mut incoming = map::job(row, &around);
            incoming.notes.extend(notes);
            incoming
        }
        RecordKind::Application => {
            let sources = page::names(client, "list the sources", "sources").await.ok();
            let files = files(client, id).await?;
            // A prospect has none of the things that an application has here.
            map::application(row, sources.as_ref(), files).ok_or_else(|| gone(kind, id))?
        }
    })
}

/// The list of a kind with the one row, if it is there.
async fn of_id(client: &Client<'_>, kind: RecordKind, id: &str) -> Result<Reply> {
    let (list, purpose) = map::list(kind);
    if id.parse::<u64>().is_err() {
        return Err(gone(kind, id));
    }
    client.first(purpose, list, &Filter::of("ids", &[id.to_owned()])).await
}

/// One row of a list as its type.
///
/// # Errors
/// [`VendorError::NotFound`] where there is none.
pub async fn row<T: DeserializeOwned>(client: &Client<'_>, kind: RecordKind, id: &str) -> Result<T> {
    let rows: Vec<T> = of_id(client, kind, id).await?.json()?;
    rows.into_iter().next().ok_or_else(|| gone(kind, id))
}

/// The files of an application; `None` where the credential may not read them.
async fn files(client: &Client<'_>, application: &str) -> Result<Option<Vec<RemoteFile>>> {
    let filter = Filter::of("application_ids", &[application.to_owned()]);
    match page::every(client, "list an application's files", "attachments", filter).await {
        Err(VendorError::Forbidden(_)) => Ok(None),
        Err(error) => Err(error),
        Ok(replies) => {
            let mut files = vec![];
            for reply in &replies {
                files.extend(reply.json::<Vec<Attachment>>()?.into_iter().map(|there| there.file.file()));
            }
            Ok(Some(files))
        }
    }
}

fn gone(kind: RecordKind, id: &str) -> VendorError {
    VendorError::NotFound(format!("there is no {} {id}", kind.as_str()))
}
