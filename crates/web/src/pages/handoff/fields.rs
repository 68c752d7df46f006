//! The tenant's form as a page draws it, and what comes back from it. Shared by sending and correcting.

use std::collections::BTreeMap;

use engine::handoff::{
    form::TenantForm,
    preview::{Line, Preview},
};
use model::{
    hire::{FieldProblem, HireField, HireFieldKind, HireRecord, RequiredBy},
    note::Note,
};

use crate::pages::integrations::view::Moment;

/// What stands before each field's key in the page, so that no field of a tenant can be taken for one of ours.
const PREFIX: &str = "f.";

/// The form as it is drawn; `handoff/fields.html` expects it by the name `form`.
pub struct FormView {
    pub sections: Vec<SectionView>,
    pub errors: Vec<(String, String)>,
    pub fetched: Moment,
    pub remarks: Vec<String>,
    pub preview: Option<PreviewView>,
}

pub struct SectionView {
    pub label: String,
    pub fields: Vec<FieldView>,
}

pub struct FieldView {
    pub id: String,
    pub label: String,
    pub control: &'static str,
    pub value: String,
    pub choices: Vec<(String, String, bool)>,
    pub mark: Option<&'static str>,
    pub not_writable: bool,
    pub origin: Option<String>,
    pub help: String,
    pub error: Option<String>,
}

pub struct PreviewView {
    pub sections: Vec<(String, Vec<Line>)>,
    pub files: Vec<String>,
    pub can_send: bool,
}

/// What a form is drawn from.
pub struct Drawn<'a> {
    pub tenant: &'a TenantForm,
    pub record: &'a HireRecord,
    pub origins: &'a BTreeMap<String, String>,
    pub notes: &'a [Note],
    pub problems: &'a [FieldProblem],
}

impl FormView {
    /// The form with its values, their origins, and what is wrong with them.
    pub fn of(drawn: &Drawn<'_>, preview: Option<Preview>) -> Self {
        let form = &drawn.tenant.form;
        let sections = form
            .sections
            .iter()
            .map(|section| SectionView {
                label: section.label.clone(),
                fields: section.fields.iter().map(|field| FieldView::of(field, drawn)).collect(),
            })
            .collect();
        let errors = drawn.problems.iter().map(|p| (format!("{PREFIX}{}", p.field), p.message.clone()));
        let unused = drawn.notes.iter().filter(|note| form.field(&note.field).is_none());
        Self {
            sections,
            errors: errors.collect(),
            fetched: drawn.tenant.fetched_at.into(),
            remarks: form
                .notes
                .iter()
                .chain(unused)
                .map(|note| match form.field(&note.field) {
                    Some(field) => format!("{}: {}", field.label, note.text),
                    None => note.text.clone(),
                })
                .collect(),
            preview: preview.map(PreviewView::of),
        }
    }
}

impl PreviewView {
    fn of(preview: Preview) -> Self {
        let resume = preview.resume.map(|name| format!("{name}, as the résumé"));
        let photo = preview.photo.map(|name| format!("{name}, as the photo"));
        Self {
            sections: preview.sections,
            files: resume.into_iter().chain(photo).collect(),
            can_send: preview.problems.is_empty(),
        }
    }
}

impl FieldView {
    fn of(field: &HireField, drawn: &Drawn<'_>) -> Self {
        let value = drawn.record.get(&field.key).unwrap_or_default();
        let chosen: Vec<_> = match field.kind {
            HireFieldKind::MultiChoice => value.lines().map(str::trim).collect(),
            _ => vec![value],
        };
        let mut choices: Vec<_> = field
            .choices
            .iter()
            .map(|choice| {
                (choice.value.clone(), choice.label.clone(), chosen.contains(&choice.value.as_str()))
            })
            .collect();
        // A value that left the list since it was chosen is kept in sight rather than dropped.
        let gone = chosen
            .iter()
            .filter(|value| !value.is_empty() && field.choices.iter().all(|choice| choice.value != **value));
        let gone: Vec<_> = gone
            .map(|value| ((*value).to_owned(), format!("{value} (no longer in the list)"), true))
            .collect();
        choices.extend(gone);
        let remark = drawn.notes.iter().find(|note| note.field == field.key).map(|note| note.text.clone());
        Self {
            id: format!("{PREFIX}{}", field.key),
            label: field.label.clone(),
            control: control(field.kind),
            value: value.to_owned(),
            choices: if matches!(field.kind, HireFieldKind::Choice | HireFieldKind::MultiChoice) {
                choices
            } else {
                vec![]
            },
            mark: field.required_by.map(|by| match by {
                RequiredBy::Vendor => "Required there",
                RequiredBy::Gangway => "Required by Gangway",
                RequiredBy::Administrator => "Required by your administrator",
            }),
            not_writable: field.writable == Some(false),
            origin: drawn.origins.get(&field.key).map(|origin| format!("From {origin}")).or(remark),
            help: match field.kind {
                HireFieldKind::Money if field.help.is_empty() => "Like 52000.00 GBP".into(),
                _ => field.help.clone(),
            },
            error: drawn.problems.iter().find(|p| p.field == field.key).map(|p| p.message.clone()),
        }
    }
}

/// Which control a kind of field has.
fn control(kind: HireFieldKind) -> &'static str {
    match kind {
        HireFieldKind::Text | HireFieldKind::Money => "text",
        HireFieldKind::Integer | HireFieldKind::Decimal => "number",
        HireFieldKind::LongText => "lines",
        HireFieldKind::Email => "email",
        HireFieldKind::Phone => "tel",
        HireFieldKind::Date => "date",
        HireFieldKind::Boolean => "boolean",
        HireFieldKind::Choice => "choice",
        HireFieldKind::MultiChoice => "choices",
    }
}

/// The values that came back. Several values of one field are several lines.
pub fn record(pairs: &[(String, String)]) -> HireRecord {
    let mut values: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (name, value) in pairs {
        if let Some(key) = name.strip_prefix(PREFIX) {
            values.entry(key).or_default().push(value.replace("\r\n", "\n").trim().to_owned());
        }
    }
    let mut record = HireRecord::default();
    for (key, values) in values {
        let filled: Vec<_> = values.into_iter().filter(|value| !value.is_empty()).collect();
        record.set(key, filled.join("\n"));
    }
    record
}

/// One of the page's own values.
pub fn own<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_comes_back_by_field() {
        let pairs: Vec<_> =
            [("f.name", " Ana "), ("f.tags", "a"), ("f.tags", "b"), ("key", "k"), ("f.none", "")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into();
        let record = record(&pairs);
        assert_eq!(record.get("name"), Some("Ana"));
        assert_eq!(record.get("tags"), Some("a\nb"));
        assert_eq!(record.0.len(), 2);
        assert_eq!(own(&pairs, "key"), "k");
    }
}
