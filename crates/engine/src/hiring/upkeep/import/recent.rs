//! The files that were brought here lately.

use jiff::Timestamp;
use model::{ImportId, access::Right};
use store::hiring::import;

use super::Outcome;
use crate::{Actor, App, error::Result};

/// How many are listed.
const LISTED: u64 = 20;

/// A file in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recent {
    /// Its identifier.
    pub id: ImportId,
    /// The file's name.
    pub file_name: String,
    /// When it was uploaded.
    pub at: Timestamp,
    /// What came of it, where it was brought in.
    pub outcome: Option<Outcome>,
}

/// The latest files, the newest first.
///
/// # Errors
/// [`Error::Denied`](crate::Error::Denied).
pub async fn recent(app: &App, actor: &Actor) -> Result<Vec<Recent>> {
    actor.require(Right::CandidatesWrite)?;
    let files = import::recent(&app.db, actor.workspace, LISTED).await?;
    files
        .into_iter()
        .map(|file| {
            let outcome = file.outcome.as_deref().map(Outcome::read).transpose()?;
            Ok(Recent { id: file.id, file_name: file.file_name, at: file.at, outcome })
        })
        .collect()
}
