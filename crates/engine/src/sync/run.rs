//! One run of the history, with what it has to say of single records.

use model::{RunId, access::Right};
use store::sync::{note, run as runs};

use super::{Run, RunNote};
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// How many notes a page of the history has.
pub const PAGE: u64 = 100;

/// One run.
#[derive(Clone, Debug)]
pub struct Account {
    /// The run.
    pub run: Run,
    /// One page of its notes, in the order they were made.
    pub notes: Vec<RunNote>,
    /// How many notes there are.
    pub total: u64,
}

/// One run with a page of its notes; pages count from 0.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn run(app: &App, actor: &Actor, id: RunId, page: u64) -> Result<Account> {
    actor.require(Right::IntegrationsManage)?;
    let (db, space) = (&app.db, actor.workspace);
    let run = runs::get(db, space, id).await?.ok_or(Error::NotFound("run"))?;
    let notes = note::of_run(db, space, id, PAGE, page.saturating_mul(PAGE)).await?;
    Ok(Account { total: note::count(db, space, id).await?, notes, run })
}
