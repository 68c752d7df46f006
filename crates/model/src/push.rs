//! How people of the talent pool go into a recruiting CRM: where to, who may send them, and which field of ours goes
//! into which field there.

use serde::{Deserialize, Serialize};

use crate::{
    crm::{CrmField, CrmRecord, CrmValue, Place},
    field::FieldKind,
    hire::FieldProblem,
    note::Note,
    pool::Person,
};

mod export;
mod ours;
mod standing;
mod transform;

pub use export::{ExportLedger, ExportOutcome, ExportState};
pub use ours::Ours;
pub use standing::Standing;
pub use transform::Transform;

/// How people go there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushSettings {
    /// Where they arrive, unless whoever sends them chooses otherwise.
    pub place: Place,
    /// Who may send them.
    #[serde(default)]
    pub who: WhoMay,
    /// Whether their résumé goes along.
    pub resume: bool,
    /// As which kind of entry their labels go into their history; `None` where they don't.
    pub tags_as: Option<String>,
    /// What goes where.
    pub mapping: Vec<MappingRow>,
}

/// Who may send people there. Administrators always may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhoMay {
    /// Administrators only.
    Administrators,
    /// Everyone whose request an administrator granted.
    #[default]
    Granted,
    /// Everyone who may use the talent pool.
    Everyone,
}

impl WhoMay {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Administrators, Self::Granted, Self::Everyone];

    /// The word in a form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Administrators => "administrators",
            Self::Granted => "granted",
            Self::Everyone => "everyone",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|who| who.as_str() == word)
    }
}

/// One field of ours and where it goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappingRow {
    /// What of ours; `None` for a text that is the same for everyone.
    pub ours: Option<Ours>,
    /// The field there.
    pub theirs: String,
    /// What is done to it on the way.
    #[serde(default)]
    pub transform: Transform,
    /// What is sent where nothing is known.
    #[serde(default)]
    pub default: String,
    /// Whether it is put over what stands there; otherwise it fills a gap only.
    #[serde(default)]
    pub over: bool,
}

/// What a mapping makes of somebody, and what has to be said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapped {
    /// What is sent.
    pub record: CrmRecord,
    /// What is not sent though it is known, and why.
    pub notes: Vec<Note>,
    /// Why they can't be sent.
    pub problems: Vec<FieldProblem>,
}

impl PushSettings {
    /// Settings to begin with: fields of the same name go into each other, as far as they are there.
    pub fn suggested(fields: &[CrmField]) -> Self {
        let row = |ours: Ours| {
            let theirs = fields.iter().find(|field| ours.is_called(&field.label))?.key.clone();
            Some(MappingRow {
                ours: Some(ours),
                theirs,
                transform: Transform::AsIs,
                default: String::new(),
                over: false,
            })
        };
        Self {
            place: Place::Prospect { list: None },
            who: WhoMay::default(),
            resume: true,
            tags_as: None,
            mapping: Ours::ALL.into_iter().filter_map(row).collect(),
        }
    }

    /// What is wrong with the mapping, each problem at the place of its row: a field that is not there, one that two
    /// rows fill, one that is needed and that no row fills, a fixed text that is none.
    pub fn problems(&self, fields: &[CrmField]) -> Vec<FieldProblem> {
        let mut problems = vec![];
        for (place, row) in self.mapping.iter().enumerate() {
            let mut say =
                |message: String| problems.push(FieldProblem { field: format!("row{place}"), message });
            match fields.iter().find(|field| field.key == row.theirs) {
                None => say("This field is not there any more. Choose another one.".into()),
                Some(field) if !row.default.is_empty() && !takes(field, &row.default) => {
                    say(format!("“{}” takes one of: {}.", field.label, field.options.join(", ")));
                }
                Some(_) if row.ours.is_none() && row.default.trim().is_empty() => {
                    say("A fixed text needs a text.".into());
                }
                Some(field) if self.mapping[..place].iter().any(|other| other.theirs == row.theirs) => {
                    say(format!("“{}” is filled by another row already.", field.label));
                }
                Some(_) => {}
            }
        }
        for field in fields.iter().filter(|field| field.required) {
            if !self.mapping.iter().any(|row| row.theirs == field.key) {
                let message = format!("“{}” is needed there, and nothing goes into it.", field.label);
                problems.push(FieldProblem { field: "mapping".into(), message });
            }
        }
        problems
    }

    /// The fields into which something goes and that are not there any more.
    pub fn vanished(&self, fields: &[CrmField]) -> Vec<String> {
        let gone = |row: &&MappingRow| fields.iter().all(|field| field.key != row.theirs);
        self.mapping.iter().filter(gone).map(|row| row.theirs.clone()).collect()
    }

    /// What is sent of somebody. `address` is their page here.
    pub fn map(&self, person: &Person, address: &str, fields: &[CrmField]) -> Mapped {
        let emails = person.emails.iter().map(|email| email.value.clone()).collect();
        let record = CrmRecord { emails, profiles: person.pages.clone(), values: vec![] };
        let mut mapped = Mapped { record, ..Mapped::default() };
        for row in &self.mapping {
            let known =
                row.ours.map(|ours| row.transform.apply(&ours.of(person, address))).unwrap_or_default();
            let value = if known.trim().is_empty() { row.default.clone() } else { known };
            let value = value.trim().to_owned();
            if value.is_empty() {
                continue;
            }
            let Some(field) = fields.iter().find(|field| field.key == row.theirs) else {
                let message = "There is no such field there any more.".into();
                mapped.problems.push(FieldProblem { field: row.theirs.clone(), message });
                continue;
            };
            match fitting(field, &value) {
                Some(value) => {
                    mapped.record.values.push(CrmValue { field: row.theirs.clone(), value, over: row.over })
                }
                None => mapped.notes.push(Note::on(
                    &row.theirs,
                    format!("“{value}” is none of the choices of “{}”, and was left out.", field.label),
                )),
            }
        }
        for field in fields.iter().filter(|field| field.required) {
            if !mapped.record.values.iter().any(|value| value.field == field.key) {
                let message = format!("{} is needed there, and nothing is known of it.", field.label);
                mapped.problems.push(FieldProblem { field: field.key.clone(), message });
            }
        }
        mapped
    }
}

fn takes(field: &CrmField, value: &str) -> bool {
    fitting(field, value).is_some()
}

/// The value as a field takes it: of a choice, the option as it is written there.
fn fitting(field: &CrmField, value: &str) -> Option<String> {
    if field.kind != FieldKind::SingleSelect || field.options.is_empty() {
        return Some(value.to_owned());
    }
    let same = |option: &&String| option.trim().to_lowercase() == value.trim().to_lowercase();
    field.options.iter().find(same).cloned()
}

#[cfg(test)]
mod tests;
