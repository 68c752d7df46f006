//! Ways to reach somebody, in the words that both versions take.

use model::{
    contact::{normal_email, normal_page, normal_phone},
    newcomer::{NewPerson, Reach, ReachKind},
};
use serde_json::{Map, Value, json};

use crate::greenhouse::contacts::{Contact, Contacts};

/// The form in which an entry is compared; none where nothing can be compared.
type Normal = fn(&str) -> Option<String>;

/// The names of the lists, each with how its entries are compared.
pub const LISTS: [(&str, Normal); 5] = [
    ("email_addresses", normal_email),
    ("phone_numbers", normal_phone),
    ("addresses", plain),
    ("social_media_addresses", normal_page),
    ("website_addresses", normal_page),
];

/// Everything that is said of a new person, but labels and the company's own fields.
pub fn whole(person: &NewPerson) -> Map<String, Value> {
    let mut body = Map::new();
    for (key, text) in [
        ("first_name", &person.first_name),
        ("last_name", &person.last_name),
        ("company", &person.company),
        ("title", &person.headline),
    ] {
        if !text.trim().is_empty() {
            body.insert(key.into(), text.trim().into());
        }
    }
    for (list, _) in LISTS {
        let entries = brought(person, list);
        if !entries.is_empty() {
            body.insert(list.into(), entries.iter().map(|entry| written(list, entry)).collect());
        }
    }
    body
}

/// What a person brings to a list.
pub fn brought(person: &NewPerson, list: &str) -> Vec<Contact> {
    let reached = |all: &[Reach], private: &str| {
        let one = |reach: &Reach| {
            let kind = match reach.kind {
                ReachKind::Private => private,
                ReachKind::Work => "work",
                ReachKind::Other => "other",
            };
            Contact { value: Some(reach.value.trim().to_owned()), kind: Some(kind.to_owned()) }
        };
        all.iter().filter(|reach| !reach.value.trim().is_empty()).map(one).collect()
    };
    let pages = |all: &[String], kind: &str| {
        let one =
            |page: &String| Contact { value: Some(page.trim().to_owned()), kind: Some(kind.to_owned()) };
        all.iter().filter(|page| !page.trim().is_empty()).map(one).collect()
    };
    match list {
        "email_addresses" => reached(&person.emails, "personal"),
        "phone_numbers" => reached(&person.phones, "mobile"),
        "addresses" => reached(&person.addresses, "home"),
        "social_media_addresses" => pages(&person.profiles, ""),
        _ => pages(&person.websites, "other"),
    }
}

/// What is there in a list.
pub fn there<'c>(contacts: &'c Contacts, list: &str) -> &'c [Contact] {
    match list {
        "email_addresses" => &contacts.email_addresses,
        "phone_numbers" => &contacts.phone_numbers,
        "addresses" => &contacts.addresses,
        "social_media_addresses" => &contacts.social_media_addresses,
        _ => &contacts.website_addresses,
    }
}

/// An entry as it is written: every list but that of profiles wants to know what it is.
pub fn written(list: &str, entry: &Contact) -> Value {
    match list {
        "social_media_addresses" => json!({"value": entry.value}),
        _ => json!({"value": entry.value, "type": entry.kind.as_deref().unwrap_or("other")}),
    }
}

/// Somebody's profiles and pages in the form in which they are compared.
pub fn pages(contacts: &Contacts) -> Vec<String> {
    let all = contacts.social_media_addresses.iter().chain(&contacts.website_addresses);
    all.filter_map(|page| normal_page(page.value.as_deref()?)).collect()
}

/// A postal address as it is compared.
fn plain(text: &str) -> Option<String> {
    let plain = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    (!plain.is_empty()).then_some(plain)
}
