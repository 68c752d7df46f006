//! Who reads files that strangers sent: [`Readers`], processes of their own with limits; in tests [`InProcess`].

mod readers;

use async_trait::async_trait;
use model::screening::{Document, Unreadable};

pub use readers::{Limits, Readers};

/// Why there is no text of a file.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is the file's fault, and will be tomorrow.
    #[error("{0}")]
    Unreadable(#[from] Unreadable),
    /// It is the machine's fault: no reader can be started. Nothing is said of the file; it is read again later.
    #[error(
        "No reader could be started: {0}. The file waits; see whether the machine has memory and processes left."
    )]
    NoReader(std::io::Error),
}

/// Reads files.
#[async_trait]
pub trait ResumeReader: Send + Sync {
    /// The text of a file.
    ///
    /// # Errors
    /// [`ReadError`].
    async fn read(&self, file: &[u8]) -> Result<Document, ReadError>;
}

/// Reads in this very process, without limits of time and memory. For files that a test made.
pub struct InProcess;

#[async_trait]
impl ResumeReader for InProcess {
    async fn read(&self, file: &[u8]) -> Result<Document, ReadError> {
        Ok(screen::read::read(file)?)
    }
}
