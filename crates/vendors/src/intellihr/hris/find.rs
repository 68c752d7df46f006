//! Looking someone up before anything is made.

use std::collections::BTreeMap;

use connect::error::Result;
use model::hire::{EmployeeMatch, Identity};

use super::link;
use crate::intellihr::{
    client::{Client, Listing},
    map::matches,
    pages::all,
    wire::Person,
};

/// Everyone who may be this person, whether they work there, will or did: by primary e-mail address, by number and by
/// family name. Names are compared here, because theirs may hold more than ours.
pub async fn find(client: &Client<'_>, who: &Identity) -> Result<Vec<EmployeeMatch>> {
    let mut listings: Vec<_> = who.emails.iter().map(|email| by_email(email)).collect();
    if let Some(number) = filled(who.employee_number.as_deref()) {
        listings.push(people().only("employeeNumber", number));
    }
    if let Some(name) = filled(Some(&who.last_name)) {
        listings.push(people().only("name", name));
    }
    let mut found = BTreeMap::new();
    for listing in &listings {
        for person in all::<Person>(client, listing).await? {
            if let Some(by) = matches::matched_by(who, &person) {
                found.entry(person.id.clone()).or_insert_with(|| EmployeeMatch {
                    name: person.display_name.clone(),
                    active: matches::is_active(&person),
                    by,
                    url: link(client.0, &person.id),
                    external_id: person.id,
                });
            }
        }
    }
    Ok(found.into_values().collect())
}

/// The people whose primary address this is.
pub fn by_email(email: &str) -> Listing {
    people().only("primaryEmailAddress", email)
}

/// All people, to be narrowed.
pub fn people() -> Listing {
    Listing::of("look people up", "people")
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}
