//! The fields that the company's administrators added, and their values.

use model::{
    field::{FieldKind, decimal},
    note::Note,
    remote::{FieldSubject, RemoteField, RemoteValue},
};

use super::included::Included;
use crate::pinpoint::wire::{
    CustomAttribute, CustomAttributeRelations, CustomField, CustomFieldOption, CustomFieldRelations,
    FieldType, Nothing, ResourceType, Row, ToMany, ToOne,
};

/// A field as it is defined there.
pub type Defined<'a> = Row<'a, CustomField<'a>, CustomFieldRelations<'a>>;

/// A field's value on a record.
pub type Valued<'a> = Row<'a, CustomAttribute<'a>, CustomAttributeRelations<'a>>;

/// A field in our terms, or why it has no place here: it is a field of something else, or chooses users.
pub fn field<'a>(defined: &Defined<'a>, included: &Included<'a>) -> Result<RemoteField, String> {
    let left_out =
        |why: &str| format!("The custom field “{}” {why}; it was left out.", &*defined.attributes.name);
    let subject = match defined.attributes.resource_type {
        ResourceType::Application => FieldSubject::Application,
        ResourceType::Candidate => FieldSubject::Candidate,
        ResourceType::Job => FieldSubject::Job,
        ResourceType::JobSeeker => return Err(left_out("belongs to people in the talent pipeline")),
        ResourceType::Offer => return Err(left_out("belongs to offers")),
        ResourceType::Position => return Err(left_out("belongs to positions")),
        ResourceType::Unknown(_) => return Err(left_out("belongs to something that is not documented")),
    };
    let kind = match defined.attributes.field_type {
        FieldType::Varchar => FieldKind::ShortText,
        FieldType::Text => FieldKind::LongText,
        FieldType::Integer => FieldKind::Integer,
        FieldType::Decimal => FieldKind::Decimal,
        FieldType::Date => FieldKind::Date,
        FieldType::Boolean => FieldKind::Boolean,
        FieldType::SingleSelect => FieldKind::SingleSelect,
        FieldType::MultiSelect => FieldKind::MultiSelect,
        FieldType::Users => return Err(left_out("chooses users")),
        FieldType::Unknown(_) => return Err(left_out("holds something that is not documented")),
    };
    Ok(RemoteField {
        external_id: defined.id.to_string(),
        name: defined.attributes.name.to_string(),
        subject,
        kind,
        options: options(defined, included).into_iter().map(|(label, _)| label).collect(),
    })
}

/// What can be chosen: the label that people read, and the word that is kept.
pub fn options<'a>(defined: &Defined<'a>, included: &Included<'a>) -> Vec<(String, String)> {
    let (options, _): (Vec<Row<CustomFieldOption, Nothing>>, _) =
        included.all(&defined.relationships.custom_field_options, "options", &mut vec![]);
    let option = |option: Row<CustomFieldOption, Nothing>| {
        (option.attributes.label.to_string(), option.attributes.value.to_string())
    };
    options.into_iter().map(option).collect()
}

/// The values of a record's fields, in the order of the fields' numbers, and whether these are all of them.
pub fn values<'a>(
    to: &ToMany<'a>,
    included: &Included<'a>,
    notes: &mut Vec<Note>,
) -> (Vec<RemoteValue>, bool) {
    let (rows, all): (Vec<Valued>, bool) = included.all(to, "fields", notes);
    let all = all && rows.iter().all(|row| of(row).is_some());
    let mut values: Vec<_> = rows.iter().filter_map(value).collect();
    values.sort_by_key(|value| value.field.parse().unwrap_or(u64::MAX));
    (values, all)
}

/// A value in the form that our fields keep; `None` where it is empty.
pub fn value(valued: &Valued) -> Option<RemoteValue> {
    let field = of(valued)?.to_owned();
    let attribute = &valued.attributes;
    let label = attribute.option_label.as_deref().filter(|label| !label.is_empty());
    let value = label.or(attribute.value.as_deref()).unwrap_or_default().trim().to_owned();
    (!value.is_empty()).then_some(RemoteValue { field, value })
}

/// The field that a value is one of.
pub fn of<'a>(valued: &'a Valued) -> Option<&'a str> {
    match &valued.relationships.custom_field {
        ToOne::Some(field) => Some(&field.id),
        ToOne::Unasked | ToOne::None => None,
    }
}

/// Whether two texts are the same value of a kind: numbers as numbers, choices in any order.
pub fn same(kind: &FieldType, one: &str, other: &str) -> bool {
    let sorted = |text: &str| {
        let mut lines: Vec<_> = text.lines().map(|line| line.trim().to_owned()).collect();
        lines.sort();
        lines
    };
    match kind {
        FieldType::Integer | FieldType::Decimal => plain(one) == plain(other),
        FieldType::MultiSelect => sorted(one) == sorted(other),
        _ => one.trim() == other.trim(),
    }
}

/// A number without the zeros that change nothing.
fn plain(number: &str) -> String {
    let Some(number) = decimal(number) else { return number.to_owned() };
    match number.contains('.') {
        true => number.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => number,
    }
}
