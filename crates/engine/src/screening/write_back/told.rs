//! What a person reads of the writing: where an application's result was written, what of it a person there changed, and
//! what could not be written.

use jiff::Timestamp;
use model::{ApplicationId, ConnectionId, access::Right};
use store::{integrations::connection, outgoing, screening::written};

use crate::{Actor, App, Result, outgoing::is_own};

/// What became of an application's result in one system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Which system.
    pub connection: ConnectionId,
    /// Its name.
    pub name: String,
    /// When something was last written, or asked to be.
    pub at: Timestamp,
    /// What somebody changed there and was left as it is, in sentences.
    pub respected: Vec<String>,
    /// What could not be written, in sentences.
    pub problems: Vec<String>,
    /// Whether something is on its way there.
    pub on_its_way: bool,
}

/// What became of an application's result in each system.
///
/// # Errors
/// [`crate::Error::Denied`].
pub async fn told(app: &App, actor: &Actor, application: ApplicationId) -> Result<Vec<Told>> {
    actor.require(Right::CandidatesRead)?;
    let (db, space) = (&app.db, actor.workspace);
    let written = written::of_applications(db, space, &[application]).await?;
    if written.is_empty() {
        return Ok(vec![]);
    }
    let names = connection::all(db, space).await?;
    let changes = outgoing::of_application(db, space, application).await?;
    let one = |known: written::Written| {
        let on_its_way = changes
            .iter()
            .any(|change| change.connection == known.connection && is_own(change) && !change.state.is_over());
        let named = names.iter().find(|one| one.id == known.connection);
        Told {
            connection: known.connection,
            name: named.map(|one| one.name.clone()).unwrap_or_default(),
            at: known.at,
            respected: known.content.respected,
            problems: known.content.problems,
            on_its_way,
        }
    };
    Ok(written.into_iter().map(one).collect())
}
