//! Whom a job reports to: a person, one of that person's jobs, or both.

use serde_json::{Map, Value};

use crate::intellihr::sandbox::{
    documents::{array, entry, text},
    references,
};

/// Takes `supervisorPerson` and `supervisorJob` and keeps both ids.
pub fn accept(
    documents: &Value,
    sent: &Map<String, Value>,
    kept: &mut Map<String, Value>,
    wrong: &mut Vec<String>,
) {
    let (person, job) = (sent.get("supervisorPerson"), sent.get("supervisorJob"));
    if person.is_none() && job.is_none() {
        return;
    }
    match find(documents, person.and_then(Value::as_object), job.and_then(Value::as_object)) {
        Ok((person, job)) => {
            kept.insert("supervisorPerson".into(), person);
            kept.insert("supervisorJob".into(), job);
        }
        Err(why) => wrong.push(why),
    }
}

fn find(
    documents: &Value,
    person: Option<&Map<String, Value>>,
    job: Option<&Map<String, Value>>,
) -> Result<(Value, Value), String> {
    let person = person.map(|sought| references::person(documents, sought)).transpose()?;
    let Some(sought) = job else {
        // Without a job it is the person's own main one.
        let jobs = person.map(|person| array(&person["jobs"])).unwrap_or_default();
        let main = jobs.iter().find(|job| documents["jobs"][text(job)]["isPrimaryJob"] == true);
        let job = main.or_else(|| jobs.first()).cloned().unwrap_or_default();
        return Ok((person.map(|person| person["id"].clone()).unwrap_or_default(), job));
    };
    let all = documents["jobs"].as_object().into_iter().flat_map(Map::values);
    let of_person = |job: &&Value| person.is_none_or(|person| job["person"] == person["id"]);
    let called = |job: &Value, name: &str| {
        let title = entry(documents, "position-titles", text(&job["positionTitle"]));
        title.is_some_and(|title| text(&title["name"]).eq_ignore_ascii_case(name))
    };
    let fits = |job: &&Value| {
        sought.get("id").is_none_or(|id| job["id"] == *id)
            && sought.get("name").is_none_or(|name| called(job, text(name)))
    };
    let nothing = sought.get("id").is_none() && sought.get("name").is_none();
    let mut found = all.filter(|_| !nothing).filter(of_person).filter(fits);
    let job = found.next().ok_or("The supervisorJob could not be found.")?;
    Ok((job["person"].clone(), job["id"].clone()))
}

/// Remembers that somebody supervises.
pub fn mark(documents: &mut Value, person: &Value) {
    if let Some(person) = documents["people"].get_mut(text(person)) {
        person["isSupervisor"] = true.into();
    }
}
