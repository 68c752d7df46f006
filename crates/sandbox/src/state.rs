//! The documents of all sandboxes in one file, so that they outlive the process.

use std::{
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use connect::World;
use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::{Map, Value};
use tempfile::NamedTempFile;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// How long changes are gathered before they are written.
const GATHER: Duration = Duration::from_millis(500);

pub(crate) struct StateFile {
    pub path: PathBuf,
    /// What the file held of vendors that are not running now: it is written back untouched.
    others: Map<String, Value>,
    worlds: Vec<(String, Arc<World>)>,
}

/// What was saved earlier, by vendor; nothing where there is no file yet.
pub(crate) fn load(path: &Path) -> io::Result<Map<String, Value>> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes)?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Map::new()),
        Err(error) => Err(error),
    }
}

impl StateFile {
    pub fn new(path: PathBuf, others: Map<String, Value>, worlds: Vec<(String, Arc<World>)>) -> Self {
        Self { path, others, worlds }
    }

    /// Writes everything to a new file, then puts it in the old one's place: a crash leaves one of the two whole.
    pub fn save(&self) -> io::Result<()> {
        let mut file = BufWriter::new(NamedTempFile::new_in(folder(&self.path))?);
        serde_json::to_writer(&mut file, self)?;
        file.flush()?;
        let file = file.into_inner().map_err(|error| error.into_error())?;
        file.as_file().sync_all()?;
        file.persist(&self.path)?;
        Ok(())
    }

    /// Saves a little after each change, until told to stop. The last save is the caller's.
    pub async fn follow(self: Arc<Self>, changed: Arc<Notify>, stopping: CancellationToken) {
        let next = async || {
            changed.notified().await;
            tokio::time::sleep(GATHER).await;
        };
        while stopping.run_until_cancelled(next()).await.is_some() {
            let file = self.clone();
            match tokio::task::spawn_blocking(move || file.save()).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => {
                    tracing::error!(%error, path = %self.path.display(), "the sandbox's state was not saved; the next change tries again");
                }
                Err(error) => tracing::error!(%error, "the saving of the sandbox's state was given up"),
            }
        }
    }
}

/// The folder of a file, also for one named without a folder.
pub(crate) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

impl Serialize for StateFile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut file = serializer.serialize_map(Some(self.others.len() + self.worlds.len()))?;
        for (vendor, documents) in &self.others {
            file.serialize_entry(vendor, documents)?;
        }
        for (vendor, world) in &self.worlds {
            file.serialize_entry(vendor, &Documents(world))?;
        }
        file.end()
    }
}

/// A world's documents, written without a copy.
struct Documents<'a>(&'a World);

impl Serialize for Documents<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.read(|documents| documents.serialize(serializer))
    }
}
