//! What a person may be made of.

use serde_json::{Map, Value, json};

use super::contact::{self, ADDRESS, EMAIL, PHONE};
use crate::intellihr::sandbox::{
    custom_fields,
    documents::{array, text},
    errors::Refusal,
    ids, references,
    shape::{self, Field, Kind, optional, required},
};

const EMERGENCY_CONTACT: &[Field] = &[
    optional("name", Kind::Text),
    optional("relationship", Kind::Text),
    optional("phone", Kind::Text),
    optional("email", Kind::Email),
];
const WORK_RIGHT: &[Field] = &[optional("id", Kind::Uuid), optional("name", Kind::Text)];
const MEDICAL: &[Field] = &[required("body", Kind::Text), optional("isPublic", Kind::Flag)];

/// The fields of a change, all of which can also be sent when a person is made.
const FIELDS: [Field; 16] = [
    required("lastName", Kind::Text),
    optional("title", Kind::Text),
    optional("firstName", Kind::Text),
    optional("middleName", Kind::Text),
    optional("preferredName", Kind::Text),
    optional("dateOfBirth", Kind::Day),
    optional("gender", Kind::Text),
    optional("employeeNumber", Kind::Loose),
    optional("emergencyContact", Kind::Object(EMERGENCY_CONTACT)),
    optional("emailAddresses", Kind::List(EMAIL)),
    optional("phoneNumbers", Kind::List(PHONE)),
    optional("addresses", Kind::List(ADDRESS)),
    optional("customFields", Kind::CustomFields),
    optional("medicalConditions", Kind::List(MEDICAL)),
    optional("workRight", Kind::Object(WORK_RIGHT)),
    optional("workRightExpiryDate", Kind::Day),
];

/// What can only be sent when a person is made.
const FIRST: [Field; 3] = [
    optional("primaryEmailAddress", Kind::Object(contact::PRIMARY_EMAIL)),
    optional("primaryPhoneNumber", Kind::Object(contact::PRIMARY_PHONE)),
    optional("userAccount", Kind::Unbuilt),
];

/// What is to be kept of a new person.
pub fn new(documents: &mut Value, sent: &Map<String, Value>) -> Result<Map<String, Value>, Refusal> {
    shape::check(sent, &[&FIELDS[..], &FIRST[..]].concat())?;
    accept(documents, None, sent)
}

/// What is to be kept of a change.
pub fn changed(
    documents: &mut Value,
    person: &Value,
    sent: &Map<String, Value>,
) -> Result<Map<String, Value>, Refusal> {
    shape::check_change(sent, &FIELDS)?;
    accept(documents, Some(person), sent)
}

fn accept(
    documents: &mut Value,
    person: Option<&Value>,
    sent: &Map<String, Value>,
) -> Result<Map<String, Value>, Refusal> {
    let mut wrong = vec![];
    let mut kept = Map::new();
    for (name, value) in sent {
        let value = match name.as_str() {
            "title" | "gender" => word(documents, name, value, &mut wrong),
            "employeeNumber" if value.is_number() => value.to_string().into(),
            "emailAddresses" => contact::emails(documents, value, &mut wrong),
            "phoneNumbers" => contact::phones(documents, value, &mut wrong),
            "addresses" => contact::addresses(documents, value, &mut wrong),
            "workRight" => work_right(documents, value, &mut wrong),
            "medicalConditions" => array(value)
                .iter()
                .map(|one| json!({"id": ids::fresh(documents), "body": one["body"], "isPublic": one["isPublic"] == true}))
                .collect(),
            "customFields" => {
                let mut all = person.map_or(json!({}), |person| person["customFields"].clone());
                let new = custom_fields::accept(documents, "PERSON", Some(value), &mut wrong);
                new.into_iter().for_each(|(name, value)| all[name] = value);
                all
            }
            "primaryEmailAddress" | "primaryPhoneNumber" => continue,
            _ => value.clone(),
        };
        kept.insert(name.clone(), value);
    }
    contact::primaries(documents, sent, &mut kept, &mut wrong);
    if wrong.is_empty() { Ok(kept) } else { Err(Refusal::bad(wrong)) }
}

/// A word of one of the tenant's lists: the first that begins with what was sent, whatever its case.
fn word(documents: &Value, name: &str, sent: &Value, wrong: &mut Vec<String>) -> Value {
    let Some(sought) = sent.as_str().map(|sought| sought.trim().to_lowercase()) else { return Value::Null };
    let words = array(&documents["tenant"][name]).iter();
    // A title is matched as a whole: “M” would be Mr, Mrs, Ms and Miss.
    let fits = |word: &str| if name == "gender" { word.starts_with(&sought) } else { word == sought };
    let found = words.into_iter().find(|word| !sought.is_empty() && fits(&text(word).to_lowercase()));
    found.cloned().unwrap_or_else(|| {
        wrong.push(format!("The {name} “{sought}” is not one of the tenant's."));
        Value::Null
    })
}

fn work_right(documents: &Value, sent: &Value, wrong: &mut Vec<String>) -> Value {
    let Some(sought) = sent.as_object() else { return Value::Null };
    match references::entry(documents, "work-rights", sought) {
        Ok(found) => found["id"].clone(),
        Err(why) => {
            wrong.push(why);
            Value::Null
        }
    }
}
