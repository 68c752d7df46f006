//! What is asked for of each kind of record beside its own attributes.

use connect::Call;
use model::remote::RecordKind;

/// The values of the fields that administrators added, each with its field, which they name only in words.
const VALUES: &str = "custom_attributes.custom_field";

/// Records and costly attributes that come along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Relationships that are followed.
    pub include: Vec<&'static str>,
    /// The kind whose costly attributes are named.
    of: &'static str,
    /// Attributes that the vendor gives only when asked.
    extra: &'static str,
}

impl Parts {
    /// Everything that has a place here.
    pub fn all(kind: RecordKind) -> Self {
        let parts = Self::needed(kind);
        Self {
            include: parts.include.into_iter().chain(Self::optional(kind).iter().copied()).collect(),
            ..parts
        }
    }

    /// What goes with the right to read the kind itself.
    pub fn needed(kind: RecordKind) -> Self {
        match kind {
            RecordKind::Job => Self { include: vec!["stages"], ..Self::default() },
            RecordKind::Candidate => Self::default(),
            RecordKind::Application => Self {
                include: vec!["answers", "answers.question", "offers"],
                of: "applications",
                extra: "attachments,tags",
            },
        }
    }

    /// What needs a right of its own, that a key may lack while all else goes on.
    pub fn optional(kind: RecordKind) -> &'static [&'static str] {
        match kind {
            RecordKind::Job => &["department", "division", "location", VALUES],
            RecordKind::Candidate => &[VALUES],
            RecordKind::Application => &[VALUES, "offers.manager"],
        }
    }

    /// Nothing but what the kind has of itself.
    pub fn none() -> Self {
        Self::default()
    }

    /// One relationship alone.
    pub fn only(include: &'static str) -> Self {
        Self { include: vec![include], ..Self::default() }
    }

    /// An application's labels.
    pub fn tags() -> Self {
        Self { of: "applications", extra: "tags", ..Self::default() }
    }

    /// An application's files.
    pub fn attachments() -> Self {
        Self { of: "applications", extra: "attachments", ..Self::default() }
    }

    /// The same without some relationships.
    pub fn without(mut self, refused: &[String]) -> Self {
        self.include.retain(|name| !refused.iter().any(|refused| refused == name));
        self
    }

    /// Onto a call.
    pub fn onto(&self, call: Call) -> Call {
        let call = match self.include.as_slice() {
            [] => call,
            include => call.query("include", include.join(",")),
        };
        if self.extra.is_empty() {
            call
        } else {
            call.query(format!("extra_fields[{}]", self.of), self.extra)
        }
    }
}
