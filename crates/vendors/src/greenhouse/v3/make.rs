//! Making fields.

use connect::error::Result;
use model::remote::{NewField, RemoteField};
use serde_json::value::RawValue;

use super::{
    client::{Client, Filter},
    page,
};
use crate::greenhouse::{
    custom::{Choice, Defined},
    make::{self, Sent, Step},
};

/// Makes sure that the field is there, with its choices.
pub async fn field(client: &Client<'_>, new: &NewField) -> Result<RemoteField> {
    match make::step(new, there(client, new).await?)? {
        Step::Ready(field) => return Ok(field),
        Step::Make => drop(client.add_field(&Sent::of(new, false)).await?),
        Step::Add(id, first, missing) => {
            for (place, name) in missing.into_iter().enumerate() {
                client.add_option(id, name, first + place).await?;
            }
        }
    }
    match make::step(new, there(client, new).await?)? {
        Step::Ready(field) => Ok(field),
        Step::Make | Step::Add(..) => Err(make::unseen(new)),
    }
}

/// The fields in use of that name and kind of record, with their choices.
async fn there(client: &Client<'_>, new: &NewField) -> Result<Vec<(Defined, Vec<Choice>)>> {
    let filter = Filter::all().and("field_type", make::field_type(new.subject));
    let mut all = vec![];
    for reply in page::every(client, "list the custom fields", "custom_fields", filter).await? {
        let rows = reply.json::<Vec<&RawValue>>()?;
        let read = rows.into_iter().filter_map(|row| serde_json::from_str::<Defined>(row.get()).ok());
        all.extend(read.filter(|defined| defined.active != Some(false)));
    }
    let same = |one: &Defined| one.name.trim().to_lowercase() == new.name.trim().to_lowercase();
    let Some(named) = all.into_iter().find(same) else { return Ok(vec![]) };
    let mut choices = vec![];
    if !new.options.is_empty() {
        let filter = Filter::of("custom_field_ids", &[named.id.to_string()]);
        let purpose = "list the choices of a custom field";
        for reply in page::every(client, purpose, "custom_field_options", filter).await? {
            choices.extend(reply.json::<Vec<Choice>>()?);
        }
    }
    Ok(vec![(named, choices)])
}
