//! The files that could not be fetched.

use std::collections::HashMap;

use model::{ApplicationId, CandidateId, ConnectionId};
use store::{
    hiring::application,
    sync::mirror::{self, Kind},
};

use super::files::GIVEN_UP;
use crate::{Actor, App, Result};

/// How many are shown.
const MOST: u64 = 20;

/// The files that could not be fetched and wait until everything is read again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unfetched {
    /// How many there are.
    pub count: u64,
    /// Some of them.
    pub some: Vec<UnfetchedFile>,
}

/// A file that could not be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnfetchedFile {
    /// Its name.
    pub name: String,
    /// Whose it is; `None` where the application is not here.
    pub candidate: Option<CandidateId>,
    /// How often it was tried.
    pub tries: u64,
    /// What happened the last time.
    pub why: String,
}

pub(super) async fn unfetched(app: &App, actor: &Actor, connection: ConnectionId) -> Result<Unfetched> {
    let (db, space) = (&app.db, actor.workspace);
    let rows = mirror::with_hash(db, connection, Kind::File, GIVEN_UP, MOST).await?;
    let parents = rows.iter().map(|row| row.parent.as_str());
    let parents = mirror::of_external(db, connection, Kind::Application, parents).await?;
    let mut candidates: HashMap<&str, CandidateId> = HashMap::new();
    for (id, parent) in &parents {
        let Some(local) = parent.local else { continue };
        let found = application::get(db, space, ApplicationId(local)).await?;
        candidates.extend(found.map(|application| (id.as_str(), application.candidate)));
    }
    let some = rows.iter().map(|row| UnfetchedFile {
        name: row.state["name"].as_str().unwrap_or_default().into(),
        candidate: candidates.get(row.parent.as_str()).copied(),
        tries: row.state["tries"].as_u64().unwrap_or(0),
        why: row.problem.clone().unwrap_or_default(),
    });
    let some = some.collect();
    Ok(Unfetched { count: mirror::count_with_hash(db, connection, Kind::File, GIVEN_UP).await?, some })
}
