//! The connection that a command is about.

use engine::{Actor, App};
use model::ConnectionId;
use store::integrations::connection;

use crate::output::Failure;

/// The connection by id or name, and the one who asks: whoever runs the command has the data folder, so may.
///
/// # Errors
/// A sentence where none or several are called so.
pub async fn named(app: &App, name: &str) -> Result<(Actor, ConnectionId), Failure> {
    let all = connection::of_all_workspaces(&app.db).await?;
    let found: Vec<_> =
        all.iter().filter(|c| c.id.to_string() == name || c.name.eq_ignore_ascii_case(name)).collect();
    let [connection] = found[..] else {
        let names: Vec<_> = all.iter().map(|connection| format!("“{}”", connection.name)).collect();
        return Err(match found.len() {
            0 => format!("there is no connection “{name}”; there is: {}", names.join(", ")).into(),
            n => format!("{n} connections are called “{name}”; name one by its id").into(),
        });
    };
    let mut actor = Actor::worker(connection.workspace, connection.kind);
    actor.name = "Command line".into();
    actor.origin = "cli".into();
    Ok((actor, connection.id))
}
