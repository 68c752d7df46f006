//! What we last knew of an application in the other system.

use model::{
    ApplicationId, CandidateId, StageId, WorkspaceId,
    application::Application,
    connection::ConnectionStatus,
    job::StageKind,
    remote::{RemoteChange, RemoteTag},
};
use serde::Deserialize;
use serde_json::{Value, json};
use store::{
    Conn, Tx,
    hiring::{application, workflow},
    integrations::connection::{self, Connection},
    sync::mirror::{self, Kind, Mirror},
};
use uuid::Uuid;

use crate::Result;

/// An application in the other system, as far as changes of ours are concerned.
pub(crate) struct There {
    pub application: ApplicationId,
    pub connection: Connection,
    pub known: Known,
    mirror: Mirror,
}

/// What the mirror says of an application's stage and tags there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Known {
    pub stage: String,
    pub tags: Vec<RemoteTag>,
}

impl Known {
    fn read(state: &Value) -> Self {
        let tags = state["tags"].as_array().into_iter().flatten();
        Self {
            stage: state["stage"].as_str().unwrap_or_default().to_owned(),
            tags: tags.filter_map(|tag| RemoteTag::deserialize(tag).ok()).collect(),
        }
    }

    /// Whether it is so already, as far as the mirror tells.
    pub fn has(&self, change: &RemoteChange) -> bool {
        match change {
            RemoteChange::Move { to, .. } => self.stage == *to,
            RemoteChange::AddTag(tag) => self.tags.contains(tag),
            RemoteChange::RemoveTag(tag) => !self.tags.contains(tag),
            RemoteChange::Comment { .. }
            | RemoteChange::SetField(_)
            | RemoteChange::FillFields(_)
            // What is ours alone is compared with what was written, not with what was read.
            | RemoteChange::OneTag(_) => false,
        }
    }

    fn take_in(&mut self, change: &RemoteChange) {
        match change {
            RemoteChange::Move { to, .. } => self.stage.clone_from(to),
            RemoteChange::AddTag(tag) if !self.tags.contains(tag) => self.tags.push(tag.clone()),
            RemoteChange::RemoveTag(tag) => self.tags.retain(|kept| kept != tag),
            // A label of ours is news to the candidate here, which the sync takes over.
            RemoteChange::AddTag(_)
            | RemoteChange::Comment { .. }
            | RemoteChange::SetField(_)
            | RemoteChange::FillFields(_)
            | RemoteChange::OneTag(_) => {}
        }
    }
}

impl There {
    /// Its identifier there.
    pub fn external_id(&self) -> &str {
        &self.mirror.external_id
    }

    /// The stages of its job: ours and theirs.
    pub async fn stages(&self, conn: &impl Conn) -> Result<Vec<(StageId, String)>> {
        let (workspace, there) = (self.connection.workspace, self.connection.id);
        let Some(application) = application::get(conn, workspace, self.application).await? else {
            return Ok(vec![]);
        };
        let jobs = mirror::of_local(conn, workspace, Kind::Job, [Uuid::from(application.job)]).await?;
        let Some(job) = jobs.into_iter().find(|job| job.connection == there) else { return Ok(vec![]) };
        let rows = mirror::of_parents(conn, there, Kind::Stage, [job.external_id.as_str()]).await?;
        let mapped = rows.into_iter().filter(|row| row.gone_at.is_none());
        Ok(mapped.filter_map(|row| Some((row.local?.into(), row.external_id))).collect())
    }

    /// Notes that a change of ours is there now, so that it means nothing new when the sync reads it.
    pub async fn set(&self, tx: &Tx, change: &RemoteChange) -> Result<()> {
        let mut known = self.known.clone();
        known.take_in(change);
        if known == self.known {
            return Ok(());
        }
        let mut state = self.mirror.state.clone();
        state["stage"] = known.stage.into();
        state["tags"] = known.tags.into_iter().map(|tag| json!(tag)).collect();
        Ok(mirror::set_state(tx, &self.mirror, &state).await?)
    }
}

/// Where applications of ours are in other systems. Those that are gone there, or whose connection is, are left out.
pub(crate) async fn of(
    conn: &impl Conn,
    workspace: WorkspaceId,
    applications: &[ApplicationId],
) -> Result<Vec<There>> {
    let ids: Vec<Uuid> = applications.iter().map(|id| Uuid::from(*id)).collect();
    let rows = mirror::of_local(conn, workspace, Kind::Application, ids).await?;
    if rows.is_empty() {
        return Ok(vec![]);
    }
    let mut connections = connection::all(conn, workspace).await?;
    connections.retain(|connection| connection.status != ConnectionStatus::Disconnected);
    let there = |mirror: Mirror| {
        let connection = connections.iter().find(|connection| connection.id == mirror.connection)?.clone();
        let application = mirror.local?.into();
        Some(There { application, connection, known: Known::read(&mirror.state), mirror })
    };
    Ok(rows.into_iter().filter(|row| row.gone_at.is_none()).filter_map(there).collect())
}

/// Where a candidate's applications are in other systems, the newest first.
pub(super) async fn of_candidate(
    conn: &impl Conn,
    workspace: WorkspaceId,
    candidate: CandidateId,
) -> Result<Vec<(Application, There)>> {
    let made = application::of_candidate(conn, workspace, candidate).await?;
    let ids: Vec<_> = made.iter().map(|one| one.id).collect();
    let mut found = of(conn, workspace, &ids).await?;
    let mut both = Vec::new();
    for application in made {
        while let Some(place) = found.iter().position(|there| there.application == application.id) {
            both.push((application.clone(), found.swap_remove(place)));
        }
    }
    Ok(both)
}

/// In each other system the application that people there look at now: the latest that was not rejected, or the
/// latest of all where each was.
pub(super) async fn latest_live(
    conn: &impl Conn,
    workspace: WorkspaceId,
    candidate: CandidateId,
) -> Result<Vec<There>> {
    let mut chosen: Vec<(bool, There)> = Vec::new();
    for (application, there) in of_candidate(conn, workspace, candidate).await? {
        let stage = workflow::stage(conn, workspace, application.stage).await?;
        let live = stage.is_some_and(|stage| stage.kind != StageKind::Rejected);
        match chosen.iter_mut().find(|(_, known)| known.connection.id == there.connection.id) {
            None => chosen.push((live, there)),
            Some(kept) if live && !kept.0 => *kept = (live, there),
            Some(_) => {}
        }
    }
    Ok(chosen.into_iter().map(|(_, there)| there).collect())
}
