//! Candidates out of a CSV file: kept, mapped, looked at row by row, and then brought in all at once.
//!
//! Each step is an operation of its own on the kept file, so that one can leave in the middle and come back.

use model::{ImportId, access::Right};
use store::{Conn, hiring::import};

use crate::{
    Actor, App,
    error::{Error, Result},
};

mod check;
mod dates;
pub(crate) mod erase;
pub(crate) mod formula;
mod known;
pub mod map;
mod outcome;
pub mod preview;
pub mod recent;
pub mod rejected;
pub mod run;
pub(crate) mod table;
mod target;
pub(crate) mod text;
pub mod upload;

pub use check::{Person, Row};
pub use dates::DateOrder;
pub use map::Mapping;
pub use outcome::{Outcome, Rejected};
pub use target::{Choice, Target};

/// The largest file, in bytes.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;

/// The most rows below the headings.
pub const MOST_ROWS: usize = 50_000;

/// The kept file, for whoever may import.
async fn find(conn: &impl Conn, actor: &Actor, id: ImportId) -> Result<import::Import> {
    actor.require(Right::CandidatesWrite)?;
    import::get(conn, actor.workspace, id).await?.ok_or(Error::NotFound("import"))
}

/// What came of the file, where it has been brought in.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn outcome(app: &App, actor: &Actor, id: ImportId) -> Result<(String, Option<Outcome>)> {
    let kept = find(&app.db, actor, id).await?;
    Ok((kept.file_name, kept.outcome.as_deref().map(Outcome::read).transpose()?))
}
