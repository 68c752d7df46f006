//! The form of a new employee out of the tenant's fields, lists and tables.

use std::collections::BTreeSet;

use model::{
    hire::{HireField, HireForm, HireSection, RequiredBy, Source},
    note::Note,
};

use super::choices::Choices;
use crate::bamboohr::wire::{Column, Country, Field, FieldType, ListField, TableDefinition};

/// Fields that a hire usually fills, in the order people expect, with where each is filled from.
const USUAL: [(&str, &str); 20] = [
    ("firstName", "candidate.first_name"),
    ("middleName", "candidate.middle_name"),
    ("lastName", "candidate.last_name"),
    ("preferredName", "candidate.preferred_name"),
    ("homeEmail", "candidate.email"),
    ("mobilePhone", "candidate.phone"),
    ("homePhone", ""),
    ("workEmail", ""),
    ("workPhone", ""),
    ("hireDate", "offer.start_date"),
    ("employeeNumber", ""),
    ("dateOfBirth", "candidate.date_of_birth"),
    ("gender", "candidate.gender"),
    ("address1", "candidate.address_line1"),
    ("address2", "candidate.address_line2"),
    ("city", "candidate.city"),
    ("state", "candidate.state"),
    ("zipcode", "candidate.postcode"),
    ("country", "candidate.country"),
    ("linkedIn", "candidate.profile_url"),
];

/// Fields that BambooHR works out, or that show a table's row. The row is written instead.
const NOT_WRITTEN: [&str; 44] = [
    "id",
    "age",
    "birthday",
    "displayName",
    "fullName1",
    "fullName2",
    "fullName3",
    "fullName4",
    "fullName5",
    "bestEmail",
    "stateCode",
    "status",
    "employmentStatus",
    "photoUploaded",
    "isPhotoUploaded",
    "photoUrl",
    "canUploadPhoto",
    "createdByUserId",
    "createdDate",
    "lastChanged",
    "lastChangedTimestamp",
    "supervisor",
    "supervisorId",
    "supervisorEId",
    "supervisorEmail",
    "workPhonePlusExtension",
    "originalHireDate",
    "terminationDate",
    "rehireDate",
    "jobTitle",
    "department",
    "division",
    "location",
    "teams",
    "reportsTo",
    "employmentHistoryStatus",
    "payRate",
    "payRateEffectiveDate",
    "payType",
    "payPer",
    "paySchedule",
    "payChangeReason",
    "overtimeRate",
    "exempt",
];

/// A table of the form: its name, its heading, an employee's field that tells whether the table can be seen, and
/// where its columns are filled from.
struct Part {
    table: &'static str,
    label: &'static str,
    witness: &'static str,
    sources: &'static [(&'static str, &'static str)],
}

const PARTS: [Part; 3] = [
    Part {
        table: "jobInfo",
        label: "Job",
        witness: "jobTitle",
        sources: &[
            ("date", "offer.start_date"),
            ("jobTitle", "offer.job_title"),
            ("department", "job.department"),
            ("division", "job.division"),
            ("location", "job.location"),
            ("reportsTo", "offer.manager"),
        ],
    },
    Part {
        table: "compensation",
        label: "Pay",
        witness: "payRate",
        sources: &[
            ("startDate", "offer.start_date"),
            ("rate", "offer.pay"),
            ("type", "offer.pay_type"),
            ("paidPer", "offer.pay_period"),
        ],
    },
    Part {
        table: "employmentStatus",
        label: "Employment status",
        witness: "employmentHistoryStatus",
        sources: &[("date", "offer.start_date"), ("employmentStatus", "job.employment_type")],
    },
];

/// What the tenant told of itself.
pub struct SetUp {
    /// `meta/fields`.
    pub fields: Vec<Field>,
    /// `meta/lists`.
    pub lists: Vec<ListField>,
    /// `meta/tables`.
    pub tables: Vec<TableDefinition>,
    /// `meta/countries/options`; empty where they could not be had.
    pub countries: Vec<Country>,
}

/// The name a field is sent by: its alias, or its id.
fn name(field: &Field) -> String {
    field.alias.clone().unwrap_or_else(|| field.id.to_string())
}

impl SetUp {
    /// What to read of an employee to learn what the key's owner may not see, and so may not write.
    pub fn witnesses(&self) -> Vec<String> {
        let parts = PARTS.iter().map(|part| part.witness.to_owned());
        self.fields.iter().filter(|field| self.is_offered(field)).map(name).chain(parts).collect()
    }

    /// The form. `seen` is what could be read of an employee; `None` where nobody could be looked at.
    pub fn form(&self, seen: Option<&BTreeSet<String>>) -> HireForm {
        let mut sections =
            vec![HireSection { key: String::new(), label: "Employee".into(), fields: self.employee(seen) }];
        let mut notes = self.not_offered();
        for part in &PARTS {
            match self.tables.iter().find(|table| table.alias == part.table) {
                Some(table) => sections.push(self.section(part, table, seen)),
                None => notes.push(Note::on(
                    "",
                    format!(
                        "{} is not offered: BambooHR does not list the table {}.",
                        part.label, part.table
                    ),
                )),
            }
        }
        HireForm { sections, notes }
    }

    fn employee(&self, seen: Option<&BTreeSet<String>>) -> Vec<HireField> {
        let mut fields: Vec<_> = self.fields.iter().filter(|field| self.is_offered(field)).collect();
        let place = |field: &Field| USUAL.iter().position(|(known, _)| name(field) == *known);
        // A stable sort: the tenant's own fields keep the tenant's order, after the usual ones.
        fields.sort_by_key(|field| place(field).unwrap_or(USUAL.len()));
        fields.into_iter().filter_map(|field| self.employee_field(field, seen)).collect()
    }

    fn employee_field(&self, field: &Field, seen: Option<&BTreeSet<String>>) -> Option<HireField> {
        let key = name(field);
        let (kind, choices) = self.choices().of(&field.id, &field.kind)?;
        let source = USUAL.iter().find(|(known, _)| *known == key).map_or("", |(_, source)| source);
        Some(HireField {
            label: field.name.clone(),
            kind,
            choices,
            required_by: match key.as_str() {
                "firstName" | "lastName" => Some(RequiredBy::Vendor),
                "homeEmail" => Some(RequiredBy::Gangway),
                _ => None,
            },
            fills_from: fills_from(source),
            writable: seen.filter(|seen| !seen.contains(&key)).map(|_| false),
            help: help(&field.kind).into(),
            key,
        })
    }

    fn section(&self, part: &Part, table: &TableDefinition, seen: Option<&BTreeSet<String>>) -> HireSection {
        let field = |column: &Column| {
            let (kind, choices) = self.choices().of(&column.id, &column.kind)?;
            let source = part
                .sources
                .iter()
                .find(|(known, _)| *known == column.alias)
                .map_or("", |(_, source)| source);
            Some(HireField {
                key: format!("{}.{}", part.table, column.alias),
                label: column.name.clone(),
                kind,
                choices,
                required_by: None,
                fills_from: fills_from(source),
                writable: seen.filter(|seen| !seen.contains(part.witness)).map(|_| false),
                help: help(&column.kind).into(),
            })
        };
        HireSection {
            key: part.table.into(),
            label: part.label.into(),
            fields: table.fields.iter().filter_map(field).collect(),
        }
    }

    fn choices(&self) -> Choices<'_> {
        Choices { lists: &self.lists, countries: &self.countries }
    }

    fn is_offered(&self, field: &Field) -> bool {
        self.is_written(field) && self.choices().of(&field.id, &field.kind).is_some()
    }

    /// Whether it is an employee's own field that a person could write.
    fn is_written(&self, field: &Field) -> bool {
        let key = name(field);
        let in_table = self.tables.iter().flat_map(|table| &table.fields).any(|column| column.id == field.id);
        let column = key.contains('.');
        field.deprecated != Some(true) && !in_table && !column && !NOT_WRITTEN.contains(&key.as_str())
    }

    fn not_offered(&self) -> Vec<Note> {
        let left_out = self.fields.iter().filter(|field| self.is_written(field) && !self.is_offered(field));
        left_out
            .map(|field| {
                let why = match &field.kind {
                    FieldType::Ssn | FieldType::Sin | FieldType::Nin => {
                        "national identity numbers are better entered by the person in BambooHR".to_owned()
                    }
                    FieldType::Unknown(word) => format!("Gangway does not know BambooHR's type “{word}”"),
                    _ => "BambooHR works it out".to_owned(),
                };
                Note::on(name(field), format!("{} is not offered: {why}.", field.name))
            })
            .collect()
    }
}

fn fills_from(source: &str) -> Option<Source> {
    (!source.is_empty()).then(|| Source(source.into()))
}

fn help(kind: &FieldType) -> &'static str {
    match kind {
        FieldType::Employee => "First and last name exactly as they stand in BambooHR.",
        FieldType::State => "The abbreviation, where the country has one: TX, NSW.",
        FieldType::Currency => "An amount and a currency: 52000.00 GBP.",
        _ => "",
    }
}
