//! Where a job and a person stand at a moment.

use jiff::Timestamp;
use serde_json::Value;

use crate::intellihr::sandbox::{
    documents::{array, text},
    moments,
};

/// Where a job stands.
pub fn of_job(job: &Value, now: Timestamp) -> &'static str {
    let start = moments::read(text(&job["companyStartDate"]));
    let end = moments::read(text(&job["companyEndDate"]));
    match (start, end) {
        (_, Some(end)) if end <= now => "Past Job",
        (Some(start), _) if start > now => "Future Job",
        (_, Some(_)) => "Ending Job",
        _ => "Current Job",
    }
}

/// Where a person stands, by their jobs.
pub fn of_person(documents: &Value, person: &Value, now: Timestamp) -> &'static str {
    let jobs = array(&person["jobs"]).iter().map(|id| of_job(&documents["jobs"][text(id)], now));
    let stands: Vec<&str> = jobs.collect();
    let has = |status: &str| stands.contains(&status);
    if stands.is_empty() {
        "No Job Records"
    } else if has("Current Job") {
        "Current Staff"
    } else if has("Ending Job") {
        "Exiting Staff"
    } else if has("Future Job") && has("Past Job") {
        "Returning Staff"
    } else if has("Future Job") {
        "Upcoming Staff"
    } else {
        "Past Staff"
    }
}
