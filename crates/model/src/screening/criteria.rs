//! What a job asks for: weighted criteria for the score, and knock-out rules apart from it.

use serde::{Deserialize, Serialize};

/// How much the job needs something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// The work can't be done without it.
    Must,
    /// The work goes better with it.
    Preferred,
    /// Pleasant to have.
    Nice,
}

impl Need {
    /// What a criterion of this need counts, before its own weight.
    pub fn counts(self) -> u32 {
        match self {
            Self::Must => 6,
            Self::Preferred => 3,
            Self::Nice => 1,
        }
    }
}

/// How far an education went, from the lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Degree {
    /// School left with a certificate.
    School,
    /// A trade or vocation learnt.
    Vocational,
    /// Two years or so after school: associate, diploma, foundation.
    Diploma,
    /// Bachelor.
    Bachelor,
    /// Master.
    Master,
    /// Doctor.
    Doctorate,
}

/// How well a language is spoken, from the lowest; the letters are those of the Common European Framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fluency {
    /// A1, A2.
    Basic,
    /// B1, B2.
    Working,
    /// C1, C2.
    Fluent,
    /// Spoken since childhood.
    Native,
}

/// What a criterion asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Asks {
    /// Any one of these skills, by name; some months of it where a number stands.
    Skill {
        /// Names of skills, the first is shown.
        any_of: Vec<String>,
        /// Least months with it.
        months: Option<u32>,
    },
    /// Months of work, in all or under titles that hold one of these words.
    Experience {
        /// Least months.
        months: u32,
        /// Words of titles; empty for any work.
        titled: Vec<String>,
    },
    /// A position under one of these titles, now or before.
    Title {
        /// Titles.
        any_of: Vec<String>,
    },
    /// An education at least this far, of one of these fields.
    Education {
        /// How far.
        at_least: Degree,
        /// Fields; empty for any.
        fields: Vec<String>,
    },
    /// A language.
    Language {
        /// ISO 639-1.
        code: String,
        /// How well; `None` where it is enough that it is named.
        at_least: Option<Fluency>,
    },
    /// Any one of these certificates or licences.
    Certificate {
        /// Names.
        any_of: Vec<String>,
    },
    /// Any one of these words or phrases, wherever they stand.
    Words {
        /// Words or phrases.
        any_of: Vec<String>,
    },
}

/// One thing that a job asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Its name inside the job's criteria; stays the same while it is edited.
    pub id: String,
    /// How much it is needed.
    pub need: Need,
    /// How much it counts among those of the same need, 1 to 10.
    pub weight: u8,
    /// What it asks for.
    pub asks: Asks,
}

impl Criterion {
    /// What it counts for in the score.
    pub fn counts(&self) -> u32 {
        self.need.counts() * u32::from(self.weight)
    }
}

/// Where a knock-out rule looks. Never into prose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Subject {
    /// The answer to a question of the application form, by the question's words.
    Answer {
        /// The question.
        question: String,
    },
    /// A custom field of the candidate or the application, by its name.
    Field {
        /// The field.
        name: String,
    },
}

/// What a knock-out rule wants of a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Comparison {
    /// One of these words, letter case aside.
    OneOf {
        /// The words.
        values: Vec<String>,
    },
    /// None of these words, letter case aside.
    NoneOf {
        /// The words.
        values: Vec<String>,
    },
    /// A number of at least this much.
    AtLeast {
        /// The number, as text without grouping.
        number: String,
    },
    /// A number of at most this much.
    AtMost {
        /// The number, as text without grouping.
        number: String,
    },
    /// A day not later than this.
    By {
        /// The day.
        day: jiff::civil::Date,
    },
}

/// A rule that sets an application aside whatever its score. A person still decides what becomes of it, and a
/// value that is missing or can't be read sets nobody aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnockOut {
    /// Its name inside the job's criteria.
    pub id: String,
    /// Where it looks.
    pub subject: Subject,
    /// What it wants there.
    pub wants: Comparison,
}

/// What a job asks for, in one version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Criteria {
    /// What makes the score.
    pub criteria: Vec<Criterion>,
    /// What sets aside.
    pub knock_outs: Vec<KnockOut>,
}

/// Why criteria can't be kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CriteriaError {
    /// A weight outside its range.
    #[error("“{0}” weighs {1}; a weight is a number from 1 to 10.")]
    Weight(String, u8),
    /// Nothing to look for.
    #[error("“{0}” does not say what to look for.")]
    Empty(String),
    /// Two of the same name.
    #[error("Two criteria are called “{0}”.")]
    Twice(String),
    /// Not a number.
    #[error("“{0}” compares with “{1}”, which is not a number; write it like 1234.50.")]
    Number(String, String),
}

impl Criteria {
    /// Whether they can be kept as they are.
    ///
    /// # Errors
    /// The first thing that is wrong, in words for the form's field.
    pub fn accept(&self) -> Result<(), CriteriaError> {
        let mut seen = std::collections::BTreeSet::new();
        let ids = self.criteria.iter().map(|c| &c.id).chain(self.knock_outs.iter().map(|k| &k.id));
        for id in ids {
            if !seen.insert(id) {
                return Err(CriteriaError::Twice(id.clone()));
            }
        }
        for criterion in &self.criteria {
            if !(1..=10).contains(&criterion.weight) {
                return Err(CriteriaError::Weight(criterion.id.clone(), criterion.weight));
            }
            if criterion.asks.is_empty() {
                return Err(CriteriaError::Empty(criterion.id.clone()));
            }
        }
        self.knock_outs.iter().try_for_each(KnockOut::accept)
    }
}

impl Asks {
    fn is_empty(&self) -> bool {
        match self {
            Self::Skill { any_of, .. }
            | Self::Title { any_of }
            | Self::Certificate { any_of }
            | Self::Words { any_of } => any_of.iter().all(|name| name.trim().is_empty()),
            Self::Language { code, .. } => code.trim().is_empty(),
            Self::Experience { months, .. } => *months == 0,
            Self::Education { .. } => false,
        }
    }
}

impl KnockOut {
    fn accept(&self) -> Result<(), CriteriaError> {
        let (Subject::Answer { question: name } | Subject::Field { name }) = &self.subject;
        let nothing = match &self.wants {
            Comparison::OneOf { values } | Comparison::NoneOf { values } => values.is_empty(),
            Comparison::AtLeast { number } | Comparison::AtMost { number } => {
                if crate::field::decimal(number).is_none() {
                    return Err(CriteriaError::Number(self.id.clone(), number.clone()));
                }
                false
            }
            Comparison::By { .. } => false,
        };
        if name.trim().is_empty() || nothing { Err(CriteriaError::Empty(self.id.clone())) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skill(id: &str, weight: u8, names: &[&str]) -> Criterion {
        let any_of = names.iter().map(|&name| name.into()).collect();
        Criterion { id: id.into(), need: Need::Must, weight, asks: Asks::Skill { any_of, months: None } }
    }

    fn of(criteria: Vec<Criterion>) -> Result<(), CriteriaError> {
        Criteria { criteria, ..Default::default() }.accept()
    }

    #[test]
    fn criteria_are_named_once_weigh_something_and_look_for_something() {
        assert_eq!(of(vec![skill("a", 1, &["Rust"]), skill("b", 10, &["SQL"])]), Ok(()));
        assert_eq!(
            of(vec![skill("a", 1, &["Rust"]), skill("a", 2, &["Go"])]),
            Err(CriteriaError::Twice("a".into()))
        );
        assert_eq!(of(vec![skill("a", 0, &["Rust"])]), Err(CriteriaError::Weight("a".into(), 0)));
        assert_eq!(of(vec![skill("a", 1, &[" "])]), Err(CriteriaError::Empty("a".into())));
    }

    #[test]
    fn a_knock_out_compares_with_something() {
        let rule = |wants| Criteria {
            knock_outs: vec![KnockOut {
                id: "k".into(),
                subject: Subject::Field { name: "Salary".into() },
                wants,
            }],
            ..Default::default()
        };
        assert_eq!(rule(Comparison::AtMost { number: "90000".into() }).accept(), Ok(()));
        assert!(matches!(
            rule(Comparison::AtMost { number: "much".into() }).accept(),
            Err(CriteriaError::Number(..))
        ));
        assert!(matches!(rule(Comparison::OneOf { values: vec![] }).accept(), Err(CriteriaError::Empty(_))));
    }

    #[test]
    fn criteria_are_kept_as_plain_words() {
        let criteria = Criteria { criteria: vec![skill("rust", 5, &["Rust"])], knock_outs: vec![] };
        let json = serde_json::to_value(&criteria).unwrap();
        assert_eq!(json["criteria"][0]["asks"]["kind"], "skill");
        assert_eq!(serde_json::from_value::<Criteria>(json).unwrap(), criteria);
    }
}
