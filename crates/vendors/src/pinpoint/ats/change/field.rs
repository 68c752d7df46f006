//! Setting a field of an application that the company's administrators added.

use std::collections::BTreeMap;

use connect::{Outcome, Receipt, VendorError, error::Result};
use model::{
    hire::FieldProblem,
    remote::{OwnValue, RemoteValue},
};

use super::{one, receipt};
use crate::pinpoint::{
    client::{Client, Listing},
    map::{
        fields::{self, Defined, Valued},
        included::Included,
    },
    wire::{Body, FieldType, Head, Many, One, TypedValue},
};

/// Makes sure that the field has the value, or none where it is empty.
pub async fn set(client: &Client<'_>, application: &str, value: &RemoteValue) -> Result<Receipt> {
    let there = there(client, application).await?.remove(&value.field);
    let text = value.value.trim();
    if text.is_empty() {
        return remove(client, application, there).await;
    }
    let reply = client.custom_field(&value.field).await?;
    let defined: Defined = one(&reply)?;
    let kind = &defined.attributes.field_type;
    if let Some((id, now)) = &there
        && fields::same(kind, now, text)
    {
        return Ok(receipt(id, Outcome::AlreadyThere));
    }
    let included: One = reply.json()?;
    let typed = typed(&value.field, &defined, &Included::of(&included.included), text)?;
    match there {
        Some((id, _)) => {
            client.change_value(&id, &Body::change_value(&id, &typed)).await?;
            Ok(receipt(id, Outcome::Updated))
        }
        None => Ok(receipt(add(client, application, &value.field, &typed).await?, Outcome::Created)),
    }
}

async fn add(client: &Client<'_>, application: &str, field: &str, typed: &TypedValue) -> Result<String> {
    let reply = client.add_value(&Body::new_value(application, field, typed)).await?;
    let made: Head = one(&reply)?;
    Ok(made.id.to_string())
}

/// The value in the form that the field's kind has there.
fn typed<'a>(field: &str, defined: &Defined<'a>, included: &Included<'a>, text: &str) -> Result<TypedValue> {
    let kind = &defined.attributes.field_type;
    let kept = kept(kind, text, &fields::options(defined, included));
    kept.and_then(|kept| TypedValue::of(kind, &kept)).ok_or_else(|| {
        let message = format!("“{}” does not take this value.", &*defined.attributes.name);
        VendorError::Rejected(vec![FieldProblem { field: field.to_owned(), message }])
    })
}

/// What is to be done for one of our own values.
enum Step {
    Add(String, TypedValue),
    Change(String, TypedValue),
    Remove(String),
}

/// Makes sure that fields which are ours to fill have their values. All of them are looked at before any is written.
pub async fn fill(client: &Client<'_>, application: &str, values: &[OwnValue]) -> Result<Receipt> {
    let mut there = there(client, application).await?;
    let (mut steps, mut left) = (vec![], vec![]);
    let mut wanted: BTreeMap<&str, &OwnValue> =
        values.iter().map(|value| (value.field.as_str(), value)).collect();
    for page in 1.. {
        let reply = client.custom_fields(&Listing::page(page)).await?;
        let many: Many = reply.json()?;
        let included = Included::of(&many.included);
        for row in &many.data {
            let Ok(defined) = serde_json::from_str::<Defined>(row.get()) else { continue };
            let Some(value) = wanted.remove(&*defined.id) else { continue };
            match step(value, &defined, &included, there.remove(&value.field))? {
                Some(step) => steps.extend(step),
                None => left.push(value.field.clone()),
            }
        }
        if many.data.len() < Listing::LARGEST as usize {
            break;
        }
    }
    if let Some(gone) = wanted.keys().next() {
        let message = "The field is no longer there.".to_owned();
        return Err(VendorError::Rejected(vec![FieldProblem { field: (*gone).to_owned(), message }]));
    }
    let outcome = if steps.is_empty() { Outcome::AlreadyThere } else { Outcome::Updated };
    for step in steps {
        match step {
            Step::Add(field, typed) => drop(add(client, application, &field, &typed).await?),
            Step::Change(id, typed) => {
                drop(client.change_value(&id, &Body::change_value(&id, &typed)).await?)
            }
            Step::Remove(id) => drop(remove(client, application, Some((id, String::new()))).await?),
        }
    }
    Ok(Receipt { left, ..receipt(application, outcome) })
}

/// What is to be done, where anything is; `None` where what is there is a person's.
fn step<'a>(
    value: &OwnValue,
    defined: &Defined<'a>,
    included: &Included<'a>,
    there: Option<(String, String)>,
) -> Result<Option<Option<Step>>> {
    let (kind, text) = (&defined.attributes.field_type, value.value.trim());
    let now = there.as_ref().map_or("", |(_, now)| now.as_str());
    if fields::same(kind, now, text) {
        return Ok(Some(None));
    }
    if !value.is_ours(now, |one, other| fields::same(kind, one, other)) {
        return Ok(None);
    }
    Ok(Some(match there {
        Some((id, _)) if text.is_empty() => Some(Step::Remove(id)),
        Some((id, _)) => Some(Step::Change(id, typed(&value.field, defined, included, text)?)),
        None => Some(Step::Add(value.field.clone(), typed(&value.field, defined, included, text)?)),
    }))
}

async fn remove(client: &Client<'_>, application: &str, there: Option<(String, String)>) -> Result<Receipt> {
    let Some((id, _)) = there else { return Ok(receipt(application, Outcome::AlreadyThere)) };
    match client.remove_value(&id).await {
        // Somebody else took it away between the look and the call.
        Ok(_) | Err(VendorError::NotFound(_)) => Ok(receipt(id, Outcome::Updated)),
        Err(error) => Err(error),
    }
}

/// The id and the value of each field's attribute, as it is now.
async fn there(client: &Client<'_>, application: &str) -> Result<BTreeMap<String, (String, String)>> {
    let mut all = BTreeMap::new();
    for page in 1.. {
        let reply = client.custom_attributes(application, &Listing::page(page)).await?;
        let many: Many = reply.json()?;
        for row in many.data.iter().filter_map(|row| serde_json::from_str::<Valued>(row.get()).ok()) {
            let Some(field) = fields::of(&row) else { continue };
            let value = fields::value(&row).map(|value| value.value).unwrap_or_default();
            all.insert(field.to_owned(), (row.id.to_string(), value));
        }
        if many.data.len() < Listing::LARGEST as usize {
            break;
        }
    }
    Ok(all)
}

/// The value as the vendor keeps it: of a choice its own word instead of the label. `None` where it is no choice.
fn kept(kind: &FieldType, text: &str, options: &[(String, String)]) -> Option<String> {
    let word = |label: &str| {
        let label = label.trim();
        let option = options.iter().find(|(shown, kept)| shown == label || kept == label)?;
        Some(option.1.clone())
    };
    match kind {
        FieldType::SingleSelect => word(text),
        FieldType::MultiSelect => {
            let chosen: Option<Vec<_>> = text.lines().map(word).collect();
            chosen.map(|chosen| chosen.join("\n"))
        }
        _ => Some(text.to_owned()),
    }
}
