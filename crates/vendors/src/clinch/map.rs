//! Wire to model and back: pure. What is lost comes back as a note.

use std::collections::BTreeMap;

use model::{
    crm::{Consent, CrmField, CrmPerson, CrmRecord},
    field::FieldKind,
    hire::FieldProblem,
    newcomer::{Reach, ReachKind},
    note::Note,
    pool::Person,
    remote::RemoteValue,
};

use super::wire::{Candidate, CustomField, Row};

/// How the keys of the company's own fields begin.
const CUSTOM: &str = "custom_fields/";

/// The fields that every account has: key, name, whether it is needed.
const STANDARD: [(&str, &str, bool); 12] = [
    ("email", "E-mail", true),
    ("first_name", "First name", false),
    ("last_name", "Last name", false),
    ("phone_number", "Phone", false),
    ("address", "Address", false),
    ("city", "City", false),
    ("region", "Region", false),
    ("country", "Country", false),
    ("employer", "Current employer", false),
    ("job_title", "Current job title", false),
    ("linkedin_url", "LinkedIn profile", false),
    ("tags", "Tags", false),
];

/// Everything into which something can be put.
pub fn fields(custom: impl IntoIterator<Item = CustomField>) -> Vec<CrmField> {
    let standard = STANDARD.iter().map(|(key, label, required)| CrmField {
        key: (*key).into(),
        label: (*label).into(),
        kind: if *key == "tags" { FieldKind::MultiSelect } else { FieldKind::ShortText },
        required: *required,
        options: vec![],
    });
    let custom = custom.into_iter().map(|field| CrmField {
        key: format!("{CUSTOM}{}", field.mapping_name),
        label: field.label,
        kind: if field.kind == "dropdown" { FieldKind::SingleSelect } else { FieldKind::ShortText },
        required: field.required,
        options: field.options,
    });
    standard.chain(custom).collect()
}

/// A candidate as we speak of people.
pub fn person(row: Row<Candidate>) -> CrmPerson {
    let it = row.attributes;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let reach = |value: &Option<String>| -> Vec<Reach> {
        let value = value.clone().filter(|value| !value.trim().is_empty());
        value.map(|value| Reach { value, kind: ReachKind::Other }).into_iter().collect()
    };
    let is_known = it.anonymized_at.is_none();
    let person = is_known.then(|| Person {
        first_name: text(&it.first_name),
        last_name: text(&it.last_name),
        title: text(&it.job_title),
        company: text(&it.employer),
        city: text(&it.city),
        region: text(&it.region),
        country: text(&it.country),
        street: text(&it.address),
        emails: reach(&it.email),
        phones: reach(&it.phone_number),
        pages: it.linkedin_url.iter().filter(|url| !url.is_empty()).cloned().collect(),
        tags: it.tags.clone().unwrap_or_default(),
        ..Person::default()
    });
    let fields = it.custom_fields.unwrap_or_default().into_iter().filter(|_| is_known);
    CrmPerson {
        external_id: row.id,
        updated_at: it.updated_at,
        person: person.unwrap_or_default(),
        fields: fields.filter_map(value).collect(),
        source: it.source.unwrap_or_default(),
        last_touch: it.last_touch_at,
        consent: consent(it.consent_status.as_deref()),
        consent_ends: it.consent_expires_at,
        subscribed: it.subscribed.unwrap_or(true),
        archived: it.archived.unwrap_or(false),
        anonymised_at: it.anonymized_at,
    }
}

fn value((slot, value): (String, Option<String>)) -> Option<RemoteValue> {
    let value = value.filter(|value| !value.is_empty())?;
    Some(RemoteValue { field: format!("{CUSTOM}{slot}"), value })
}

fn consent(word: Option<&str>) -> Consent {
    match word {
        Some("missing") => Consent::Missing,
        Some("requested") => Consent::Requested,
        Some("accepted") => Consent::Given,
        Some("declined") => Consent::Declined,
        _ => Consent::Unknown,
    }
}

/// What is to be written of a record, beside what stands there: gaps are filled, a value that differs is put over only
/// where that is wanted, and labels are added.
///
/// # Errors
/// At each field that is not there.
pub fn lacking(
    record: &CrmRecord,
    there: &Candidate,
    known: &[CrmField],
) -> Result<(Candidate, Vec<Note>), Vec<FieldProblem>> {
    let (mut sent, mut notes, mut problems) = (Candidate::default(), vec![], vec![]);
    let mut custom = BTreeMap::new();
    for value in &record.values {
        let Some(field) = known.iter().find(|field| field.key == value.field) else {
            let message = "Clinch has no such field any more.".into();
            problems.push(FieldProblem { field: value.field.clone(), message });
            continue;
        };
        if field.key == "tags" {
            sent.tags = labels(&value.value, there.tags.as_deref().unwrap_or_default());
            continue;
        }
        let now = stands(there, &field.key).unwrap_or_default();
        if now == value.value {
            continue;
        }
        if !now.is_empty() && !value.over {
            notes.push(Note::on(&field.key, format!("{} stands there already and was left.", field.label)));
            continue;
        }
        match field.key.strip_prefix(CUSTOM) {
            Some(slot) => {
                custom.insert(slot.to_owned(), Some(value.value.clone()));
            }
            None => set(&mut sent, &field.key, value.value.clone()),
        }
    }
    sent.custom_fields = (!custom.is_empty()).then_some(custom);
    if problems.is_empty() { Ok((sent, notes)) } else { Err(problems) }
}

/// The labels with those that are new, one a line in `wanted`; nothing where all are there.
fn labels(wanted: &str, there: &[String]) -> Option<Vec<String>> {
    let mut all = there.to_vec();
    for label in wanted.lines().map(str::trim).filter(|label| !label.is_empty()) {
        if !all.iter().any(|known| known.eq_ignore_ascii_case(label)) {
            all.push(label.to_owned());
        }
    }
    (all.len() > there.len()).then_some(all)
}

fn stands(there: &Candidate, key: &str) -> Option<String> {
    if let Some(slot) = key.strip_prefix(CUSTOM) {
        return there.custom_fields.as_ref()?.get(slot)?.clone();
    }
    match key {
        "email" => &there.email,
        "first_name" => &there.first_name,
        "last_name" => &there.last_name,
        "phone_number" => &there.phone_number,
        "address" => &there.address,
        "city" => &there.city,
        "region" => &there.region,
        "country" => &there.country,
        "employer" => &there.employer,
        "job_title" => &there.job_title,
        "linkedin_url" => &there.linkedin_url,
        _ => return None,
    }
    .clone()
}

fn set(sent: &mut Candidate, key: &str, value: String) {
    let place = match key {
        "email" => &mut sent.email,
        "first_name" => &mut sent.first_name,
        "last_name" => &mut sent.last_name,
        "phone_number" => &mut sent.phone_number,
        "address" => &mut sent.address,
        "city" => &mut sent.city,
        "region" => &mut sent.region,
        "country" => &mut sent.country,
        "employer" => &mut sent.employer,
        "job_title" => &mut sent.job_title,
        "linkedin_url" => &mut sent.linkedin_url,
        // Every key of the fields above has its place.
        _ => return,
    };
    *place = Some(value);
}
