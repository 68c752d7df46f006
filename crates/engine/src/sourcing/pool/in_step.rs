//! The index of each workspace's pool, held by this process and kept in step with the database.
//!
//! Whoever looks for somebody first takes over what changed since the last look, so that what was committed before is
//! found. An index that is missing is built from the database.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError, mpsc},
    time::Duration,
};

use jiff::Timestamp;
use model::{PoolListId, ProfileId, WorkspaceId, pool::Origin};
use search::{Document, Index};
use store::{
    Db,
    integrations::connection,
    sourcing::{
        list,
        profile::{self, Change, Place},
        record,
    },
};

use super::show::document;
use crate::error::{Error, Result};

/// How many changes are taken over at a time.
const PIECE: u64 = 2_000;

/// A change that was committed late may carry a time before those already taken over: so far back is looked again.
const OVERLAP: Duration = Duration::from_secs(10);

/// How many processes of one machine may each hold an index of the same pool.
const PLACES: usize = 8;

/// The indexes that this process holds.
#[derive(Default)]
pub struct PoolSearch {
    folder: Option<PathBuf>,
    held: Mutex<HashMap<WorkspaceId, Arc<Held>>>,
}

/// The index of one workspace.
pub(crate) struct Held {
    pub index: Index,
    reached: tokio::sync::Mutex<Reached>,
}

/// How far an index has come.
#[derive(Default)]
struct Reached {
    place: Option<Place>,
    /// Those of the last seconds with when they changed, nobody's time for those that are no more: so that looking again
    /// takes nothing over twice.
    recent: HashMap<ProfileId, Option<Timestamp>>,
}

fn failed(error: impl std::fmt::Display) -> Error {
    tracing::error!(%error, "the index of the talent pool failed");
    Error::Conflict(
        "The index of the talent pool could not be read. It is built again with the next start.".into(),
    )
}

impl PoolSearch {
    /// Indexes that live in a folder; without one they live in memory and are built with each start.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self { folder: Some(folder), held: Mutex::default() }
    }

    /// The index of a workspace, with everything that was committed until now.
    pub(crate) async fn current(&self, db: &Db, workspace: WorkspaceId) -> Result<Arc<Held>> {
        let held = self.hold(workspace).await?;
        let mut reached = held.reached.lock().await;
        if reached.place.is_none() {
            reached.place = held.index.stamp().as_deref().and_then(read);
        }
        if reached.place.is_none() {
            build(&held, db, workspace, &mut reached).await?;
        }
        follow(&held, db, workspace, &mut reached).await?;
        drop(reached);
        Ok(held)
    }

    async fn hold(&self, workspace: WorkspaceId) -> Result<Arc<Held>> {
        if let Some(held) = self.held.lock().unwrap_or_else(PoisonError::into_inner).get(&workspace) {
            return Ok(Arc::clone(held));
        }
        let folder = self.folder.as_ref().map(|folder| folder.join(workspace.to_string()));
        let index = blocking(move || open(folder)).await?;
        let made = Arc::new(Held { index, reached: tokio::sync::Mutex::default() });
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Arc::clone(held.entry(workspace).or_insert(made)))
    }
}

fn open(folder: Option<PathBuf>) -> std::result::Result<Index, search::Error> {
    let Some(folder) = folder else { return Index::in_memory() };
    for nth in 0..PLACES {
        match Index::open(&folder.join(nth.to_string())) {
            // Another process of this machine has that one.
            Err(search::Error::Held) => {}
            other => return other,
        }
    }
    Index::in_memory()
}

/// What takes its time and waits for nobody, away from the threads that serve others.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::result::Result<T, search::Error> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(failed)?.map_err(failed)
}

fn stamp(place: Option<Place>) -> String {
    place.map(|place| format!("{} {}", place.at.as_millisecond(), place.id)).unwrap_or_default()
}

fn read(stamp: &str) -> Option<Place> {
    let (at, id) = stamp.split_once(' ')?;
    Some(Place { at: Timestamp::from_millisecond(at.parse().ok()?).ok()?, id: id.parse().ok()? })
}

/// Builds an index from all profiles: they are read here and written on another thread.
async fn build(held: &Arc<Held>, db: &Db, workspace: WorkspaceId, reached: &mut Reached) -> Result<()> {
    // Where it starts to look for changes afterwards: what changes meanwhile comes again then.
    let (first, mut place) = profile::changed_after(db, workspace, None, PIECE).await?;
    if first.is_empty() {
        return Ok(());
    }
    let (send, receive) = mpsc::sync_channel::<Document>(4 * PIECE as usize);
    let writing = Arc::clone(held);
    let written = tokio::task::spawn_blocking(move || writing.index.rebuild(receive, ""));
    let known = Known::load(db, workspace).await?;
    let mut piece = first;
    while !piece.is_empty() {
        let (documents, _) = known.documents(db, workspace, piece).await?;
        let send = send.clone();
        blocking(move || {
            // Where nobody receives any more, the writing says why.
            let _ = documents.into_iter().all(|document| send.send(document).is_ok());
            Ok(())
        })
        .await?;
        let next;
        (piece, next) = profile::changed_after(db, workspace, place, PIECE).await?;
        place = next.or(place);
    }
    drop(send);
    written.await.map_err(failed)?.map_err(failed)?;
    reached.place = place;
    let (writing, stamp) = (Arc::clone(held), stamp(place));
    blocking(move || writing.index.change(&[], &[], &stamp)).await
}

/// Takes over what changed since the last look.
async fn follow(held: &Arc<Held>, db: &Db, workspace: WorkspaceId, reached: &mut Reached) -> Result<()> {
    let mut from =
        reached.place.map(|place| Place { at: place.at - OVERLAP, id: ProfileId(uuid::Uuid::nil()) });
    let (mut known, mut recent) = (None, HashMap::new());
    loop {
        let (piece, next) = profile::changed_after(db, workspace, from, PIECE).await?;
        let Some(next) = next else { break };
        let all = piece.len() as u64;
        let is_news = |change: &Change| {
            let (id, changed) = match change {
                Change::Is(profile) => (profile.id, Some(profile.changed_at)),
                Change::Gone(id) => (*id, None),
            };
            recent.insert(id, changed);
            reached.recent.get(&id) != Some(&changed)
        };
        let fresh: Vec<Change> = piece.into_iter().filter(is_news).collect();
        if !fresh.is_empty() {
            if known.is_none() {
                known = Some(Known::load(db, workspace).await?);
            }
            let Some(known) = &known else { break };
            let (documents, gone) = known.documents(db, workspace, fresh).await?;
            let (writing, stamp) = (Arc::clone(held), stamp(Some(next)));
            blocking(move || writing.index.change(&documents, &gone, &stamp)).await?;
        }
        from = Some(next);
        reached.place = reached.place.max(Some(next));
        if all < PIECE {
            break;
        }
    }
    reached.recent = recent;
    Ok(())
}

/// The names of what profiles refer to.
pub(crate) struct Known {
    systems: HashMap<model::ConnectionId, String>,
    lists: HashMap<PoolListId, String>,
}

impl Known {
    pub(crate) async fn load(db: &Db, workspace: WorkspaceId) -> Result<Self> {
        let systems =
            connection::all(db, workspace).await?.into_iter().map(|one| (one.id, one.name)).collect();
        let lists =
            list::all(db, workspace).await?.into_iter().map(|(list, _)| (list.id, list.name)).collect();
        Ok(Self { systems, lists })
    }

    /// What a source is called.
    pub(crate) fn source(&self, origin: &Origin) -> String {
        match origin {
            Origin::System { connection, .. } => {
                self.systems.get(connection).cloned().unwrap_or_else(|| "A system no longer connected".into())
            }
            Origin::Candidate { .. } => "Candidates".into(),
            Origin::File { .. } => "Files".into(),
            Origin::Hand => "Typed here".into(),
        }
    }

    /// What the index keeps of each that is, and the identifiers of those that are no more.
    async fn documents(
        &self,
        db: &Db,
        workspace: WorkspaceId,
        changes: Vec<Change>,
    ) -> Result<(Vec<Document>, Vec<u128>)> {
        let (mut profiles, mut gone) = (Vec::new(), Vec::new());
        for change in changes {
            match change {
                Change::Is(profile) => profiles.push(*profile),
                Change::Gone(id) => gone.push(id.0.as_u128()),
            }
        }
        let ids: Vec<ProfileId> = profiles.iter().map(|profile| profile.id).collect();
        let mut sources: HashMap<ProfileId, Vec<String>> = HashMap::new();
        for (id, origin) in record::origins(db, workspace, &ids).await? {
            let (all, name) = (sources.entry(id).or_default(), self.source(&origin));
            if !all.contains(&name) {
                all.push(name);
            }
        }
        let mut lists: HashMap<ProfileId, Vec<String>> = HashMap::new();
        for (id, list) in list::of_profiles(db, workspace, &ids).await? {
            lists.entry(id).or_default().extend(self.lists.get(&list).cloned());
        }
        let documents = profiles.iter().map(|profile| {
            let (sources, lists) = (sources.remove(&profile.id), lists.remove(&profile.id));
            document(profile, sources.unwrap_or_default(), lists.unwrap_or_default())
        });
        Ok((documents.collect(), gone))
    }
}
