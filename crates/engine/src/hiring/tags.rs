//! The tags that candidates can have, with their colours, as pages show them.

use model::{
    TagCategoryId, TagId, WorkspaceId,
    access::Right,
    tag::{COLOURS, TagCategory},
};
use store::{Conn, hiring::tag};

use crate::{Actor, App, error::Result};

/// A tag with its category's colour, as pages show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coloured {
    /// The tag.
    pub id: TagId,
    /// Its category.
    pub category: TagCategoryId,
    /// The name people read.
    pub name: String,
    /// One of [`COLOURS`].
    pub colour: String,
}

pub(super) async fn coloured(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<Coloured>> {
    let categories = tag::categories(conn, workspace).await?;
    let colour = |id| categories.iter().find(|category| category.id == id).map(|c| c.colour.clone());
    let tags = tag::all(conn, workspace).await?.into_iter();
    Ok(tags
        .map(|tag| Coloured {
            colour: colour(tag.category).unwrap_or_else(|| COLOURS[0].into()),
            id: tag.id,
            category: tag.category,
            name: tag.name,
        })
        .collect())
}

/// Every tag, by name.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Coloured>> {
    actor.require(Right::CandidatesRead)?;
    coloured(&app.db, actor.workspace).await
}

/// Every category of tags, by name.
pub async fn categories(app: &App, actor: &Actor) -> Result<Vec<TagCategory>> {
    actor.require(Right::CandidatesRead)?;
    Ok(tag::categories(&app.db, actor.workspace).await?)
}
