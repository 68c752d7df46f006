//! How well a contact fits a job, and why: in words for the employee, and in words that name nobody for everyone else.

use serde::{Deserialize, Serialize};

use super::{Contact, Known};

/// How far up somebody works, as a title says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Still learning: an intern, an apprentice, a student.
    Learning,
    /// In the first years.
    Junior,
    /// The title says nothing else.
    Usual,
    /// With years behind them.
    Senior,
    /// Leads others or a field.
    Lead,
    /// Directs a part of the company or all of it.
    Head,
}

impl Level {
    /// Every level, the lowest first.
    pub const ALL: [Self; 6] =
        [Self::Learning, Self::Junior, Self::Usual, Self::Senior, Self::Lead, Self::Head];

    /// How many steps lie between two levels.
    pub fn steps(self, other: Self) -> u8 {
        (self as u8).abs_diff(other as u8)
    }
}

/// One thing that speaks for a contact. It holds words of the job only, never of the contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Reason {
    /// Their title is the job's.
    SameTitle,
    /// Their title says the same in other words.
    LikeTitle,
    /// Their title shares the kind of work with the job's.
    NearTitle,
    /// Their title or what is known of them names skills that the job asks for.
    Skills {
        /// The job's names of them.
        names: Vec<String>,
    },
    /// They work at the job's level.
    SameLevel,
    /// They work one step below or above.
    NextLevel,
    /// They are where the job is.
    Place,
    /// They work or worked at an employer that the job names.
    Employer,
    /// The employee has said how well they know them.
    Known {
        /// How well.
        how: Known,
    },
    /// They work or worked where the employee worked before.
    Shared,
}

impl Reason {
    /// The reason for the employee whose contact it is.
    pub fn of(&self, contact: &Contact) -> String {
        match self {
            Self::SameTitle => format!("Is “{}”, as the job is called", contact.title),
            Self::LikeTitle => format!("“{}” is the same work in other words", contact.title),
            Self::NearTitle => format!("“{}” is work of the same kind", contact.title),
            Self::Skills { names } => format!("Has what the job asks for: {}", names.join(", ")),
            Self::Place if !contact.place.is_empty() => format!("Is where the job is: {}", contact.place),
            Self::Shared => "Has worked where you worked".into(),
            Self::Known { how: Known::WorkedTogether } => "You worked together".into(),
            Self::Known { how } => format!("You know them {}", how.label().to_lowercase()),
            other => other.unnamed(),
        }
    }

    /// The reason for anybody else: it says nothing by which the contact could be told from others.
    pub fn unnamed(&self) -> String {
        match self {
            Self::SameTitle | Self::LikeTitle => "Does the same work".into(),
            Self::NearTitle => "Does work of the same kind".into(),
            Self::Skills { names } if names.len() == 1 => {
                "Has one of the skills that the job asks for".into()
            }
            Self::Skills { names } => format!("Has {} of the skills that the job asks for", names.len()),
            Self::SameLevel => "Works at the job's level".into(),
            Self::NextLevel => "Works one step from the job's level".into(),
            Self::Place => "Is where the job is".into(),
            Self::Employer => "Comes from an employer that the job names".into(),
            Self::Shared => "Has worked where the employee worked".into(),
            Self::Known { how: Known::WorkedTogether } => "The employee worked with them".into(),
            Self::Known { how } => format!("The employee knows them {}", how.label().to_lowercase()),
        }
    }
}

/// How well a contact fits a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fit {
    /// From 0 to 100.
    pub points: u8,
    /// What speaks for them, the weightiest first.
    pub reasons: Vec<Reason>,
}

impl Fit {
    /// How strong it is; `None` where it is too weak to be shown to anybody.
    pub fn strength(&self) -> Option<Strength> {
        Strength::of(self.points)
    }
}

/// How strong a match is, as everybody reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Worth a look.
    Possible,
    /// Much speaks for them.
    Good,
    /// Nearly everything speaks for them.
    Strong,
}

impl Strength {
    /// The strength of that many points; `None` below what is shown.
    pub fn of(points: u8) -> Option<Self> {
        match points {
            70.. => Some(Self::Strong),
            55..70 => Some(Self::Good),
            40..55 => Some(Self::Possible),
            _ => None,
        }
    }

    /// The word of the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Good => "good",
            Self::Strong => "strong",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Possible => "Possible",
            Self::Good => "Good",
            Self::Strong => "Strong",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_read_names_nothing_of_the_contact() {
        let contact = Contact {
            first_name: "Ida".into(),
            last_name: "Larsen".into(),
            title: "Zinc Whisperer".into(),
            company: "Harbour Mills".into(),
            place: "Esbjerg".into(),
            ..Contact::default()
        };
        let skills = Reason::Skills { names: vec!["Welding".into(), "Blueprints".into()] };
        let known = Reason::Known { how: Known::Well };
        for reason in [
            Reason::SameTitle,
            Reason::LikeTitle,
            Reason::NearTitle,
            skills,
            Reason::SameLevel,
            Reason::NextLevel,
            Reason::Place,
            Reason::Employer,
            Reason::Shared,
            known,
        ] {
            let said = reason.unnamed();
            for word in ["Ida", "Larsen", "Zinc", "Harbour", "Esbjerg", "Welding"] {
                assert!(!said.contains(word), "{said}");
            }
            assert!(!reason.of(&contact).is_empty());
        }
        assert!(Reason::SameTitle.of(&contact).contains("Zinc Whisperer"), "the employee reads the title");
    }

    #[test]
    fn levels_have_steps_and_points_a_strength() {
        assert_eq!(Level::Junior.steps(Level::Senior), 2);
        assert_eq!(
            [39, 40, 55, 70].map(Strength::of).map(|s| s.map(Strength::as_str)),
            [None, Some("possible"), Some("good"), Some("strong")]
        );
    }
}
