//! A person who comes in, in the words that both versions take, and what somebody who is there lacks of them.

mod contacts;
mod merge;
pub mod search;

use connect::{VendorError, error::Result};
use model::newcomer::NewPerson;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    contacts::Contacts,
    custom::{self, Defined, Values},
    receipt::refused,
};

pub use contacts::whole;
pub use merge::{differing, lacking};

/// Somebody who is there, as far as it is looked at when they come in again.
#[derive(Debug, Deserialize)]
pub struct There {
    /// Their number.
    pub id: u64,
    #[serde(default)]
    first_name: Option<String>,
    #[serde(default)]
    last_name: Option<String>,
    #[serde(default)]
    company: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(flatten)]
    contacts: Contacts,
    /// In v1 the values alone, in v3 with their kinds.
    #[serde(default)]
    custom_fields: Option<Value>,
    /// v1's values with their kinds.
    #[serde(default)]
    keyed_custom_fields: Option<Values>,
}

impl There {
    /// Their name.
    pub fn name(&self) -> String {
        let parts =
            [&self.first_name, &self.last_name].map(|part| part.as_deref().unwrap_or_default().trim());
        parts.join(" ").trim().to_owned()
    }

    /// The values of the company's own fields.
    pub fn values(&self) -> Result<Values> {
        match (&self.keyed_custom_fields, &self.custom_fields) {
            (Some(keyed), _) => Ok(keyed.clone()),
            (None, None | Some(Value::Null)) => Ok(Values::new()),
            (None, Some(told)) => Values::deserialize(told).map_err(|_| VendorError::Contract {
                path: "custom_fields".into(),
                message: "the values do not have the documented form".into(),
            }),
        }
    }

    /// Whether one of the person's profiles or pages is theirs.
    pub fn has_page_of(&self, person: &NewPerson) -> bool {
        let theirs = contacts::pages(&self.contacts);
        person.pages().any(|page| theirs.contains(&page))
    }
}

/// Insists on what a person needs to come in.
pub fn check(person: &NewPerson) -> Result<()> {
    person.check().map_err(|missing| refused(missing.field(), missing.to_string()))
}

/// What is sent of the values of the company's own fields: each key with its value.
///
/// # Errors
/// [`VendorError::Rejected`] where a field is not there, or none of people.
pub fn values(person: &NewPerson, defined: &[Defined]) -> Result<Map<String, Value>> {
    let mut values = Map::new();
    for value in &person.fields {
        let Some(("candidate", key)) = custom::parts(&value.field) else {
            return Err(refused(&value.field, "Only fields of candidates come in with a person."));
        };
        let field = defined.iter().find(|field| field.name_key == key && field.field_type == "candidate");
        let field = field.ok_or_else(|| refused(&value.field, "The field is no longer there."))?;
        values.insert(key.to_owned(), custom::sent(&field.value_type, value.value.trim()));
    }
    Ok(values)
}
