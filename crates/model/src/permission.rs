//! What a program's key may do: which resources it may read, write and delete.
//!
//! A key never reaches further than the role of the person who made it; its permissions narrow that down.

use std::collections::BTreeSet;

/// A kind of record that a key is given permissions for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Resource {
    /// Jobs, their stages and what they look for.
    Job,
    /// Applications: where they stand, answers, files, tags, screening.
    Application,
    /// People, apart from a single application.
    Candidate,
    /// Remarks on people.
    Comment,
    /// Fields that the workspace added, and their values.
    CustomAttributes,
    /// The labels there are.
    Tags,
    /// Connected systems, syncs, hand-offs and webhooks.
    Integrations,
}

/// What is done with a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verb {
    /// See it.
    Read,
    /// Make and change it.
    Write,
    /// Take it away.
    Delete,
}

impl Resource {
    /// Every resource, in the order of the table.
    pub const ALL: [Self; 7] = [
        Self::Job,
        Self::Application,
        Self::Candidate,
        Self::Comment,
        Self::CustomAttributes,
        Self::Tags,
        Self::Integrations,
    ];

    /// The word kept in the database and used by the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Job => "job",
            Self::Application => "application",
            Self::Candidate => "candidate",
            Self::Comment => "comment",
            Self::CustomAttributes => "custom_attributes",
            Self::Tags => "tags",
            Self::Integrations => "integrations",
        }
    }

    /// The name shown to a person.
    pub fn label(self) -> &'static str {
        match self {
            Self::Job => "Job",
            Self::Application => "Application",
            Self::Candidate => "Candidate",
            Self::Comment => "Comment",
            Self::CustomAttributes => "Custom attributes",
            Self::Tags => "Tags",
            Self::Integrations => "Integrations",
        }
    }
}

impl Verb {
    /// Every verb, in the order of the table.
    pub const ALL: [Self; 3] = [Self::Read, Self::Write, Self::Delete];

    /// The word kept in the database and used by the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Delete => "delete",
        }
    }
}

/// One cell of the table: a resource and what may be done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Permission {
    /// On what.
    pub resource: Resource,
    /// What.
    pub verb: Verb,
}

impl Permission {
    /// To do that with this.
    pub const fn to(verb: Verb, resource: Resource) -> Self {
        Self { resource, verb }
    }

    /// Every cell, row by row.
    pub fn all() -> impl Iterator<Item = Self> {
        Resource::ALL.into_iter().flat_map(|on| Verb::ALL.into_iter().map(move |verb| Self::to(verb, on)))
    }

    /// The words kept in the database and used by the API, such as `job:read`.
    pub fn word(self) -> String {
        format!("{}:{}", self.resource.as_str(), self.verb.as_str())
    }

    /// Reads the words back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::all().find(|permission| permission.word() == word)
    }
}

/// The cells that are ticked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permissions(BTreeSet<Permission>);

impl Permissions {
    /// Whether this cell is ticked.
    pub fn has(&self, permission: Permission) -> bool {
        self.0.contains(&permission)
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words with blanks between them, as they are kept.
    pub fn words(&self) -> String {
        self.0.iter().map(|permission| permission.word()).collect::<Vec<_>>().join(" ")
    }

    /// Reads the words back; `None` where one means nothing.
    pub fn parse(words: &str) -> Option<Self> {
        words.split_whitespace().map(Permission::parse).collect::<Option<_>>().map(Self)
    }

    /// In words for a person: each resource with what may be done, such as "Job: read".
    pub fn in_words(&self) -> Vec<String> {
        let verbs = |resource| {
            let of = Verb::ALL.into_iter().filter(|verb| self.has(Permission::to(*verb, resource)));
            of.map(Verb::as_str).collect::<Vec<_>>().join(", ")
        };
        let rows = Resource::ALL.into_iter().map(|resource| (resource.label(), verbs(resource)));
        rows.filter(|(_, verbs)| !verbs.is_empty()).map(|(on, verbs)| format!("{on}: {verbs}")).collect()
    }
}

impl FromIterator<Permission> for Permissions {
    fn from_iter<T: IntoIterator<Item = Permission>>(permissions: T) -> Self {
        Self(permissions.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back_and_a_strange_one_is_refused() {
        let some = Permissions::parse("job:read comment:write custom_attributes:delete").unwrap();
        assert_eq!(Permissions::parse(&some.words()), Some(some.clone()));
        assert!(some.has(Permission::to(Verb::Read, Resource::Job)));
        assert!(!some.has(Permission::to(Verb::Write, Resource::Job)));
        assert_eq!(Permissions::parse("job:read job:own"), None);
        assert_eq!(Permission::all().count(), 21);
    }

    #[test]
    fn a_person_reads_them_by_resource() {
        let some = Permissions::parse("application:write job:read application:read").unwrap();
        assert_eq!(some.in_words(), ["Job: read", "Application: read, write"]);
    }
}
