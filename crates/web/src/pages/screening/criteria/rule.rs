//! A knock-out rule as its row of the form holds it, and in words.

use model::screening::{Comparison, Criteria, CriteriaError, KnockOut, Subject};

use super::row::{joined, split};

/// A knock-out rule as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// Its name inside the criteria; empty for one that is new.
    pub id: String,
    pub from: String,
    pub name: String,
    pub is: String,
    pub value: String,
}

/// Where a rule can look.
pub const FROM: [(&str, &str); 2] = [("answer", "Answer to the question"), ("field", "Custom field")];

/// What a rule can want.
pub const WANTS: [(&str, &str); 5] = [
    ("one_of", "must be one of"),
    ("none_of", "must be none of"),
    ("at_least", "must be at least"),
    ("at_most", "must be at most"),
    ("by", "must be a day until"),
];

impl Rule {
    /// A row for something new.
    pub fn empty() -> Self {
        Self { from: "answer".into(), is: "one_of".into(), ..Self::default() }
    }

    /// A rule as its row.
    pub fn of(rule: &KnockOut) -> Self {
        let (from, name) = match &rule.subject {
            Subject::Answer { question } => ("answer", question),
            Subject::Field { name } => ("field", name),
        };
        let (is, value) = match &rule.wants {
            Comparison::OneOf { values } => ("one_of", joined(values)),
            Comparison::NoneOf { values } => ("none_of", joined(values)),
            Comparison::AtLeast { number } => ("at_least", number.clone()),
            Comparison::AtMost { number } => ("at_most", number.clone()),
            Comparison::By { day } => ("by", day.to_string()),
        };
        Self { id: rule.id.clone(), from: from.into(), name: name.clone(), is: is.into(), value }
    }

    /// The rule that it says.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence.
    pub fn read(&self) -> Result<KnockOut, String> {
        let name = self.name.trim().to_owned();
        if name.is_empty() {
            return Err("Say which question or field it looks at.".into());
        }
        let number = || self.value.trim().to_owned();
        let rule = KnockOut {
            id: self.id.clone(),
            subject: match self.from.as_str() {
                "answer" => Subject::Answer { question: name },
                "field" => Subject::Field { name },
                _ => return Err("Choose where it looks.".into()),
            },
            wants: match self.is.as_str() {
                "one_of" => Comparison::OneOf { values: split(&self.value) },
                "none_of" => Comparison::NoneOf { values: split(&self.value) },
                "at_least" => Comparison::AtLeast { number: number() },
                "at_most" => Comparison::AtMost { number: number() },
                "by" => Comparison::By {
                    day: self.value.trim().parse().map_err(|_| "Write the day like 2026-12-31.")?,
                },
                _ => return Err("Choose what it wants.".into()),
            },
        };
        let alone = Criteria { criteria: vec![], knock_outs: vec![rule.clone()] };
        match alone.accept() {
            Ok(()) => Ok(rule),
            Err(CriteriaError::Number(..)) => Err("Write a number like 1234.50.".into()),
            Err(_) => Err("Say what it compares with.".into()),
        }
    }
}

/// A rule in words: “Answer to “Can you work nights?” must be one of yes”.
pub fn words(rule: &KnockOut) -> String {
    let Rule { from, name, is, value, .. } = Rule::of(rule);
    let word = |list: &[(&str, &'static str)], key: &str| {
        list.iter().find(|(known, _)| *known == key).map_or("", |(_, words)| words)
    };
    format!("{} “{name}” {} {value}", word(&FROM, &from), word(&WANTS, &is))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_comes_back_as_it_was_and_reads_as_a_sentence() {
        let row = Rule {
            id: "k-1".into(),
            name: "May you work here?".into(),
            value: "yes, soon".into(),
            ..Rule::empty()
        };
        let rule = row.read().unwrap();
        assert_eq!(Rule::of(&rule), row);
        assert_eq!(words(&rule), "Answer to the question “May you work here?” must be one of yes, soon");
        for (is, value) in
            [("none_of", "no"), ("at_least", "3"), ("at_most", "90000.50"), ("by", "2026-12-31")]
        {
            let row = Rule { is: is.into(), value: value.into(), from: "field".into(), ..row.clone() };
            assert_eq!(Rule::of(&row.read().unwrap()), row);
        }
    }

    #[test]
    fn what_is_wrong_is_said_at_the_row() {
        let wrong = |is: &str, value: &str| {
            let row = Rule { name: "Salary".into(), is: is.into(), value: value.into(), ..Rule::empty() };
            row.read().unwrap_err()
        };
        assert_eq!(wrong("at_most", "much"), "Write a number like 1234.50.");
        assert_eq!(wrong("by", "soon"), "Write the day like 2026-12-31.");
        assert_eq!(wrong("one_of", " , "), "Say what it compares with.");
        assert!(Rule::empty().read().unwrap_err().contains("which question"));
    }
}
