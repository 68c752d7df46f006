//! What a test needs to know of a sandbox to count who came in there. One line a vendor.

use serde_json::{Value, json};

/// Where things stand in a vendor's sandbox documents.
#[derive(Clone, Copy, Debug)]
pub struct Guests {
    /// The vendor.
    pub vendor: &'static str,
    /// The people with an e-mail address, by their ids.
    pub people: fn(&Value, &str) -> Vec<String>,
    /// How many applications and prospects somebody has.
    pub applications: fn(&Value, &str) -> usize,
    /// How many files somebody has.
    pub files: fn(&Value, &str) -> usize,
    /// How many remarks with these words there are on somebody.
    pub remarks: fn(&Value, &str, &str) -> usize,
    /// How many users have an e-mail address.
    pub users: fn(&Value, &str) -> usize,
    /// Every way to reach somebody, profiles included.
    pub contacts: fn(&Value, &str) -> Vec<String>,
    /// A job that takes people, and one of the sources.
    pub job_and_source: fn(&Value) -> (String, String),
    /// Takes from the key that may do everything the right to make people.
    pub forbid: fn(&mut Value),
    /// What the refusal names then.
    pub right: &'static [&'static str],
}

const GREENHOUSE: Guests = Guests {
    vendor: "greenhouse",
    people: |documents, email| {
        let has = |row: &Value| {
            let mut mails = row["email_addresses"].as_array().into_iter().flatten();
            mails.any(|mail| mail["value"] == email)
        };
        rows(documents, "candidates").filter(|row| has(row)).map(|row| row["id"].to_string()).collect()
    },
    applications: |documents, person| of(documents, "applications", person).count(),
    files: |documents, person| of(documents, "attachments", person).count(),
    remarks: |documents, person, words| {
        of(documents, "notes", person).filter(|note| note["body"] == words).count()
    },
    users: |documents, email| rows(documents, "users").filter(|user| user["primary_email"] == email).count(),
    contacts: |documents, person| {
        let row = &documents["rows"]["candidates"][person];
        let lists = ["email_addresses", "phone_numbers", "social_media_addresses", "website_addresses"];
        let all = lists.into_iter().flat_map(|list| row[list].as_array().into_iter().flatten());
        all.filter_map(|entry| Some(entry["value"].as_str()?.to_owned())).collect()
    },
    job_and_source: |documents| {
        let job = rows(documents, "jobs").find(|job| job["status"] == "open").expect("a job is open");
        let source = rows(documents, "sources").next().expect("there are sources");
        (job["id"].to_string(), source["id"].to_string())
    },
    forbid: |documents| {
        for credential in documents["credentials"].as_array_mut().into_iter().flatten() {
            credential["scopes"] = json!([
                "harvest:candidates:list",
                "harvest:applications:list",
                "harvest:candidate_tags:list",
                "harvest:users:list"
            ]);
        }
        for key in documents["keys"].as_array_mut().into_iter().flatten() {
            key["without"] = json!(["candidates.add", "candidates.add_prospect"]);
        }
    },
    right: &["harvest:candidates:create", "Add a candidate"],
};

fn rows<'d>(documents: &'d Value, table: &str) -> impl Iterator<Item = &'d Value> + use<'d> {
    documents["rows"][table].as_object().into_iter().flat_map(|rows| rows.values())
}

fn of<'d>(documents: &'d Value, table: &str, person: &str) -> impl Iterator<Item = &'d Value> + use<'d> {
    let person = person.parse::<u64>().ok();
    rows(documents, table).filter(move |row| row["candidate_id"].as_u64() == person)
}

impl Guests {
    /// The guests of a vendor.
    ///
    /// # Panics
    /// Where this file has no line for it.
    pub fn of(vendor: &str) -> Self {
        let all = [GREENHOUSE];
        let found = all.into_iter().find(|guests| guests.vendor == vendor);
        found.unwrap_or_else(|| panic!("testkit/src/guests.rs has no line for {vendor}"))
    }
}
