//! A criterion as its row of the form holds it. Every kind's fields are there; the kind says which of them count.

use model::screening::{Asks, Criteria, CriteriaError, Criterion, Degree, Fluency, Need};

/// A criterion as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its name inside the criteria; empty for one that is new.
    pub id: String,
    pub need: String,
    pub weight: String,
    pub kind: String,
    /// Any one of these, with commas between.
    pub names: String,
    pub years: String,
    pub degree: String,
    pub language: String,
    pub fluency: String,
}

/// The kinds of what can be asked, in the order in which a form offers them.
pub const KINDS: [(&str, &str); 7] = [
    ("skill", "Skill"),
    ("experience", "Years of work"),
    ("title", "Position held"),
    ("education", "Education"),
    ("language", "Language"),
    ("certificate", "Certificate or licence"),
    ("words", "Words or phrases"),
];

/// How much something can be needed.
pub const NEEDS: [(&str, Need); 3] =
    [("must", Need::Must), ("preferred", Need::Preferred), ("nice", Need::Nice)];

/// How far an education can be asked for.
pub const DEGREES: [(&str, &str, Degree); 6] = [
    ("school", "School certificate", Degree::School),
    ("vocational", "Vocational qualification", Degree::Vocational),
    ("diploma", "Diploma", Degree::Diploma),
    ("bachelor", "Bachelor", Degree::Bachelor),
    ("master", "Master", Degree::Master),
    ("doctorate", "Doctorate", Degree::Doctorate),
];

/// How well a language can be asked for.
pub const FLUENCIES: [(&str, &str, Option<Fluency>); 5] = [
    ("", "However well", None),
    ("basic", "Basic (A1, A2)", Some(Fluency::Basic)),
    ("working", "Working (B1, B2)", Some(Fluency::Working)),
    ("fluent", "Fluent (C1, C2)", Some(Fluency::Fluent)),
    ("native", "Native", Some(Fluency::Native)),
];

impl Row {
    /// A row for something new.
    pub fn empty() -> Self {
        Self {
            need: "must".into(),
            weight: "5".into(),
            kind: "skill".into(),
            degree: "bachelor".into(),
            language: "en".into(),
            ..Self::default()
        }
    }

    /// A criterion as its row.
    pub fn of(criterion: &Criterion) -> Self {
        let need = NEEDS.iter().find(|(_, need)| *need == criterion.need).map_or("must", |(word, _)| word);
        let row = Self {
            id: criterion.id.clone(),
            need: need.into(),
            weight: criterion.weight.to_string(),
            ..Self::empty()
        };
        let kind =
            |kind: &str, names: &[String]| Self { kind: kind.into(), names: joined(names), ..row.clone() };
        match &criterion.asks {
            Asks::Skill { any_of, months } => {
                Self { years: months.map(years).unwrap_or_default(), ..kind("skill", any_of) }
            }
            Asks::Experience { months, titled } => {
                Self { years: years(*months), ..kind("experience", titled) }
            }
            Asks::Title { any_of } => kind("title", any_of),
            Asks::Education { at_least, fields } => {
                let word = DEGREES.iter().find(|(.., degree)| degree == at_least).map_or("school", |of| of.0);
                Self { degree: word.into(), ..kind("education", fields) }
            }
            Asks::Language { code, at_least } => {
                let word = FLUENCIES.iter().find(|(.., fluency)| fluency == at_least).map_or("", |of| of.0);
                Self { language: code.clone(), fluency: word.into(), ..kind("language", &[]) }
            }
            Asks::Certificate { any_of } => kind("certificate", any_of),
            Asks::Words { any_of } => kind("words", any_of),
        }
    }

    /// The criterion that it says.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence.
    pub fn read(&self) -> Result<Criterion, String> {
        let need = NEEDS.iter().find(|(word, _)| *word == self.need).map(|(_, need)| *need);
        let criterion = Criterion {
            id: self.id.clone(),
            need: need.ok_or("Choose how much it is needed.")?,
            weight: self.weight.trim().parse().map_err(|_| WEIGHT)?,
            asks: self.asks()?,
        };
        let alone = Criteria { criteria: vec![criterion.clone()], knock_outs: vec![] };
        match alone.accept() {
            Ok(()) => Ok(criterion),
            Err(CriteriaError::Weight(..)) => Err(WEIGHT.into()),
            Err(CriteriaError::Empty(_)) if self.kind == "experience" => Err("Say how many years.".into()),
            Err(CriteriaError::Empty(_)) => Err("Say what to look for.".into()),
            Err(other) => Err(other.to_string()),
        }
    }

    fn asks(&self) -> Result<Asks, String> {
        let any_of = split(&self.names);
        Ok(match self.kind.as_str() {
            "skill" => Asks::Skill { any_of, months: months(&self.years)?.filter(|months| *months > 0) },
            "experience" => Asks::Experience { months: months(&self.years)?.unwrap_or(0), titled: any_of },
            "title" => Asks::Title { any_of },
            "education" => {
                let found = DEGREES.iter().find(|of| of.0 == self.degree).map(|of| of.2);
                Asks::Education {
                    at_least: found.ok_or("Choose how far the education went.")?,
                    fields: any_of,
                }
            }
            "language" => {
                let found = FLUENCIES.iter().find(|of| of.0 == self.fluency).map(|of| of.2);
                let at_least = found.ok_or("Choose how well the language is spoken.")?;
                Asks::Language { code: self.language.trim().into(), at_least }
            }
            "certificate" => Asks::Certificate { any_of },
            "words" => Asks::Words { any_of },
            _ => return Err("Choose what kind of thing is asked.".into()),
        })
    }
}

const WEIGHT: &str = "A weight is a number from 1 to 10.";

/// Names with commas between.
pub fn split(names: &str) -> Vec<String> {
    names.split(',').map(str::trim).filter(|name| !name.is_empty()).map(Into::into).collect()
}

/// Names with commas between.
pub fn joined(names: &[String]) -> String {
    names.join(", ")
}

/// Years as a form shows months: `3`, `1.5`, `0.25`.
fn years(months: u32) -> String {
    let hundredths = months * 100 / 12;
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').into()
}

/// Months out of years as they were typed; `None` where nothing was.
fn months(years: &str) -> Result<Option<u32>, String> {
    let years = years.trim().replace(',', ".");
    if years.is_empty() {
        return Ok(None);
    }
    let number: f64 = years.parse().map_err(|_| "Write years as a number, like 3 or 1.5.".to_owned())?;
    if !(0.0..=60.0).contains(&number) {
        return Err("Write years as a number from 0 to 60.".into());
    }
    // Between 0 and 720, so that nothing is cut off.
    Ok(Some((number * 12.0).round() as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(of: &[&str]) -> Vec<String> {
        of.iter().map(|&name| name.into()).collect()
    }

    #[test]
    fn every_kind_comes_back_as_it_was() {
        let all = [
            Asks::Skill { any_of: names(&["Rust", "C++"]), months: Some(18) },
            Asks::Skill { any_of: names(&["SQL"]), months: None },
            Asks::Experience { months: 7, titled: names(&["nurse"]) },
            Asks::Title { any_of: names(&["Welder"]) },
            Asks::Education { at_least: Degree::Master, fields: names(&["Law"]) },
            Asks::Language { code: "de".into(), at_least: Some(Fluency::Working) },
            Asks::Language { code: "en".into(), at_least: None },
            Asks::Certificate { any_of: names(&["PMP"]) },
            Asks::Words { any_of: names(&["night shifts"]) },
        ];
        for asks in all {
            let criterion = Criterion { id: "c-1".into(), need: Need::Nice, weight: 3, asks };
            assert_eq!(Row::of(&criterion).read(), Ok(criterion));
        }
    }

    #[test]
    fn what_is_wrong_is_said_at_the_row() {
        let wrong = |row: Row| row.read().unwrap_err();
        let row = || Row { names: "Rust".into(), ..Row::empty() };
        assert_eq!(wrong(Row::empty()), "Say what to look for.");
        assert_eq!(wrong(Row { weight: "11".into(), ..row() }), WEIGHT);
        assert_eq!(wrong(Row { weight: "much".into(), ..row() }), WEIGHT);
        assert!(wrong(Row { years: "long".into(), ..row() }).contains("like 3 or 1.5"));
        assert!(wrong(Row { years: "-1".into(), ..row() }).contains("from 0 to 60"));
        assert_eq!(wrong(Row { kind: "experience".into(), ..row() }), "Say how many years.");
        assert!(wrong(Row { kind: "smile".into(), ..row() }).contains("kind"));
    }
}
