//! `include`: paths of relationships.

use std::collections::BTreeMap;

use crate::pinpoint::sandbox::{
    auth::Caller,
    errors::Refusal,
    resources,
    schema::{Link, Resource},
};

/// The relationships to follow from a record, and what to follow from there.
#[derive(Debug, Default)]
pub struct Include(BTreeMap<String, Include>);

impl Include {
    /// Reads `offers,offers.creator`.
    ///
    /// # Errors
    /// 400 for a relationship that is unknown, 501 for one that leads to a kind that is not built.
    pub fn parse(resource: &'static Resource, value: &str) -> Result<Self, Refusal> {
        let mut root = Self::default();
        for path in value.split(',').map(str::trim).filter(|path| !path.is_empty()) {
            let (mut here, mut kinds) = (&mut root, vec![resource]);
            for name in path.split('.') {
                kinds = step(&kinds, name)?;
                here = here.0.entry(name.to_owned()).or_default();
            }
        }
        Ok(root)
    }

    /// Whether nothing is followed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The relationships of this kind to follow. A path behind a polymorphic one need not exist for every kind.
    pub fn of(
        &self,
        resource: &'static Resource,
    ) -> impl Iterator<Item = (&'static str, &'static Link, &Include)> {
        let all = resource.relationships.iter();
        all.filter_map(|(name, link)| Some((*name, link, self.0.get(*name)?)))
    }

    /// What follows one relationship.
    #[cfg(test)]
    pub fn behind(&self, name: &str) -> Option<&Include> {
        self.0.get(name)
    }

    /// Asks for the right to read what is brought along; where a relationship leads to several kinds, one of them
    /// is enough. It is ours: the vendor says nothing of it.
    ///
    /// # Errors
    /// 403 naming the kind.
    pub fn insist(&self, resource: &'static Resource, caller: &Caller) -> Result<(), Refusal> {
        for (name, link, include) in self.of(resource) {
            let kinds = kinds(link).unwrap_or_default();
            let categories: Vec<_> = kinds.iter().flat_map(|kind| kind.categories).copied().collect();
            caller.insist(&categories, "read", name)?;
            for kind in kinds {
                include.insist(kind, caller)?;
            }
        }
        Ok(())
    }
}

/// The kinds that a relationship leads to; `None` where they are not built.
fn kinds(link: &'static Link) -> Option<Vec<&'static Resource>> {
    match link {
        Link::One(kind) | Link::Many(kind, _) | Link::Kept(kind) => Some(vec![kind]),
        Link::Any(kinds) => Some(kinds.iter().filter_map(|kind| resources::find(kind.kind)).collect()),
        Link::Unbuilt => None,
    }
}

fn step(from: &[&'static Resource], name: &str) -> Result<Vec<&'static Resource>, Refusal> {
    let links: Vec<_> = from.iter().filter_map(|resource| resource.link(name)).collect();
    if links.is_empty() {
        return Err(Refusal::query("include"));
    }
    let reached = links
        .into_iter()
        .map(|link| kinds(link).ok_or_else(|| Refusal::unbuilt(&format!("The relationship {name}"))));
    Ok(reached.collect::<Result<Vec<_>, _>>()?.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pinpoint::sandbox::resources::{applications::APPLICATIONS, comments::COMMENTS};

    #[test]
    fn paths_share_their_beginning() {
        let include = Include::parse(&APPLICATIONS, "offers.creator,offers.manager,job").unwrap();
        let names: Vec<_> = include.of(&APPLICATIONS).map(|(name, ..)| name).collect();
        assert_eq!(names, ["job", "offers"]);
        assert_eq!(include.behind("offers").unwrap().0.len(), 2);
    }

    #[test]
    fn a_path_may_pass_through_several_kinds() {
        assert!(Include::parse(&COMMENTS, "commentable.job").is_ok());
        assert_eq!(Include::parse(&COMMENTS, "commentable.creator").unwrap_err(), Refusal::query("include"));
        assert_eq!(Include::parse(&APPLICATIONS, "scorecard_notes").unwrap_err().status, 501);
    }
}
