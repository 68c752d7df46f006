//! The fields that the company's administrators added.

use std::collections::BTreeMap;

use connect::{ats::Fields, error::Result};
use model::note::Note;
use serde_json::value::RawValue;

use super::{
    client::{Client, Filter},
    page,
};
use crate::greenhouse::custom::{self, Choice, Defined};

/// Every field of a candidate, an application or a job, with its choices. A note names each that has no place here.
pub async fn fields(client: &Client<'_>) -> Result<Fields> {
    let mut choices: BTreeMap<u64, Vec<Choice>> = BTreeMap::new();
    let filter = Filter::all();
    for reply in
        page::every(client, "list the choices of custom fields", "custom_field_options", filter).await?
    {
        for choice in reply.json::<Vec<Choice>>()? {
            choices.entry(choice.custom_field_id.unwrap_or_default()).or_default().push(choice);
        }
    }
    let mut all = Fields::default();
    for reply in page::every(client, "list the custom fields", "custom_fields", Filter::all()).await? {
        for row in reply.json::<Vec<&RawValue>>()? {
            match serde_json::from_str::<Defined>(row.get()) {
                Ok(defined) if defined.active == Some(false) => {}
                Ok(defined) => {
                    let options = custom::choices(choices.remove(&defined.id).unwrap_or_default());
                    match custom::field(&defined, options) {
                        Ok(field) => all.fields.push(field),
                        Err(why) => all.notes.push(Note::on("fields", why)),
                    }
                }
                Err(_) => {
                    let text = "A custom field does not have the documented form and was left out.";
                    all.notes.push(Note::on("fields", text));
                }
            }
        }
    }
    Ok(all)
}
