//! What an HR system wants to know of a hire: a form of the tenant's own fields, and a record that fills it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    contact::normal_email,
    field::{boolean, decimal},
    note::Note,
};

/// The fields that one tenant of an HR system has for a new employee.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HireForm {
    /// The fields, grouped as a person would read them.
    pub sections: Vec<HireSection>,
    /// What the connector could not offer, and why.
    pub notes: Vec<Note>,
}

/// A group of fields that are written together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HireSection {
    /// The part of a field's key before the dot, or empty for the employee itself.
    pub key: String,
    /// The heading people read.
    pub label: String,
    /// Its fields in order.
    pub fields: Vec<HireField>,
}

/// One field of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HireField {
    /// Unique in the form; a field of a section is `section.name`.
    pub key: String,
    /// The name people read.
    pub label: String,
    /// What it holds.
    pub kind: HireFieldKind,
    /// What can be chosen, where the kind is a choice.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// Who wants it filled, where anyone does.
    #[serde(default)]
    pub required_by: Option<RequiredBy>,
    /// Where the value comes from unless the administrator says otherwise.
    #[serde(default)]
    pub fills_from: Option<Source>,
    /// Whether the key's owner may write it; `None` where that can't be known beforehand.
    #[serde(default)]
    pub writable: Option<bool>,
    /// A hint for the person who fills it.
    #[serde(default)]
    pub help: String,
}

/// What a field of the form holds. Every value is text in one canonical form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HireFieldKind {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// `YYYY-MM-DD`.
    Date,
    /// A whole number.
    Integer,
    /// A decimal number.
    Decimal,
    /// An amount and an ISO 4217 code: `52000.00 GBP`.
    Money,
    /// `true` or `false`.
    Boolean,
    /// One choice's value.
    Choice,
    /// Several choices' values, one a line.
    MultiChoice,
}

/// A value of the tenant's own list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What people read.
    pub label: String,
}

/// Who wants a field filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequiredBy {
    /// The vendor refuses the record without it.
    Vendor,
    /// Gangway needs it to find the person again.
    Gangway,
    /// The workspace's administrator asks for it.
    Administrator,
}

/// Where a field's value comes from: a word such as `candidate.email`, `offer.start_date`, `job.department`,
/// `custom.<field id>` or `text:<constant>`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Source(pub String);

impl Source {
    /// The sources that every workspace has, with the name people read. Custom fields and constants come beside.
    pub const KNOWN: [(&'static str, &'static str); 26] = [
        ("candidate.first_name", "Candidate: first name"),
        ("candidate.middle_name", "Candidate: middle name"),
        ("candidate.last_name", "Candidate: last name"),
        ("candidate.preferred_name", "Candidate: preferred name"),
        ("candidate.email", "Candidate: e-mail"),
        ("candidate.phone", "Candidate: phone"),
        ("candidate.date_of_birth", "Candidate: date of birth"),
        ("candidate.gender", "Candidate: gender"),
        ("candidate.address_line1", "Candidate: address, line 1"),
        ("candidate.address_line2", "Candidate: address, line 2"),
        ("candidate.city", "Candidate: city"),
        ("candidate.state", "Candidate: state or county"),
        ("candidate.postcode", "Candidate: postcode"),
        ("candidate.country", "Candidate: country"),
        ("candidate.profile_url", "Candidate: profile page"),
        ("job.title", "Job: title"),
        ("job.department", "Job: department"),
        ("job.division", "Job: division"),
        ("job.location", "Job: location"),
        ("job.employment_type", "Job: employment type"),
        ("offer.start_date", "Offer: start date"),
        ("offer.job_title", "Offer: job title"),
        ("offer.pay", "Offer: pay with currency"),
        ("offer.pay_period", "Offer: pay period"),
        ("offer.pay_type", "Offer: pay type"),
        ("offer.manager", "Offer: manager"),
    ];
}

/// The values of a form, by field key. A field that is not known is absent, never empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HireRecord(pub BTreeMap<String, String>);

impl HireRecord {
    /// The value of a field, where there is one.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// Sets a field; an empty value takes it away.
    pub fn set(&mut self, key: impl Into<String>, value: impl Into<String>) {
        let value = value.into();
        if value.trim().is_empty() {
            self.0.remove(&key.into());
        } else {
            self.0.insert(key.into(), value);
        }
    }

    /// The part of the record that belongs to a section; for the employee itself, the key is empty.
    pub fn section(&self, key: &str) -> BTreeMap<&str, &str> {
        self.0
            .iter()
            .filter_map(|(name, value)| match name.split_once('.') {
                Some((section, field)) if section == key => Some((field, value.as_str())),
                None if key.is_empty() => Some((name.as_str(), value.as_str())),
                _ => None,
            })
            .collect()
    }
}

/// What is wrong with one field, said at that field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// The field's key; empty where the problem is the record's.
    pub field: String,
    /// A sentence for the person who fills the form.
    pub message: String,
}

impl HireForm {
    /// Every field, in order.
    pub fn fields(&self) -> impl Iterator<Item = &HireField> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    /// One field by its key.
    pub fn field(&self, key: &str) -> Option<&HireField> {
        self.fields().find(|field| field.key == key)
    }

    /// Everything that keeps the record from being sent; empty when it may go.
    pub fn problems(&self, record: &HireRecord) -> Vec<FieldProblem> {
        let unknown = record.0.keys().filter(|key| self.field(key).is_none()).map(|key| FieldProblem {
            field: key.clone(),
            message: "This field no longer exists in the HR system; take it out of the mapping.".into(),
        });
        self.fields().filter_map(|field| field.problem(record.get(&field.key))).chain(unknown).collect()
    }
}

impl HireField {
    /// What is wrong with a value for this field.
    pub fn problem(&self, value: Option<&str>) -> Option<FieldProblem> {
        let say = |message: String| Some(FieldProblem { field: self.key.clone(), message });
        let Some(value) = value.map(str::trim).filter(|v| !v.is_empty()) else {
            return match self.required_by? {
                RequiredBy::Vendor => say(format!("{} is required by the HR system.", self.label)),
                RequiredBy::Gangway => {
                    say(format!("{} is needed, so that this person can be found again there.", self.label))
                }
                RequiredBy::Administrator => {
                    say(format!("{} is required by your administrator.", self.label))
                }
            };
        };
        let good = match self.kind {
            HireFieldKind::Text | HireFieldKind::LongText | HireFieldKind::Phone => true,
            HireFieldKind::Email => normal_email(value).is_some(),
            HireFieldKind::Date => value.parse::<Date>().is_ok(),
            HireFieldKind::Integer => value.parse::<i64>().is_ok(),
            HireFieldKind::Decimal => decimal(value).is_some(),
            HireFieldKind::Money => money(value).is_some(),
            HireFieldKind::Boolean => boolean(value).is_some(),
            HireFieldKind::Choice => self.offers(value),
            HireFieldKind::MultiChoice => value.lines().all(|line| self.offers(line.trim())),
        };
        if good {
            return None;
        }
        match self.kind {
            HireFieldKind::Email => say(format!("“{value}” is not an e-mail address.")),
            HireFieldKind::Date => say(format!("“{value}” is not a date; write it like 2026-03-31.")),
            HireFieldKind::Money => say(format!("“{value}” is not an amount; write it like 52000.00 GBP.")),
            HireFieldKind::Choice | HireFieldKind::MultiChoice => {
                say(format!("“{value}” is not in the HR system's list for {}; choose another.", self.label))
            }
            _ => say(format!("“{value}” does not fit {}.", self.label)),
        }
    }

    fn offers(&self, value: &str) -> bool {
        self.choices.iter().any(|choice| choice.value == value)
    }
}

/// An amount and its currency out of `52000.00 GBP`.
pub fn money(text: &str) -> Option<(String, String)> {
    let (amount, currency) = text.trim().split_once(' ')?;
    let currency = currency.trim();
    let is_code = currency.len() == 3 && currency.chars().all(|c| c.is_ascii_uppercase());
    Some((decimal(amount)?, is_code.then(|| currency.to_owned())?))
}

/// How a person is looked for in an HR system before anything is made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// E-mail addresses, normalised; any may match.
    pub emails: Vec<String>,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Date of birth.
    pub date_of_birth: Option<Date>,
    /// The company's own number for an employee, where the record gives one.
    #[serde(default)]
    pub employee_number: Option<String>,
}

/// Someone in the HR system who may be the person sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmployeeMatch {
    /// The vendor's identifier.
    pub external_id: String,
    /// The name there.
    pub name: String,
    /// Whether they work there now or will; `false` for someone who left.
    pub active: bool,
    /// By what they were found.
    pub by: MatchedBy,
    /// The page in the HR system.
    pub url: String,
}

/// By what a match was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchedBy {
    /// The same e-mail address.
    Email,
    /// The same employee number.
    EmployeeNumber,
    /// The same name and date of birth.
    NameAndBirth,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> HireForm {
        let field = |key: &str, kind, required_by| HireField {
            key: key.into(),
            label: key.into(),
            kind,
            choices: vec![Choice { value: "London".into(), label: "London".into() }],
            required_by,
            fills_from: None,
            writable: None,
            help: String::new(),
        };
        HireForm {
            sections: vec![HireSection {
                key: String::new(),
                label: "Employee".into(),
                fields: vec![
                    field("firstName", HireFieldKind::Text, Some(RequiredBy::Vendor)),
                    field("hireDate", HireFieldKind::Date, None),
                    field("location", HireFieldKind::Choice, None),
                    field("pay", HireFieldKind::Money, None),
                ],
            }],
            notes: vec![],
        }
    }

    fn record(values: &[(&str, &str)]) -> HireRecord {
        let mut record = HireRecord::default();
        values.iter().for_each(|(key, value)| record.set(*key, *value));
        record
    }

    #[test]
    fn a_good_record_has_no_problems() {
        let good = record(&[
            ("firstName", "Ana"),
            ("hireDate", "2026-03-01"),
            ("location", "London"),
            ("pay", "1.5 GBP"),
        ]);
        assert_eq!(form().problems(&good), []);
    }

    #[test]
    fn each_problem_names_its_field() {
        let bad =
            record(&[("hireDate", "tomorrow"), ("location", "Atlantis"), ("pay", "lots"), ("gone", "x")]);
        let fields: Vec<_> = form().problems(&bad).into_iter().map(|p| p.field).collect();
        assert_eq!(fields, ["firstName", "hireDate", "location", "pay", "gone"]);
    }

    #[test]
    fn sections_are_told_apart_by_the_dot() {
        let record = record(&[("firstName", "Ana"), ("jobInfo.location", "London")]);
        assert_eq!(record.section("jobInfo"), BTreeMap::from([("location", "London")]));
        assert_eq!(record.section(""), BTreeMap::from([("firstName", "Ana")]));
    }

    #[test]
    fn setting_nothing_takes_the_field_away() {
        let mut record = record(&[("firstName", "Ana")]);
        record.set("firstName", " ");
        assert_eq!(record, HireRecord::default());
    }
}
