//! Setting a field of an application that the company's administrators added.

use connect::{Outcome, Receipt, error::Result};
use model::remote::RemoteValue;
use serde_json::Value;

use crate::greenhouse::{
    custom::{self, Defined},
    receipt::{receipt, refused},
    v1::{client::Client, fetch::application, page, wire::SetValue},
};

/// Makes sure that the field has the value, or none where it is empty. v1 leaves the fields that are not named alone.
pub async fn set(client: &Client<'_>, id: &str, value: &RemoteValue) -> Result<Receipt> {
    let Some(("application", key)) = custom::parts(&value.field) else {
        return Err(refused(&value.field, "Only fields of applications can be set."));
    };
    let kind =
        defined(client, key).await?.ok_or_else(|| refused(&value.field, "The field is no longer there."))?;
    let there = application(client, id).await?;
    let values = there.keyed_custom_fields.unwrap_or_default();
    let sent = custom::sent(&kind, value.value.trim());
    let now = values.get(key).map_or(&Value::Null, |valued| &valued.value);
    if custom::text(now) == custom::text(&sent) {
        return Ok(receipt(id, Outcome::AlreadyThere));
    }
    client.set_value(id, &SetValue { name_key: key, value: sent }).await?;
    Ok(receipt(id, Outcome::Updated))
}

/// The kind of value of a field.
async fn defined(client: &Client<'_>, key: &str) -> Result<Option<String>> {
    for reply in page::every(client, "list the custom fields", "custom_fields/application").await? {
        let found = reply.json::<Vec<Defined>>()?.into_iter().find(|defined| defined.name_key == key);
        if let Some(found) = found {
            return Ok(Some(found.value_type));
        }
    }
    Ok(None)
}
