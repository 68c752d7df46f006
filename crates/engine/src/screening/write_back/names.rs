//! What results are kept in there: fields and labels, and what each is called.

use model::{field::FieldKind, remote::RemoteTag, screening::Standing};
use store::screening::target::Target;

/// One thing that is told of a result, each in a field of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// 0 to 100.
    Score,
    /// Where the application stands.
    Status,
    /// Two or three sentences.
    Summary,
    /// Each criterion with its reason.
    Requirements,
    /// The page here that shows the reasons in the résumé.
    Link,
    /// By which criteria and which scorer.
    Version,
    /// On which day.
    ScoredAt,
}

impl Part {
    /// Every part, in the order in which people read them.
    pub const ALL: [Self; 7] = [
        Self::Score,
        Self::Status,
        Self::Summary,
        Self::Requirements,
        Self::Link,
        Self::Version,
        Self::ScoredAt,
    ];

    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Score => "score",
            Self::Status => "status",
            Self::Summary => "summary",
            Self::Requirements => "requirements",
            Self::Link => "link",
            Self::Version => "version",
            Self::ScoredAt => "scored_at",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.as_str() == word)
    }

    /// What people call it, after the prefix.
    pub fn title(self) -> &'static str {
        match self {
            Self::Score => "Score",
            Self::Status => "Status",
            Self::Summary => "Summary",
            Self::Requirements => "Requirements match",
            Self::Link => "Profile link",
            Self::Version => "Version",
            Self::ScoredAt => "Scored at",
        }
    }

    /// What it is for, in a sentence.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Score => "How well the application answers the job's criteria, from 0 to 100.",
            Self::Status => "Where the application stands. Only a person says Qualified.",
            Self::Summary => "What is shown, what is not, and what is open, in a few sentences.",
            Self::Requirements => "Each criterion with its reason and the words that show it.",
            Self::Link => "Leads to the page here that shows the reasons beside the résumé.",
            Self::Version => {
                "By which version of the criteria and of the scorer, so that a score can be told apart."
            }
            Self::ScoredAt => "The day of the score.",
        }
    }

    /// What a field that is made for it holds.
    pub fn kind(self) -> FieldKind {
        match self {
            Self::Score => FieldKind::Integer,
            Self::Status => FieldKind::SingleSelect,
            Self::Summary | Self::Requirements => FieldKind::LongText,
            Self::Link | Self::Version => FieldKind::ShortText,
            Self::ScoredAt => FieldKind::Date,
        }
    }

    /// Whether a field of that kind can hold it.
    pub fn fits(self, kind: FieldKind) -> bool {
        match self {
            Self::Score => matches!(kind, FieldKind::Integer | FieldKind::Decimal),
            Self::Link | Self::Version => matches!(kind, FieldKind::ShortText | FieldKind::LongText),
            _ => kind == self.kind(),
        }
    }

    /// What can be chosen in it.
    pub fn options(self) -> Vec<String> {
        if self == Self::Status {
            STANDINGS.iter().map(|(_, word)| (*word).to_owned()).collect()
        } else {
            vec![]
        }
    }
}

/// The words for where an application stands, there.
const STANDINGS: [(Standing, &str); 3] = [
    (Standing::PreQualified, "Pre_Qualified"),
    (Standing::Qualified, "Qualified"),
    (Standing::NotQualified, "Not_Qualified"),
];

/// The word for where an application stands; none where there is not enough to tell.
pub fn word(standing: Standing) -> Option<&'static str> {
    STANDINGS.iter().find(|(known, _)| *known == standing).map(|(_, word)| *word)
}

/// What the field for a part is called there.
pub fn field(target: &Target, part: Part) -> String {
    format!("{} {}", target.prefix, part.title())
}

/// The label for a standing; none where there is not enough to tell.
pub fn tag(target: &Target, standing: Standing) -> Option<RemoteTag> {
    let category = target.category.clone().unwrap_or_default();
    word(standing).map(|word| RemoteTag { name: format!("{}: {word}", target.prefix), category })
}

/// Every label of ours.
pub fn tags(target: &Target) -> Vec<RemoteTag> {
    STANDINGS.iter().filter_map(|(standing, _)| tag(target, *standing)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_labels_have_their_names() {
        let target = Target::of(model::ConnectionId(uuid::Uuid::nil()));
        assert_eq!(field(&target, Part::Requirements), "CLARA Requirements match");
        let names: Vec<_> = tags(&target).into_iter().map(|tag| tag.name).collect();
        assert_eq!(names, ["CLARA: Pre_Qualified", "CLARA: Qualified", "CLARA: Not_Qualified"]);
        assert_eq!(tag(&target, Standing::Unscored), None);
        for part in Part::ALL {
            assert_eq!(Part::parse(part.as_str()), Some(part));
            assert!(part.fits(part.kind()));
            assert_eq!(part.options().is_empty(), !part.kind().has_options());
        }
    }
}
