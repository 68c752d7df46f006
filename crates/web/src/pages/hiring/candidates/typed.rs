//! A candidate's form as it was typed.

use model::{candidate::Profile, hire::FieldProblem};
use serde::Deserialize;

/// A candidate's form as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    /// All but the date.
    #[serde(flatten)]
    pub(super) profile: Profile,
    /// The date as it was typed, which may be none.
    #[serde(rename = "born")]
    pub(super) born: String,
}

impl From<Profile> for Typed {
    fn from(profile: Profile) -> Self {
        let born = profile.date_of_birth.map(|day| day.to_string()).unwrap_or_default();
        Self { profile, born }
    }
}

impl Typed {
    /// The profile, or what is wrong with the date.
    pub(super) fn read(&self) -> (Profile, Option<FieldProblem>) {
        let mut profile = self.profile.clone();
        let text = self.born.trim();
        if text.is_empty() {
            profile.date_of_birth = None;
            return (profile, None);
        }
        match text.parse() {
            Ok(day) => {
                profile.date_of_birth = Some(day);
                (profile, None)
            }
            Err(_) => {
                let message = format!("“{text}” is not a date; write it like 1990-03-31.");
                (profile, Some(FieldProblem { field: "born".into(), message }))
            }
        }
    }
}
