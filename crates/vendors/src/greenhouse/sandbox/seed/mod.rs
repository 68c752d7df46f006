//! A believable tenant, the same for the same seed.
//!
//! What a company sets up once stands in `company.json`; jobs, people and their applications are made up here. Text
//! that is the same for many is kept short, so that a tenant of two hundred thousand people fits into memory.

mod applications;
mod calendar;
mod company;
mod dice;
mod jobs;
mod people;
#[cfg(test)]
mod tests;

use serde_json::{Value, json};

use self::{calendar::Calendar, dice::Dice};
use super::rows;

/// The v1 key that may do everything.
pub const FULL_KEY: &str = "sandbox-harvest-full-key";
/// A v1 key that may not read custom fields, job stages or sources.
pub const PARTIAL_KEY: &str = "sandbox-harvest-partial-key";
/// A v1 key that was taken back.
pub const REVOKED_KEY: &str = "sandbox-harvest-revoked-key";
/// The client id of the v3 credential that may do everything.
pub const FULL_CLIENT: &str = "sandbox-client-full";
/// The client id of a v3 credential that may only read.
pub const READING_CLIENT: &str = "sandbox-client-reading";
/// The client id of a v3 credential that was given no scope.
pub const SCOPELESS_CLIENT: &str = "sandbox-client-without-scopes";
/// The client id of a v3 credential that was taken back.
pub const REVOKED_CLIENT: &str = "sandbox-client-revoked";
/// The secret of every client.
pub const CLIENT_SECRET: &str = "sandbox-client-secret";
/// A Site Admin, on whose behalf the connection acts.
pub const SITE_ADMIN: u64 = 1_000_301;
/// A user who is no Site Admin.
pub const RECRUITER: u64 = 1_000_302;
/// The user that stands behind the credentials themselves.
pub const SERVICE_USER: u64 = 1_000_309;

/// The first id after those in `company.json`, so that no row that is added takes the place of one of them.
const GROWN: u64 = 1_001_001;

/// As many jobs as a company of that size may have had.
const MOST_JOBS: usize = 500;

/// The lists that the credential for reading may read.
const READ: [&str; 22] = [
    "applications",
    "candidates",
    "notes",
    "attachments",
    "candidate_tags",
    "applied_candidate_tags",
    "departments",
    "jobs",
    "job_posts",
    "job_interview_stages",
    "application_stages",
    "offices",
    "rejection_reasons",
    "rejection_details",
    "sources",
    "users",
    "custom_fields",
    "custom_field_options",
    "close_reasons",
    "prospect_pools",
    "prospect_pool_stages",
    "prospect_details",
];

/// The documents of the tenant with that many people. It has two applications for each second person and one for each
/// other, and a job for each forty people up to five hundred.
pub fn documents(seed: u64, people: usize) -> Value {
    let mut documents = json!({
        "rows": company::rows(),
        "next_id": GROWN,
        "keys": keys(),
        "credentials": credentials(),
        "organization": {"id": 4001, "name": "Larkmoor"},
        "limits": {"v1": {"requests": 50, "seconds": 10}, "v3": {"requests": 75, "seconds": 30}},
        "token_seconds": 3600,
        "tokens": {},
        "files": {},
    });
    let mut growing = Growing { dice: Dice::new(seed), calendar: Calendar::new(), documents: &mut documents };
    let jobs = jobs::make(&mut growing, (people / 40 + 6).min(MOST_JOBS));
    for number in 0..people {
        let person = people::make(&mut growing, number, people);
        applications::make(&mut growing, &jobs, &person, number);
    }
    documents
}

fn keys() -> Value {
    let but: [&str; 4] = ["custom_fields.get", "job_stages.list", "job_stages.list_for_job", "sources.list"];
    json!([
        {"key": FULL_KEY, "permissions": ["*"], "revoked": false},
        {"key": PARTIAL_KEY, "permissions": ["*"], "without": but, "revoked": false},
        {"key": REVOKED_KEY, "permissions": ["*"], "revoked": true},
    ])
}

fn credentials() -> Value {
    let scopes: Vec<_> = READ.iter().map(|list| format!("harvest:{list}:list")).collect();
    let credential = |id: &str, scopes: Value, revoked: bool| {
        json!({
            "client_id": id, "client_secret": CLIENT_SECRET, "scopes": scopes, "user_id": SERVICE_USER,
            "revoked": revoked,
        })
    };
    json!([
        credential(FULL_CLIENT, json!(["*"]), false),
        credential(READING_CLIENT, json!(scopes), false),
        credential(SCOPELESS_CLIENT, json!([]), false),
        credential(REVOKED_CLIENT, json!(["*"]), true),
    ])
}

/// A tenant while it is being made up.
struct Growing<'a> {
    dice: Dice,
    calendar: Calendar,
    documents: &'a mut Value,
}

impl Growing<'_> {
    fn add(&mut self, table: &str, row: Value) -> u64 {
        rows::add(self.documents, table, row)
    }

    /// A moment as the vendor writes it.
    fn time(&self, minute: usize) -> String {
        self.calendar.time(minute)
    }
}
