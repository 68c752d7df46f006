//! A believable tenant, the same for the same seed.

mod names;
mod person;

use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng as _};
use serde_json::{Map, Value, json};

use super::{
    documents::{array, text},
    ids,
};

/// The tenant's part of the address.
pub const TENANT: &str = "larkmoor";

/// The tenant's own time zone.
pub const TIME_ZONE: &str = "Australia/Sydney";

/// The event under which the tenant's onboarding workflows stand.
pub const ONBOARDING: &str = "5a3c1e58-0b5f-4f0e-9c6a-2f4d7b1e9a01";

/// A key that works.
pub const FULL_ACCESS_KEY: &str = "sandbox-full-access-key";

/// The tenant's keys, lists, workflows and forms. References stand by name, and every id is made for the seed.
const SET_UP: &str = include_str!("tenant.json");

/// The fields of the lists that refer to an entry by its name.
const BY_NAME: [(&str, &str, &str); 4] = [
    ("business-units", "parentId", "business-units"),
    ("locations", "parentId", "locations"),
    ("work-classes", "workType", "work-types"),
    ("skills", "skillDisciplineId", "skill-disciplines"),
];

/// The documents of the tenant with that many people.
pub fn documents(seed: u64, people: usize) -> Value {
    // The text ships with the program and is read by every test, so that it can't fail here.
    let mut documents: Value = serde_json::from_str(SET_UP).unwrap_or_default();
    lists(&mut documents, &mut ChaCha8Rng::seed_from_u64(seed ^ 0x6c69_7374));
    let mut made = Made::default();
    let mut dice = person::Dice::new(seed);
    for number in 1..=people {
        person::add(&documents, &mut dice, number, &mut made);
    }
    documents["users"] = person::users(&documents, &made);
    documents["people"] = made.people.into();
    documents["jobs"] = made.jobs.into();
    for empty in ["uploads", "images"] {
        documents[empty] = json!({});
    }
    documents["webhooks"] = json!([]);
    documents["triggered"] = json!([]);
    documents["counters"] = json!({"seed": seed, "id": 0, "person": 999 + people, "job": people});
    documents
}

/// What is made person by person.
#[derive(Default)]
struct Made {
    people: Map<String, Value>,
    jobs: Map<String, Value>,
    /// The people in the order in which they were made, with their jobs.
    order: Vec<(String, String)>,
}

fn lists(documents: &mut Value, dice: &mut ChaCha8Rng) {
    for entry in documents["lists"]
        .as_object_mut()
        .into_iter()
        .flatten()
        .flat_map(|(_, list)| list.as_array_mut())
        .flatten()
    {
        entry["id"] = ids::from(dice).into();
        let options = entry.pointer_mut("/definitions/options").and_then(Value::as_array_mut);
        for option in options.into_iter().flatten() {
            option["id"] = ids::from(dice).into();
        }
        // An id that nothing is found by: the vendor's countries have no list.
        if let Some(country) = entry.get("country").map(|country| text(country).len() as u64) {
            entry["countryId"] = ids::numbered(country).into();
        }
    }
    for (list, field, of) in BY_NAME {
        let known = array(&documents["lists"][of]).to_vec();
        for entry in documents["lists"][list].as_array_mut().into_iter().flatten() {
            let found = known.iter().find(|known| known["name"] == entry[field]);
            entry[field] = found.map_or(Value::Null, |found| found["id"].clone());
        }
    }
    for event in documents["lists"]["webhook-events"].as_array_mut().into_iter().flatten() {
        event["examplePayload"] = json!({"event": event["event"], "timestamp": "2026-11-24T00:00:00.000Z"});
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intellihr::sandbox::people::status;

    #[test]
    fn the_same_seed_gives_the_same_tenant() {
        assert_eq!(super::documents(7, 50), super::documents(7, 50));
        assert_ne!(super::documents(7, 50)["people"], super::documents(8, 50)["people"]);
    }

    #[test]
    fn a_tenant_without_people_is_one_too() {
        let tenant = super::documents(1, 0);
        assert_eq!(tenant["people"], json!({}));
        assert!(!array(&tenant["lists"]["locations"]).is_empty());
    }

    #[test]
    fn a_tenant_has_people_who_left_and_people_to_come() {
        let tenant = super::documents(7, 300);
        let now = "2026-11-24T12:00:00Z".parse().unwrap();
        let people = tenant["people"].as_object().unwrap().values();
        let stands: Vec<_> = people.map(|person| status::of_person(&tenant, person, now)).collect();
        let count = |wanted| stands.iter().filter(|stand| **stand == wanted).count();
        assert_eq!(stands.len(), 300);
        assert!(count("Past Staff") > 5 && count("Upcoming Staff") > 2, "{stands:?}");
        assert!(count("Current Staff") > 200);
    }

    #[test]
    fn nobody_shares_an_address_and_all_are_on_example_domains() {
        let tenant = super::documents(3, 2_000);
        let people = tenant["people"].as_object().unwrap().values();
        let mails: Vec<&str> = people
            .flat_map(|person| array(&person["emailAddresses"]))
            .map(|mail| text(&mail["email"]))
            .collect();
        let different: std::collections::BTreeSet<_> = mails.iter().collect();
        assert_eq!(different.len(), mails.len());
        assert!(mails.iter().all(|mail| mail.ends_with("example.com") || mail.ends_with("example.org")));
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let tenant = super::documents(5, 100);
        for job in tenant["jobs"].as_object().unwrap().values() {
            assert!(tenant["people"].get(text(&job["person"])).is_some());
            for (field, list) in [
                ("businessEntity", "business-entities"),
                ("businessUnit", "business-units"),
                ("location", "locations"),
                ("workClass", "work-classes"),
                ("workType", "work-types"),
                ("positionTitle", "position-titles"),
            ] {
                let found = super::super::documents::entry(&tenant, list, text(&job[field]));
                assert!(found.is_some_and(|found| found["isEnabled"] == true), "{field}");
            }
        }
        for class in array(&tenant["lists"]["work-classes"]) {
            assert!(
                super::super::documents::entry(&tenant, "work-types", text(&class["workType"])).is_some()
            );
        }
    }
}
