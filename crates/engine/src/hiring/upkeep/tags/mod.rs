//! Tags and their categories, as the settings keep them.

use std::collections::BTreeMap;

use model::{
    access::Right,
    tag::{Tag, TagCategory},
};
use store::hiring::tag;

use crate::{
    Actor, App,
    error::{Error, Result},
};

pub mod category;
pub mod label;

/// A category with its tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The category.
    pub category: TagCategory,
    /// Its tags by name, each with how many candidates have it.
    pub tags: Vec<(Tag, u64)>,
}

/// What goes with a tag or a category that is taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    /// How many tags go.
    pub tags: u64,
    /// How many candidates have at least one of them.
    pub candidates: u64,
    /// How often one of them stands on a candidate.
    pub marks: u64,
}

/// Every category by name, with its tags.
///
/// # Errors
/// [`Error::Denied`].
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Group>> {
    actor.require(Right::WorkspaceManage)?;
    let counts = tag::counts(&app.db, actor.workspace).await?;
    let mut of: BTreeMap<_, Vec<(Tag, u64)>> = BTreeMap::new();
    for tag in tag::all(&app.db, actor.workspace).await? {
        let held = counts.get(&tag.id).copied().unwrap_or(0);
        of.entry(tag.category).or_default().push((tag, held));
    }
    let categories = tag::categories(&app.db, actor.workspace).await?;
    Ok(categories
        .into_iter()
        .map(|category| Group { tags: of.remove(&category.id).unwrap_or_default(), category })
        .collect())
}

/// A name that can be kept, or the problem of the form's field `name`.
pub(super) fn name(typed: &str, what: &str) -> Result<String> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(Error::field("name", format!("Give {what} a name.")));
    }
    if name.chars().count() > 60 {
        return Err(Error::field("name", "A name has 60 characters at most."));
    }
    Ok(name)
}

/// A name that another record has, said at its field.
pub(super) fn unless_taken(error: store::Error, name: &str) -> Error {
    if error.is_taken() {
        Error::field("name", format!("The name “{name}” is taken; choose another."))
    } else {
        error.into()
    }
}

/// "1 candidate", "3 candidates".
pub(super) fn many(count: u64, one: &str, several: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {several}") }
}
