//! Setting a field of an application that the company's administrators added.

use std::collections::BTreeMap;

use connect::{Outcome, Receipt, error::Result};
use model::remote::{OwnValue, RecordKind, RemoteValue};
use serde_json::Map;

use crate::greenhouse::{
    custom::{self, Defined},
    fill::filling,
    receipt::{receipt, refused},
    v3::{
        client::{Client, Filter},
        fetch::row,
        page, values,
        wire::{Application, SetValues},
    },
};

/// Makes sure that the field has the value, or none where it is empty.
pub async fn set(client: &Client<'_>, application: &str, value: &RemoteValue) -> Result<Receipt> {
    let Some(("application", key)) = custom::parts(&value.field) else {
        return Err(refused(&value.field, "Only fields of applications can be set."));
    };
    let kind =
        defined(client, key).await?.ok_or_else(|| refused(&value.field, "The field is no longer there."))?;
    let there: Application = row(client, RecordKind::Application, application).await?;
    let values = there.custom_fields.unwrap_or_default();
    let sent = custom::sent(&kind, value.value.trim());
    let now = values.get(key).map(|valued| &valued.value);
    if custom::text(now.unwrap_or_default()) == custom::text(&sent) {
        return Ok(receipt(application, Outcome::AlreadyThere));
    }
    let custom_fields = values::whole(&values, Map::from_iter([(key.to_owned(), sent)]));
    client.set_values(application, &SetValues { custom_fields }).await?;
    Ok(receipt(application, Outcome::Updated))
}

/// Makes sure that fields which are ours to fill have their values.
pub async fn fill(client: &Client<'_>, application: &str, values: &[OwnValue]) -> Result<Receipt> {
    let mut kinds = BTreeMap::new();
    let filter = Filter::all().and("field_type", "application");
    for reply in page::every(client, "list the custom fields", "custom_fields", filter).await? {
        let rows = reply.json::<Vec<Defined>>()?.into_iter();
        kinds.extend(rows.map(|defined| (defined.name_key, defined.value_type)));
    }
    let there: Application = row(client, RecordKind::Application, application).await?;
    let there = there.custom_fields.unwrap_or_default();
    let filling = filling(values, &there, &kinds)?;
    let outcome = if filling.set.is_empty() { Outcome::AlreadyThere } else { Outcome::Updated };
    if outcome == Outcome::Updated {
        let custom_fields = values::whole(&there, filling.set);
        client.set_values(application, &SetValues { custom_fields }).await?;
    }
    Ok(Receipt { left: filling.left, ..receipt(application, outcome) })
}

/// The kind of value of a field.
async fn defined(client: &Client<'_>, key: &str) -> Result<Option<String>> {
    let filter = Filter::all().and("field_type", "application").and("name_key", key);
    for reply in page::every(client, "read a custom field", "custom_fields", filter).await? {
        let found = reply.json::<Vec<Defined>>()?.into_iter().find(|defined| defined.name_key == key);
        if let Some(found) = found {
            return Ok(Some(found.value_type));
        }
    }
    Ok(None)
}
