//! Changes made here on records that come from another system, carried there: moves, comments, tags, values.
//!
//! The operation that makes a change writes a row and a task in its own transaction; a worker carries it there, once.
//! What comes from there is written here by the sync and never sent back.

pub mod cancel;
mod comment;
pub mod conflict;
pub(crate) mod deliver;
mod field;
pub mod insist;
pub mod list;
mod moves;
mod own;
mod problem;
mod queue;
mod reference;
pub(crate) mod resume;
pub mod retry;
mod tag;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod there;
pub mod yield_to_theirs;

use model::{OutgoingId, WorkspaceId};
pub use store::outgoing::{Filter, Outgoing};
use store::{Conn, outgoing};

pub(crate) use self::{
    comment::{commented, reworded, withdrawn},
    field::value_set,
    moves::moved,
    own::{Whose, dropped, filled, is_own, labelled, remarked},
    reference::employed,
    tag::{tagged, untagged},
    there::{There, of as there},
};
use crate::error::{Error, Result};

/// The kind of the task that delivers an application's changes, one after the other. Its subject is the application,
/// so that never two are on their way at once.
pub(crate) const TASK: &str = "outgoing.deliver";

/// One change, whoever asks.
async fn find(conn: &impl Conn, workspace: WorkspaceId, id: OutgoingId) -> Result<Outgoing> {
    outgoing::get(conn, workspace, id).await?.ok_or(Error::NotFound("change"))
}

/// Why a person's decision came too late: someone, or the worker, was quicker.
fn moved_on() -> Error {
    Error::Conflict("This change went on in the meantime. Look at where it stands now.".into())
}
