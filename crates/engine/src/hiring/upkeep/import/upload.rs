//! Keeping a file of candidates.

use model::{ImportId, access::Right};
use store::hiring::import::{self, Import};

use super::{MOST_BYTES, table, text};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Keeps a file, so that its columns can be mapped. The field of the error is `file`.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`] where the file is too large, no CSV, or has no headings or rows.
pub async fn upload(app: &App, actor: &Actor, file_name: &str, bytes: &[u8]) -> Result<ImportId> {
    actor.require(Right::CandidatesWrite)?;
    let refuse = |sentence: &str| Error::field("file", sentence);
    if bytes.is_empty() {
        return Err(refuse("Choose a file that isn't empty."));
    }
    if bytes.len() > MOST_BYTES {
        return Err(refuse("The file is larger than 10 MB. Cut it into several files."));
    }
    let file = text::decode(bytes).map_err(refuse)?;
    let delimiter = text::delimiter(&file);
    let rows = table::read(&file, delimiter).map_err(|sentence| refuse(&sentence))?.rows.len();
    let kept =
        Import { id: app.id(), file_name: short(file_name), file, delimiter, mapping: None, outcome: None };
    let tx = app.db.begin().await?;
    import::insert(&tx, actor.workspace, &kept, app.now()).await?;
    let detail = format!("Uploaded {} with {rows} rows", kept.file_name);
    audit::write(app, &tx, actor, "import.uploaded", ("import", Some(kept.id.into())), detail).await?;
    tx.commit().await?;
    Ok(kept.id)
}

/// A file's name without the folders that some browsers send along.
fn short(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|c| !c.is_control()).take(120).collect();
    if name.trim().is_empty() { "candidates.csv".into() } else { name.trim().into() }
}
