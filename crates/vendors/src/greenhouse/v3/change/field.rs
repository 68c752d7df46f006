//! Setting a field of an application that the company's administrators added.

use connect::{Outcome, Receipt, error::Result};
use model::remote::{RecordKind, RemoteValue};
use serde_json::Map;

use crate::greenhouse::{
    custom::{self, Defined},
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
