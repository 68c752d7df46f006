//! Setting a field of an application that the company's administrators added.

use std::collections::BTreeMap;

use connect::{Outcome, Receipt, error::Result};
use model::remote::{OwnValue, RemoteValue};
use serde_json::Value;

use crate::greenhouse::{
    custom::{self, Defined},
    fill::filling,
    receipt::{receipt, refused},
    v1::{client::Client, fetch::application, page, wire::SetValue},
};

/// Makes sure that the field has the value, or none where it is empty. v1 leaves the fields that are not named alone.
pub async fn set(client: &Client<'_>, id: &str, value: &RemoteValue) -> Result<Receipt> {
    let Some(("application", key)) = custom::parts(&value.field) else {
        return Err(refused(&value.field, "Only fields of applications can be set."));
    };
    let mut kinds = kinds(client).await?;
    let kind = kinds.remove(key).ok_or_else(|| refused(&value.field, "The field is no longer there."))?;
    let there = application(client, id).await?;
    let values = there.keyed_custom_fields.unwrap_or_default();
    let sent = custom::sent(&kind, value.value.trim());
    let now = values.get(key).map_or(&Value::Null, |valued| &valued.value);
    if custom::text(now) == custom::text(&sent) {
        return Ok(receipt(id, Outcome::AlreadyThere));
    }
    client.set_values(id, &[SetValue { name_key: key, value: sent }]).await?;
    Ok(receipt(id, Outcome::Updated))
}

/// Makes sure that fields which are ours to fill have their values.
pub async fn fill(client: &Client<'_>, id: &str, values: &[OwnValue]) -> Result<Receipt> {
    let there = application(client, id).await?.keyed_custom_fields.unwrap_or_default();
    let filling = filling(values, &there, &kinds(client).await?)?;
    let outcome = if filling.set.is_empty() { Outcome::AlreadyThere } else { Outcome::Updated };
    if outcome == Outcome::Updated {
        let set = filling.set.iter().map(|(key, value)| SetValue { name_key: key, value: value.clone() });
        client.set_values(id, &set.collect::<Vec<_>>()).await?;
    }
    Ok(Receipt { left: filling.left, ..receipt(id, outcome) })
}

/// What each field of applications holds.
async fn kinds(client: &Client<'_>) -> Result<BTreeMap<String, String>> {
    let mut kinds = BTreeMap::new();
    for reply in page::every(client, "list the custom fields", "custom_fields/application").await? {
        let rows = reply.json::<Vec<Defined>>()?.into_iter();
        kinds.extend(rows.map(|defined| (defined.name_key, defined.value_type)));
    }
    Ok(kinds)
}
