//! Setting a field of an application that the company's administrators added.

use connect::{Outcome, Receipt, VendorError, error::Result};
use model::{hire::FieldProblem, remote::RemoteValue};

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
    let there = find(client, application, &value.field).await?;
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
    let kept = kept(kind, text, &fields::options(&defined, &Included::of(&included.included)));
    let Some(typed) = kept.and_then(|kept| TypedValue::of(kind, &kept)) else {
        let message = format!("“{}” does not take this value.", &*defined.attributes.name);
        return Err(VendorError::Rejected(vec![FieldProblem { field: value.field.clone(), message }]));
    };
    match there {
        Some((id, _)) => {
            client.change_value(&id, &Body::change_value(&id, &typed)).await?;
            Ok(receipt(id, Outcome::Updated))
        }
        None => {
            let reply = client.add_value(&Body::new_value(application, &value.field, &typed)).await?;
            let made: Head = one(&reply)?;
            Ok(receipt(&*made.id, Outcome::Created))
        }
    }
}

async fn remove(client: &Client<'_>, application: &str, there: Option<(String, String)>) -> Result<Receipt> {
    let Some((id, _)) = there else { return Ok(receipt(application, Outcome::AlreadyThere)) };
    match client.remove_value(&id).await {
        // Somebody else took it away between the look and the call.
        Ok(_) | Err(VendorError::NotFound(_)) => Ok(receipt(id, Outcome::Updated)),
        Err(error) => Err(error),
    }
}

/// The id and the value of the field's attribute, as it is now.
async fn find(client: &Client<'_>, application: &str, field: &str) -> Result<Option<(String, String)>> {
    for page in 1.. {
        let reply = client.custom_attributes(application, &Listing::page(page)).await?;
        let many: Many = reply.json()?;
        let rows = many.data.iter().filter_map(|row| serde_json::from_str(row.get()).ok());
        let of_field = |row: &Valued| fields::of(row) == Some(field);
        if let Some(row) = rows.into_iter().find(of_field) {
            let value = fields::value(&row).map(|value| value.value);
            return Ok(Some((row.id.to_string(), value.unwrap_or_default())));
        }
        if many.data.len() < Listing::LARGEST as usize {
            break;
        }
    }
    Ok(None)
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
