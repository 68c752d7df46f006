//! What applicants may say of themselves for the fairness report alone, and the groups that it counts.
//!
//! The groups of ethnicity and gender are those in which United States employers report (EEO-1), which New York's rule
//! on automated decision tools counts by, and one for whoever finds themselves in neither gender.

/// A question that an applicant may answer, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VoluntaryQuestion {
    /// Which gender.
    Gender,
    /// Which ethnicity.
    Ethnicity,
    /// How old, in bands.
    Age,
    /// Whether the person has a disability.
    Disability,
}

/// What stands for "I prefer not to say". It is kept, so that nobody is asked twice, and counted as unknown.
pub const UNDISCLOSED: &str = "undisclosed";

impl VoluntaryQuestion {
    /// Every question, in the order in which they are asked.
    pub const ALL: [Self; 4] = [Self::Gender, Self::Ethnicity, Self::Age, Self::Disability];

    /// The word kept in the database and in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gender => "gender",
            Self::Ethnicity => "ethnicity",
            Self::Age => "age",
            Self::Disability => "disability",
        }
    }

    /// Reads the word back, or the label, however it is written.
    pub fn parse(word: &str) -> Option<Self> {
        let is = |text: &str| text.eq_ignore_ascii_case(word.trim());
        Self::ALL.into_iter().find(|question| is(question.as_str()) || is(question.label()))
    }

    /// What it is called in a report.
    pub fn label(self) -> &'static str {
        match self {
            Self::Gender => "Gender",
            Self::Ethnicity => "Ethnicity",
            Self::Age => "Age band",
            Self::Disability => "Disability",
        }
    }

    /// How an applicant is asked.
    pub fn asks(self) -> &'static str {
        match self {
            Self::Gender => "Which gender do you identify with?",
            Self::Ethnicity => "Which of these describes your ethnicity best?",
            Self::Age => "How old are you?",
            Self::Disability => "Do you have a disability, or have you had one?",
        }
    }

    /// The groups, each with the word kept and what people call it.
    pub fn groups(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Gender => &[("female", "Female"), ("male", "Male"), ("other", "Another gender")],
            Self::Ethnicity => &[
                ("asian", "Asian"),
                ("black", "Black or African American"),
                ("hispanic", "Hispanic or Latino"),
                ("native", "Native American or Alaska Native"),
                ("pacific", "Native Hawaiian or Pacific Islander"),
                ("white", "White"),
                ("several", "Two or more of these"),
                ("other", "Another ethnicity"),
            ],
            Self::Age => &[
                ("under_25", "Under 25"),
                ("25_39", "25 to 39"),
                ("40_54", "40 to 54"),
                ("55_over", "55 or older"),
            ],
            Self::Disability => &[("yes", "Yes"), ("no", "No")],
        }
    }

    /// The word of a group, read from the word itself or from what people call it, however it is written.
    pub fn group(self, text: &str) -> Option<&'static str> {
        let is = |word: &str| word.eq_ignore_ascii_case(text.trim());
        let undisclosed = is(UNDISCLOSED) || is("Prefer not to say") || is("I prefer not to say");
        if undisclosed {
            return Some(UNDISCLOSED);
        }
        self.groups().iter().find(|(word, name)| is(word) || is(name)).map(|(word, _)| *word)
    }

    /// What people call a group; the word itself where it is none of today's.
    pub fn name_of(self, word: &str) -> &str {
        self.groups().iter().find(|(known, _)| *known == word).map_or(word, |(_, name)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_names_are_read_back() {
        for question in VoluntaryQuestion::ALL {
            assert_eq!(VoluntaryQuestion::parse(question.as_str()), Some(question));
            assert_eq!(VoluntaryQuestion::parse(&question.label().to_uppercase()), Some(question));
            for (word, name) in question.groups() {
                assert_eq!(question.group(word), Some(*word));
                assert_eq!(question.group(&format!(" {} ", name.to_lowercase())), Some(*word));
                assert_eq!(question.name_of(word), *name);
            }
            assert_eq!(question.group("prefer not to say"), Some(UNDISCLOSED));
            assert_eq!((question.group("martian"), question.name_of("martian")), (None, "martian"));
        }
    }
}
