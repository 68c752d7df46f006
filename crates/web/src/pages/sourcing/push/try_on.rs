//! What a mapping makes of a few people, shown beside it before it is kept.

use engine::sourcing::push::try_on::Tried;

/// One person as they would be sent.
pub struct TriedView {
    pub name: String,
    pub href: String,
    /// Field there and value.
    pub values: Vec<(String, String)>,
    /// Why they could not be sent.
    pub problems: Vec<String>,
    /// What would be lost.
    pub notes: Vec<String>,
}

impl From<Tried> for TriedView {
    fn from(tried: Tried) -> Self {
        Self {
            href: format!("/sourcing/people/{}", tried.profile),
            name: tried.name,
            values: tried.shown,
            problems: tried.mapped.problems.into_iter().map(|problem| problem.message).collect(),
            notes: tried.mapped.notes.into_iter().map(|note| note.text).collect(),
        }
    }
}
