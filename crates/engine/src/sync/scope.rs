//! For whom and through which connection records are taken over.

use jiff::Timestamp;
use model::{RunId, WorkspaceId, remote::RecordKind, workspace::WorkspaceKind};
use store::{integrations::connection::Connection, sync::note::RunNote};
use uuid::Uuid;

use super::fields::Fields;
use crate::{Actor, App};

/// For whom and through which connection records are taken over.
pub(super) struct Scope {
    /// The connection.
    pub connection: Connection,
    /// Gangway, by the connection's name.
    pub actor: Actor,
    /// The other system's fields.
    pub fields: Fields,
    /// The walk that sees the records, where it is one.
    pub walk: Option<Uuid>,
    /// The run, where it is one.
    pub run: Option<RunId>,
    /// What was decided there before is history: it sends nobody anywhere.
    pub first_enabled_at: Timestamp,
}

impl Scope {
    pub fn actor(connection: &Connection, kind: WorkspaceKind) -> Actor {
        let worker = Actor::worker(connection.workspace, kind);
        Actor { name: connection.name.clone(), origin: "sync".into(), ..worker }
    }

    pub fn workspace(&self) -> WorkspaceId {
        self.connection.workspace
    }

    pub fn note(
        &self,
        app: &App,
        kind: RecordKind,
        external_id: &str,
        what: &str,
        sentence: impl Into<String>,
    ) -> RunNote {
        RunNote {
            id: app.id(),
            run: self.run,
            kind,
            external_id: external_id.into(),
            what: what.into(),
            sentence: sentence.into(),
            at: app.now(),
        }
    }
}
