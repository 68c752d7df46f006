//! How people go into the recruiting CRM of the demo: as it is suggested, so that somebody can be sent at once.

use engine::{App, integrations, sourcing::push};
use model::ConnectionId;

use crate::output::Failure;

/// Keeps the suggested settings of a connection whose system keeps people.
///
/// # Errors
/// Where the sandbox does not answer.
pub async fn set_up(
    app: &App,
    actor: &engine::Actor,
    vendor: &str,
    connection: ConnectionId,
) -> Result<(), Failure> {
    if !integrations::abilities(app, vendor).people {
        return Ok(());
    }
    let suggested = push::view(app, actor, connection).await?.settings();
    Ok(push::save(app, actor, connection, &suggested).await?)
}
