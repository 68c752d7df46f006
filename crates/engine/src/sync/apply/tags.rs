//! Tags. A candidate has the tags of all its applications, and those that somebody here gave.

use std::collections::{BTreeSet, HashMap, HashSet};

use model::{
    CandidateId, TagId,
    contact::normal_name,
    remote::RemoteTag,
    tag::{COLOURS, Tag, TagCategory},
};
use store::{
    Tx,
    hiring::{application, tag},
    sync::mirror::{self, Kind},
};

use crate::{App, Result, sync::scope::Scope};

/// Words that colours go by beside their own.
const ALSO: [(&str, &str); 9] = [
    ("grey", "slate"),
    ("gray", "slate"),
    ("yellow", "amber"),
    ("gold", "amber"),
    ("purple", "violet"),
    ("turquoise", "teal"),
    ("cyan", "teal"),
    ("navy", "blue"),
    ("pink", "red"),
];

/// The tags here of the names there; those that are missing are made.
pub(super) async fn ensure(
    app: &App,
    tx: &Tx,
    scope: &Scope,
    wanted: &BTreeSet<RemoteTag>,
) -> Result<HashMap<String, TagId>> {
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    let space = scope.workspace();
    let mut tags: HashMap<String, TagId> =
        tag::all(tx, space).await?.into_iter().map(|tag| (tag.name, tag.id)).collect();
    let missing: Vec<_> = wanted.iter().filter(|wanted| !tags.contains_key(&wanted.name)).collect();
    if missing.is_empty() {
        return Ok(tags);
    }
    let mut categories = tag::categories(tx, space).await?;
    for new in missing.into_iter().filter(|new| !new.name.trim().is_empty()) {
        if tags.contains_key(&new.name) {
            continue;
        }
        let name = if new.category.trim().is_empty() { &scope.connection.name } else { &new.category };
        let named = categories.iter().find(|known| normal_name(&known.name) == normal_name(name));
        let category = match named {
            Some(known) => known.id,
            None => {
                let made = TagCategory { id: app.id(), name: name.clone(), colour: colour(name).into() };
                tag::put_category(tx, space, &made).await?;
                let id = made.id;
                categories.push(made);
                id
            }
        };
        let made = Tag { id: app.id(), category, name: new.name.clone() };
        tag::put(tx, space, &made).await?;
        tags.insert(made.name, made.id);
    }
    Ok(tags)
}

/// The colour that a category's name names, or the quiet one.
fn colour(name: &str) -> &'static str {
    let name = name.to_lowercase();
    let named = COLOURS.into_iter().find(|colour| name.contains(colour));
    let also = || ALSO.iter().find(|(word, _)| name.contains(word)).map(|(_, colour)| *colour);
    named.or_else(also).unwrap_or(COLOURS[0])
}

/// Takes tags back that an application lost there and none of the candidate's other applications has.
pub(super) async fn take_back(
    tx: &Tx,
    scope: &Scope,
    candidate: CandidateId,
    application: &str,
    lost: &[String],
    tags: &HashMap<String, TagId>,
) -> Result<()> {
    let space = scope.workspace();
    let others = application::of_candidate(tx, space, candidate).await?;
    let rows =
        mirror::of_local(tx, space, Kind::Application, others.iter().map(|other| other.id.into())).await?;
    let others = rows.iter().filter(|row| row.external_id != application && row.gone_at.is_none());
    let held: HashSet<String> = others.flat_map(|row| named(&row.state)).collect();
    let known = tag::all(tx, space).await?;
    let find = |name: &String| {
        tags.get(name).copied().or_else(|| known.iter().find(|tag| tag.name == *name).map(|tag| tag.id))
    };
    let free: Vec<TagId> = lost.iter().filter(|name| !held.contains(*name)).filter_map(find).collect();
    tag::take_back(tx, space, scope.connection.id, candidate, &free).await?;
    Ok(())
}

/// The names of the tags that the mirror says an application has there.
pub(super) fn named(state: &serde_json::Value) -> Vec<String> {
    let tags = state["tags"].as_array().into_iter().flatten();
    tags.filter_map(|tag| tag["name"].as_str().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::colour;

    #[test]
    fn a_category_that_names_a_colour_has_it() {
        assert_eq!(colour("Red flags"), "red");
        assert_eq!(colour("tag-purple"), "violet");
        assert_eq!(colour("Visa"), "slate");
    }
}
