//! What can go wrong with the database.

/// A query's result.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong with the database. No variant shows a row's content.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database can't be reached or refuses.
    #[error("The database failed: {0}")]
    Database(#[from] sea_orm::DbErr),
    /// Another row holds a value that may stand once only.
    #[error("Another record already has this {0}.")]
    Taken(&'static str),
    /// A row can't be read: written by a newer version, or damaged.
    #[error("A stored {0} can't be read; it may have been written by a newer version.")]
    Unreadable(&'static str),
    /// The address of the database is not one we can use.
    #[error("{0}")]
    Address(String),
    /// A sealed secret can't be opened.
    #[error(transparent)]
    Seal(#[from] crate::seal::SealError),
}

impl Error {
    /// Whether a unique constraint stood against the write.
    pub fn is_taken(&self) -> bool {
        match self {
            Self::Taken(_) => true,
            Self::Database(error) => {
                matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_)))
            }
            _ => false,
        }
    }

    /// The same error with a violated unique constraint named for a person.
    pub fn taken_as(self, what: &'static str) -> Self {
        if self.is_taken() { Self::Taken(what) } else { self }
    }
}
