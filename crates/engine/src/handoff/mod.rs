//! A hired candidate becomes an employee in an HR system: form, send, deliver.
//!
//! Page, API, command line and rule meet in [`send`] and [`rule`], which only write a row and a task. A worker then
//! runs [`deliver`], one step after the other, each with its result in the ledger before the next begins.

pub mod actions;
pub mod bulk;
pub mod cancel;
pub mod decide;
pub mod deliver;
pub mod edit;
mod facts;
mod fill;
pub mod form;
pub mod get;
mod hired;
pub mod list;
pub mod preview;
pub(crate) mod problem;
pub(crate) mod resume;
pub mod retry;
pub mod rule;
pub mod send;
mod steps;
#[cfg(test)]
pub(crate) mod tests;

use model::{HandoffId, WorkspaceId};
pub use store::integrations::{
    handoff::{Filter, Handoff},
    ledger::{Entry, StepState},
    link::Link,
};
use store::{Conn, integrations::handoff};

use crate::error::{Error, Result};

/// The kind of the task that delivers a hand-off.
pub(crate) const TASK: &str = "handoff.deliver";

/// One hand-off, whoever asks.
async fn find(conn: &impl Conn, workspace: WorkspaceId, id: HandoffId) -> Result<Handoff> {
    handoff::get(conn, workspace, id).await?.ok_or(Error::NotFound("hand-off"))
}

/// Why a change came too late: someone, or the worker, was quicker.
fn moved_on() -> Error {
    Error::Conflict("This hand-off went on in the meantime. Look at where it stands now.".into())
}
