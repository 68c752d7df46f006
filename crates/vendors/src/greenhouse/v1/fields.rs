//! The fields that the company's administrators added.

use connect::{ats::Fields, error::Result};
use model::note::Note;
use serde_json::value::RawValue;

use super::{client::Client, page};
use crate::greenhouse::custom::{self, Defined};

/// Every field of a candidate, an application or a job, with its choices. A note names each that has no place here.
pub async fn fields(client: &Client<'_>) -> Result<Fields> {
    let mut all = Fields::default();
    for field_type in ["candidate", "application", "job"] {
        let path = format!("custom_fields/{field_type}");
        for reply in page::every(client, "list the custom fields", &path).await? {
            for row in reply.json::<Vec<&RawValue>>()? {
                match serde_json::from_str::<Defined>(row.get()) {
                    Ok(defined) if defined.active == Some(false) => {}
                    Ok(defined) => {
                        let options = custom::choices(defined.custom_field_options.clone());
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
    }
    Ok(all)
}
