//! Making an application, and with it the candidate who applies.

use serde_json::{Map, Value, json};

use super::{TABLE, files, nested, stages, tags};
use crate::pinpoint::sandbox::{
    errors::{Problem, Refusal},
    webhooks::announce,
    write::{
        Write,
        attributes::{self, Table, Takes},
        links,
        payload::Payload,
        problems::{attribute, invalid, none_of, relationship},
    },
};

/// What can be said only at the beginning.
const ON_CREATE: Table = &[
    ("summary", Takes::Text),
    ("cv_base64_filename", Takes::Special),
    ("cv_base64_data", Takes::Special),
    ("cover_letter_base64_filename", Takes::Special),
    ("cover_letter_base64_data", Takes::Special),
    ("documents_base64", Takes::Special),
    ("skip_notifications_on_create", Takes::Special),
    ("cv_signed_id", Takes::Unbuilt),
    ("equality_monitoring_option_ids", Takes::Unbuilt),
    ("create_pdf_application", Takes::Unbuilt),
];

/// What a candidate is made with.
const OF_CANDIDATE: [&str; 14] = [
    "first_name",
    "last_name",
    "preferred_name",
    "email",
    "phone",
    "phone_iso2",
    "date_of_birth",
    "address1",
    "address2",
    "town",
    "state_province",
    "postcode",
    "country",
    "locale",
];

/// Makes an application.
pub fn create(write: &mut Write, payload: &Payload) -> Result<String, Refusal> {
    let sent = &payload.data;
    attributes::check("data", &sent.attributes, &[TABLE, ON_CREATE])?;
    links::check("data", sent, &["job", "stage", "candidate", "custom_attributes", "answers"])?;
    attributes::require("data", &sent.attributes, &json!({}), &["first_name", "last_name", "email"])?;
    let (_, job) = links::needed(write.documents, "data", sent, "job", &["jobs"])?;
    required_by_job(write.record("jobs", job), &sent.attributes)?;
    none_of(address(&sent.attributes, &json!({})))?;
    let stage = stages::first(write.documents, sent, job)?;
    let known = links::one(write.documents, "data", sent, "candidate", &["candidates"])?;
    let tags = tags::changed(write.documents, &json!([]), &sent.attributes)?;
    let nested = nested::check(write, payload, job)?;
    let files = files::check(&sent.attributes)?;

    let candidate = match known.map(|(_, id)| id.to_owned()).or_else(|| same_person(write, &sent.attributes))
    {
        Some(candidate) => candidate,
        None => {
            let told = |name: &str| Some((name.to_owned(), sent.attributes.get(name)?.clone()));
            let mut attributes: Map<_, _> = OF_CANDIDATE.into_iter().filter_map(told).collect();
            attributes.insert("blocked".into(), false.into());
            write.add("candidates", attributes, json!({}))
        }
    };
    let mut kept = attributes::kept(&sent.attributes, TABLE);
    kept.extend(attributes::kept(&sent.attributes, ON_CREATE));
    for name in ["internal_candidate", "concealed", "is_demo"] {
        kept.entry(name).or_insert(Value::Bool(false));
    }
    kept.insert("tags".into(), tags);
    kept.insert("stage_changed_at".into(), write.time());
    let attachments = files::keep(write, files);
    kept.insert("attachments".into(), attachments);
    let posting = posting(write.documents, job);
    let rels = json!({"job": job, "job_posting": posting, "candidate": candidate});
    let id = write.add("applications", kept, rels);
    announce(write.documents, write.now, "application_created", &[("application", &id), ("job", job)]);
    stages::stand(write, &id, &stage);
    nested::keep(write, &id, nested);
    Ok(id)
}

/// What a job asks of everybody who applies.
fn required_by_job(job: &Value, sent: &Map<String, Value>) -> Result<(), Refusal> {
    let asks = &job["attributes"];
    let mut names = vec![];
    if asks["require_phone"] == true {
        names.extend(["phone", "phone_iso2"]);
    }
    if asks["resume_requirement"] == "required" {
        names.extend(["cv_base64_filename", "cv_base64_data"]);
    }
    attributes::require("data", sent, &json!({}), &names)
}

/// The second line of an address is not for the United States, the state is for nobody else. Where no country is
/// known, nothing is.
pub fn address(sent: &Map<String, Value>, before: &Value) -> Vec<Problem> {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    let country = text(sent.get("country").or(before.get("country")));
    let american = ["US", "USA", "United States"].contains(&country.as_str());
    let unfit = if american { "address2" } else { "state_province" };
    let refused = !country.is_empty() && !text(sent.get(unfit)).is_empty();
    refused
        .then(|| attribute("data", unfit, "must be blank in this country", "present"))
        .into_iter()
        .collect()
}

/// The candidate with that e-mail address.
fn same_person(write: &Write, sent: &Map<String, Value>) -> Option<String> {
    let email = sent.get("email")?.as_str()?;
    let mut all = write.documents["resources"]["candidates"].as_object()?.iter();
    let same = |candidate: &Value| {
        candidate["attributes"]["email"].as_str().is_some_and(|known| known.eq_ignore_ascii_case(email))
    };
    all.find(|(_, candidate)| same(candidate)).map(|(id, _)| id.clone())
}

fn posting(documents: &Value, job: &str) -> Option<String> {
    let mut all = documents["resources"]["job_postings"].as_object()?.iter();
    all.find(|(_, posting)| posting["rels"]["job"] == job).map(|(id, _)| id.clone())
}

/// A refusal of a stage that is not one of the job's own.
pub fn foreign_stage() -> Refusal {
    let message = "must be a stage of the application's job";
    invalid(vec![relationship("data", "stage", message, "invalid")])
}
