//! What a résumé says of a person's work, each part with its place. Nothing is inferred of the person.

use serde::{Deserialize, Serialize};

use super::{Degree, Document, Fluency, Found, Span};

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Month {
    /// The year.
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
}

impl Month {
    /// Whole months from this one to a later one, 0 where the other is not later.
    pub fn months_until(self, later: Self) -> u32 {
        let months = (i32::from(later.year) - i32::from(self.year)) * 12 + i32::from(later.month)
            - i32::from(self.month);
        u32::try_from(months).unwrap_or(0)
    }
}

/// When something ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Until {
    /// It goes on.
    Now,
    /// In this month.
    Month(Month),
    /// The résumé does not say.
    Unknown,
}

/// How the person can be reached. Kept for the record; it never reaches the scorer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The name as written.
    pub name: Option<Found<String>>,
    /// Mail addresses.
    pub emails: Vec<Found<String>>,
    /// Telephone numbers as written.
    pub phones: Vec<Found<String>>,
    /// Addresses of profile pages.
    pub links: Vec<Found<String>>,
    /// Lines that look like a postal address or a place to live.
    pub address: Vec<Found<String>>,
}

/// A position held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// What the person was.
    pub title: Option<Found<String>>,
    /// For whom.
    pub employer: Option<Found<String>>,
    /// From when.
    pub from: Option<Found<Month>>,
    /// Until when.
    pub until: Until,
    /// Everything that is written of it, its heading included.
    pub span: Span,
}

/// A course of education.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Education {
    /// What it ended in, where that is told.
    pub degree: Option<Found<Degree>>,
    /// Of what, as written.
    pub field: Option<Found<String>>,
    /// Where, as written.
    pub institution: Option<Found<String>>,
    /// Everything that is written of it.
    pub span: Span,
}

/// A skill of the taxonomy that the text shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkillShown {
    /// The taxonomy's identifier.
    pub skill: String,
    /// Its preferred name.
    pub name: String,
    /// Every place that names it.
    pub spans: Vec<Span>,
    /// Months in the positions whose text names it, overlaps counted once; `None` where no dated position does.
    pub months: Option<u32>,
}

/// A language that the text says the person speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageShown {
    /// ISO 639-1.
    pub code: String,
    /// How well, where that is told.
    pub fluency: Option<Fluency>,
    /// Where.
    pub span: Span,
}

/// What a part of a résumé is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// Name and ways to reach the person.
    Contact,
    /// A few sentences about oneself.
    Summary,
    /// Positions held.
    Experience,
    /// Schools and degrees.
    Education,
    /// Lists of skills.
    Skills,
    /// Languages spoken.
    Languages,
    /// Certificates and licences.
    Certificates,
    /// Projects and publications.
    Projects,
    /// Anything else, for example hobbies and referees.
    Other,
}

/// A part of a résumé under one heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// What it is about.
    pub kind: SectionKind,
    /// Where, its heading included.
    pub span: Span,
}

/// What a résumé says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResumeProfile {
    /// The text that all places point into.
    pub document: Document,
    /// How the person can be reached.
    pub contact: Contact,
    /// Its parts, in their order.
    pub sections: Vec<Section>,
    /// Positions, in the order in which they are written.
    pub positions: Vec<Position>,
    /// Education, in the order in which it is written.
    pub education: Vec<Education>,
    /// Skills, in the order of their first place.
    pub skills: Vec<SkillShown>,
    /// Languages, in the order of their first place.
    pub languages: Vec<LanguageShown>,
    /// Certificates and licences, as written.
    pub certificates: Vec<Found<String>>,
    /// Months in dated positions altogether, overlaps counted once; `None` where no position is dated. A gap between
    /// positions adds nothing and takes nothing.
    pub months: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_across_years_and_never_backwards() {
        let (from, to) = (Month { year: 2019, month: 11 }, Month { year: 2021, month: 2 });
        assert_eq!((from.months_until(to), to.months_until(from)), (15, 0));
    }
}
