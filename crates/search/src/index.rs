//! An index of one pool: opened, kept in step, asked.

use std::{
    fs,
    path::Path,
    sync::{Mutex, PoisonError},
};

use tantivy::{
    Index as Tantivy, IndexReader, IndexWriter, ReloadPolicy, TantivyError, Term, directory::MmapDirectory,
};

use crate::{
    ask::{Question, put},
    collect::{Collect, Found, score},
    document::{Columns, Document},
    forward::Forwards,
    words::{NAME, Words},
};

/// Why the index did not do what was asked. It can always be built again.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another process holds this folder's index.
    #[error("The index in this folder is held by another process.")]
    Held,
    /// Anything else.
    #[error("The index failed: {0}")]
    Failed(String),
}

impl From<TantivyError> for Error {
    fn from(error: TantivyError) -> Self {
        match error {
            TantivyError::LockFailure(..) => Self::Held,
            other => Self::Failed(other.to_string()),
        }
    }
}

/// How much memory a writer that follows changes may fill before it writes to disk, and one that builds anew.
const FOLLOWING: usize = 32 << 20;
const BUILDING: usize = 160 << 20;

/// An index of one pool.
pub struct Index {
    index: Tantivy,
    columns: Columns,
    reader: IndexReader,
    writer: Mutex<IndexWriter>,
    forwards: Forwards,
}

impl Index {
    /// An index in memory, which goes with the process.
    ///
    /// # Errors
    /// [`Error::Failed`].
    pub fn in_memory() -> Result<Self, Error> {
        let columns = Columns::new();
        Self::with(Tantivy::create_in_ram(columns.schema.clone()), columns)
    }

    /// The index in a folder, which is made where it is not there. One of another version is thrown away.
    ///
    /// # Errors
    /// [`Error::Held`] where another process has it; [`Error::Failed`].
    pub fn open(folder: &Path) -> Result<Self, Error> {
        match Self::at(folder) {
            Err(Error::Failed(_)) => {
                let _ = fs::remove_dir_all(folder);
                Self::at(folder)
            }
            other => other,
        }
    }

    fn at(folder: &Path) -> Result<Self, Error> {
        let failed = |error: &dyn std::fmt::Display| Error::Failed(error.to_string());
        fs::create_dir_all(folder).map_err(|error| failed(&error))?;
        let columns = Columns::new();
        let directory = MmapDirectory::open(folder).map_err(|error| failed(&error))?;
        Self::with(Tantivy::open_or_create(directory, columns.schema.clone())?, columns)
    }

    fn with(mut index: Tantivy, columns: Columns) -> Result<Self, Error> {
        index.tokenizers().register(NAME, Words);
        index.set_multithread_executor(2)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let writer = Mutex::new(index.writer_with_num_threads(1, FOLLOWING)?);
        let made = Self { index, columns, reader, writer, forwards: Forwards::default() };
        made.forwards.follow(made.reader.searcher().segment_readers())?;
        Ok(made)
    }

    /// What was kept with the last change: how far the index has come, in the caller's words.
    pub fn stamp(&self) -> Option<String> {
        self.index.load_metas().ok().and_then(|metas| metas.payload)
    }

    /// How many people it knows.
    pub fn len(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Whether it knows nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes in who is new or changed, drops who is no more, and keeps the stamp with it. Found from then on.
    ///
    /// # Errors
    /// [`Error::Failed`]: nothing was taken in.
    pub fn change(&self, changed: &[Document], gone: &[u128], stamp: &str) -> Result<(), Error> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let drop = |id: u128| writer.delete_term(Term::from_field_bytes(self.columns.id, &id.to_be_bytes()));
        for id in gone.iter().copied().chain(changed.iter().map(|one| one.id)) {
            drop(id);
        }
        for document in changed {
            writer.add_document(self.columns.document(document))?;
        }
        let mut prepared = writer.prepare_commit()?;
        prepared.set_payload(stamp);
        prepared.commit()?;
        self.reload()
    }

    /// Builds the index anew from all people, on two threads, and keeps the stamp with it.
    ///
    /// # Errors
    /// [`Error::Failed`]: it may know only some of them; build it again.
    pub fn rebuild(&self, people: impl IntoIterator<Item = Document>, stamp: &str) -> Result<(), Error> {
        let mut following = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        // One writer at a time holds the folder, and a bigger one is needed for a while.
        let mut building = self.swapped(&mut following, 2, BUILDING)?;
        building.delete_all_documents()?;
        for document in people {
            building.add_document(self.columns.document(&document))?;
        }
        let mut prepared = building.prepare_commit()?;
        prepared.set_payload(stamp);
        prepared.commit()?;
        building.wait_merging_threads()?;
        *following = self.index.writer_with_num_threads(1, FOLLOWING)?;
        self.reload()
    }

    /// Another writer in place of this one. Until the caller puts a new one there, an idle one in memory stands in.
    fn swapped(&self, writer: &mut IndexWriter, threads: usize, memory: usize) -> Result<IndexWriter, Error> {
        let idle = Tantivy::create_in_ram(self.columns.schema.clone());
        let held = std::mem::replace(writer, idle.writer_with_num_threads(1, FOLLOWING)?);
        held.wait_merging_threads()?;
        Ok(self.index.writer_with_num_threads(threads, memory)?)
    }

    fn reload(&self) -> Result<(), Error> {
        self.reader.reload()?;
        self.forwards.follow(self.reader.searcher().segment_readers())?;
        Ok(())
    }

    /// Who fits.
    ///
    /// # Errors
    /// [`Error::Failed`].
    pub fn find(&self, question: &Question) -> Result<Found, Error> {
        let searcher = self.reader.searcher();
        let put = put(question, &self.columns, &searcher)?;
        let scored = question.text.is_some() || !question.rather.is_empty();
        let most = question.from + question.most;
        let collect = Collect { forwards: &self.forwards, most, scored, counts: question.counts };
        let (best, total, counts) = searcher.search(&*put.query, &collect)?;
        let (ids, scores) = best.iter().skip(question.from).map(|rank| score(rank, scored)).unzip();
        Ok(Found { ids, scores, total, counts, respelled: put.respelled })
    }
}

#[cfg(test)]
mod tests;
