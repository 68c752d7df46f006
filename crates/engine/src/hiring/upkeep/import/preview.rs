//! What would come of a file.

use model::ImportId;

use super::{Row, check::examine, find};
use crate::{Actor, App, error::Result};

/// What would come of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The file's name.
    pub file_name: String,
    /// What the columns that go somewhere are called here.
    pub columns: Vec<String>,
    /// Every row.
    pub rows: Vec<Row>,
}

impl Preview {
    /// The rows that can't be taken.
    pub fn bad(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| !row.problems.is_empty())
    }

    /// The good rows whose person is probably known already.
    pub fn duplicates(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.duplicate.is_some())
    }
}

/// What would come of a file as it is mapped now. Nothing is changed.
///
/// # Errors
/// [`Error::Denied`](crate::Error::Denied); [`Error::NotFound`](crate::Error::NotFound);
/// [`Error::Conflict`](crate::Error::Conflict) where it isn't mapped.
pub async fn preview(app: &App, actor: &Actor, id: ImportId) -> Result<Preview> {
    let kept = find(&app.db, actor, id).await?;
    let examined = examine(&app.db, actor.workspace, &kept).await?;
    Ok(Preview { file_name: kept.file_name, columns: examined.columns, rows: examined.rows })
}
