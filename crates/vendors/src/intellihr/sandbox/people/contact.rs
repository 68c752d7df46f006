//! How a person can be reached. A list that is sent takes the place of the whole list before.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::intellihr::sandbox::{
    custom_fields,
    documents::{array, text},
    shape::{Field, Kind, optional, required},
};

const CUSTOM: Field = optional("customFields", Kind::CustomFields);
const PERSONAL: Field = optional("isPersonal", Kind::Flag);
const PRIMARY: Field = optional("isPrimary", Kind::Flag);

/// An e-mail address.
pub const EMAIL: &[Field] = &[required("email", Kind::Email), PERSONAL, PRIMARY, CUSTOM];
/// A phone number.
pub const PHONE: &[Field] = &[required("number", Kind::Text), PERSONAL, PRIMARY, CUSTOM];
/// An e-mail address when it is the only one.
pub const PRIMARY_EMAIL: &[Field] = &[required("email", Kind::Email), PERSONAL, CUSTOM];
/// A phone number when it is the only one.
pub const PRIMARY_PHONE: &[Field] = &[required("number", Kind::Text), PERSONAL, CUSTOM];
/// An address.
pub const ADDRESS: &[Field] = &[
    required("addressType", Kind::Choice(&["Home", "Postal"])),
    required("country", Kind::Text),
    optional("fullAddress", Kind::Text),
    optional("street", Kind::Text),
    optional("suburb", Kind::Text),
    optional("state", Kind::Text),
    optional("postcode", Kind::Text),
    PRIMARY,
    CUSTOM,
];

/// The e-mail addresses, in lower case.
pub fn emails(documents: &Value, sent: &Value, wrong: &mut Vec<String>) -> Value {
    let all = array(sent).iter().map(|one| {
        json!({
            "email": text(&one["email"]).to_lowercase(),
            "isPersonal": one["isPersonal"] == true,
            "isPrimary": one["isPrimary"] == true,
            "customFields": custom_fields::accept(documents, "EMAIL_ADDRESS", one.get("customFields"), wrong),
        })
    });
    let all: Vec<Value> = all.collect();
    one_primary(&all, "email", "email address", wrong);
    all.into()
}

/// The phone numbers.
pub fn phones(documents: &Value, sent: &Value, wrong: &mut Vec<String>) -> Value {
    let all = array(sent).iter().map(|one| {
        json!({
            "number": one["number"],
            "fullNumber": one["number"],
            "isPersonal": one["isPersonal"] == true,
            "isPrimary": one["isPrimary"] == true,
            "customFields": custom_fields::accept(documents, "PHONE_NUMBER", one.get("customFields"), wrong),
        })
    });
    let all: Vec<Value> = all.collect();
    one_primary(&all, "number", "phone number", wrong);
    all.into()
}

fn one_primary(all: &[Value], key: &str, noun: &str, wrong: &mut Vec<String>) {
    match all.iter().filter(|one| one["isPrimary"] == true).count() {
        0 => wrong.push(format!("A person must have at least one primary {noun}.")),
        1 => {}
        _ => wrong.push(format!("A person can have only one primary {noun}.")),
    }
    let different: BTreeSet<&str> = all.iter().map(|one| text(&one[key])).collect();
    if different.len() < all.len() {
        wrong.push(format!("The same {noun} is there twice."));
    }
}

/// The addresses: a full one, or street, suburb and state.
pub fn addresses(documents: &Value, sent: &Value, wrong: &mut Vec<String>) -> Value {
    let none_is_primary = array(sent).iter().all(|one| one["isPrimary"] != true);
    let all = array(sent).iter().enumerate().map(|(place, one)| {
        let given = |name: &str| !text(&one[name]).trim().is_empty();
        let parts = ["street", "suburb", "state"];
        if !given("fullAddress") {
            let missing = parts.into_iter().filter(|part| !given(part));
            wrong.extend(missing.map(|part| {
                format!("The addresses.{place}.{part} field is required when fullAddress is not present.")
            }));
        }
        let whole = parts.map(|part| text(&one[part])).join(", ");
        json!({
            "addressType": one["addressType"],
            "fullAddress": if given("fullAddress") { one["fullAddress"].clone() } else { whole.into() },
            "country": one["country"],
            "postcode": one["postcode"],
            "state": one["state"],
            "street": one["street"],
            "suburb": one["suburb"],
            "isPrimary": one["isPrimary"] == true || (none_is_primary && place == 0),
            "customFields": custom_fields::accept(documents, "ADDRESS", one.get("customFields"), wrong),
        })
    });
    all.collect()
}

/// The short forms with which a new person's only address and number can be sent.
pub fn primaries(
    documents: &Value,
    sent: &Map<String, Value>,
    kept: &mut Map<String, Value>,
    wrong: &mut Vec<String>,
) {
    for (short, long) in [("primaryEmailAddress", "emailAddresses"), ("primaryPhoneNumber", "phoneNumbers")] {
        let Some(only) = sent.get(short).filter(|only| !only.is_null()) else { continue };
        if sent.contains_key(long) {
            wrong.push(format!("Only one of {short} and {long} can be sent."));
            continue;
        }
        let mut only = only.clone();
        only["isPrimary"] = true.into();
        let list = json!([only]);
        let list = if long == "emailAddresses" {
            emails(documents, &list, wrong)
        } else {
            phones(documents, &list, wrong)
        };
        kept.insert(long.into(), list);
    }
}
