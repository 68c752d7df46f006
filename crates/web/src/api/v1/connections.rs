//! `/api/v1/connections`: which systems are connected, and whether they work.

use axum::{Json, extract::State};
use engine::integrations::{Connection, SystemKind, abilities, gallery::gallery};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Web, api::problem::Problem, session::SignedIn};

/// The connections there are.
#[derive(Serialize, ToSchema)]
pub struct Connections {
    /// Each, by the app and then by name; those that were disconnected are left out.
    pub connections: Vec<ConnectionBody>,
}

/// A connection.
#[derive(Serialize, ToSchema)]
pub struct ConnectionBody {
    /// Its identifier.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The app's short name.
    pub app: String,
    /// What kind of system it is: `ats`, `crm`, `hris` or `messenger`.
    pub kind: &'static str,
    /// `disabled`, `enabled` or `broken` (its key is not accepted).
    pub status: &'static str,
    /// Whether its account is a sandbox's.
    pub sandbox: bool,
    /// Whether hires can be sent there.
    pub takes_hires: bool,
    /// Whether its records are kept in step here.
    pub keeps_records: bool,
    /// When it last answered as it should (RFC 3339).
    pub last_good_at: Option<String>,
    /// What last went wrong; null once it answers well again.
    pub problem: Option<String>,
}

impl ConnectionBody {
    fn of(web: &Web, kind: SystemKind, connection: Connection) -> Self {
        let can = abilities(web, &connection.vendor);
        Self {
            id: connection.id.into(),
            name: connection.name,
            app: connection.vendor,
            kind: kind.as_str(),
            status: connection.status.as_str(),
            sandbox: connection.kind == model::workspace::WorkspaceKind::Sandbox,
            takes_hires: can.hires,
            keeps_records: can.records,
            last_good_at: connection.last_good_at.map(|at| at.to_string()),
            problem: connection.last_problem.map(|(_, sentence)| sentence),
        }
    }
}

/// Lists the connections.
#[utoipa::path(
    get,
    path = "/api/v1/connections",
    tag = "connections",
    responses(
        (status = 200, description = "The connections there are", body = Connections),
        (status = 403, description = "The key's owner does not manage integrations", body = Problem),
    )
)]
pub async fn list(State(web): State<Web>, visitor: SignedIn) -> Result<Json<Connections>, Problem> {
    let found = gallery(&web, &visitor.actor, "").await?;
    let connections = found.into_iter().flat_map(|tile| {
        let kind = tile.manifest.kind;
        tile.connections.into_iter().map(move |connection| (kind, connection))
    });
    let connections = connections.map(|(kind, connection)| ConnectionBody::of(&web, kind, connection));
    Ok(Json(Connections { connections: connections.collect() }))
}
