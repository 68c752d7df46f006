//! Files of people on their way into the talent pool: tables with their columns matched, and single people.

mod json_resume;
mod people;
mod run;
mod sheet;
mod target;
mod xlsx;

use model::{PoolImportId, access::Right};
use serde::{Deserialize, Serialize};
use store::{
    sourcing::import::{self, Import},
    task,
};

pub use people::{Added, add_people};
pub(crate) use run::work;
pub use target::Target;

use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// The kind of the task that brings a table's people in; its subject is the import.
pub(crate) const TASK: &str = "pool.import";

/// What came of a table, so far or in the end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// People the pool did not know.
    pub new: u64,
    /// People it knew, to whose profile a row was added.
    pub known: u64,
    /// Of these, how many rows raise the question whether two profiles are one person.
    pub asked: u64,
    /// Rows that were left out, each by its number in the file and why. What stands in them is not kept.
    pub left_out: Vec<(u32, String)>,
    /// Whether all rows were looked at.
    pub ended: bool,
}

/// A table on its way in, as its page shows it.
pub struct Shown {
    /// The table.
    pub import: Import,
    /// Where each column goes, as said or as guessed.
    pub targets: Vec<Target>,
    /// What came of it.
    pub outcome: Option<Outcome>,
}

/// Keeps a table, with its columns matched as its headings suggest. Nobody is in the pool yet.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Conflict`] with a sentence where the file can't be read.
pub async fn upload(app: &App, actor: &Actor, file_name: &str, bytes: &[u8]) -> Result<PoolImportId> {
    actor.require(Right::SourcingUse)?;
    let sheet = sheet::read(bytes).map_err(Error::Conflict)?;
    let made = Import {
        id: app.id(),
        file_name: file_name.chars().take(200).collect(),
        headings: sheet.headings,
        rows: sheet.rows,
        mapping: None,
        done: 0,
        outcome: None,
        list: None,
    };
    let tx = app.db.begin().await?;
    import::insert(&tx, actor.workspace, &made, app.now()).await?;
    tx.commit().await?;
    Ok(made.id)
}

/// A table and how far it has come.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn get(app: &App, actor: &Actor, id: PoolImportId) -> Result<Shown> {
    actor.require(Right::SourcingUse)?;
    let import = import::get(&app.db, actor.workspace, id).await?.ok_or(Error::NotFound("import"))?;
    let targets = match &import.mapping {
        Some(mapping) => read(mapping)?,
        None => import.headings.iter().map(|heading| Target::guess(heading)).collect(),
    };
    let outcome = import.outcome.as_deref().map(read).transpose()?;
    Ok(Shown { import, targets, outcome })
}

/// Begins to bring a table's people in. A second time changes nothing.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::Conflict`] where nobody could be told from another.
pub async fn begin(app: &App, actor: &Actor, id: PoolImportId, targets: &[Target]) -> Result<()> {
    actor.require(Right::SourcingUse)?;
    let named = targets.iter().any(|target| matches!(target, Target::FirstName | Target::FullName));
    let found = targets.iter().any(|target| matches!(target, Target::Email | Target::Phone | Target::Page));
    if !named || !found {
        let sentence = "Say which column has the name, and which an e-mail address, a phone number or a profile's \
                        address, so that nobody comes in twice.";
        return Err(Error::Conflict(sentence.into()));
    }
    let tx = app.db.begin().await?;
    let kept = import::get(&tx, actor.workspace, id).await?.ok_or(Error::NotFound("import"))?;
    let mapping = serde_json::to_string(targets).map_err(|_| store::Error::Unreadable("mapping"))?;
    if import::begin(&tx, actor.workspace, id, &mapping, None).await? {
        let now = app.now();
        task::push(&tx, app.id(), actor.workspace, TASK, id.into(), now, now).await?;
        let told =
            format!("Began to bring {} rows of {} into the talent pool", kept.rows.len(), kept.file_name);
        audit::write(app, &tx, actor, "pool.import", ("import", Some(id.into())), told).await?;
        tx.commit().await?;
        app.bell.notify_one();
    }
    Ok(())
}

fn read<T: serde::de::DeserializeOwned>(kept: &str) -> Result<T> {
    Ok(serde_json::from_str(kept).map_err(|_| store::Error::Unreadable("import"))?)
}

#[cfg(test)]
mod tests;
