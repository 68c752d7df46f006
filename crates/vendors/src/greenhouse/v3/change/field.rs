//! Setting a field of an application that the company's administrators added.

use connect::{Outcome, Receipt, error::Result};
use model::remote::{RecordKind, RemoteValue};

use crate::greenhouse::{
    custom::{self, Defined},
    receipt::{receipt, refused},
    v3::{
        client::{Client, Filter},
        fetch::row,
        page,
        wire::{Application, SetValue, SetValues},
    },
};

/// Makes sure that the field has the value, or none where it is empty. The vendor puts the set that is sent in the
/// place of the one before, so that the others are read and sent along as they are. What somebody changes there
/// between the two calls is lost; the time between them is all that can be kept short.
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
    let others = values.iter().filter(|(name, valued)| *name != key && !valued.value.is_null());
    let mut custom_fields: Vec<_> = others
        .map(|(name, valued)| SetValue { name_key: name.clone(), value: valued.value.clone() })
        .collect();
    if !sent.is_null() {
        custom_fields.push(SetValue { name_key: key.into(), value: sent });
    }
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
