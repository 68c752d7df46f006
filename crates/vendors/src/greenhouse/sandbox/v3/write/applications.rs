//! Applications: for a job, or as a prospect's for none yet.

use serde_json::{Map, Value, json};

use super::{
    Done, Write,
    body::{Fields, Optional, Required, Takes, check, sent},
    stages, values,
};
use crate::greenhouse::sandbox::{
    rows,
    v3::{errors::Refusal, moment},
    webhooks::About,
};

/// Beside the candidate whose application it is.
const CREATE: Fields = &[
    ("candidate_id", Takes::Id("candidates"), Required),
    ("job_id", Takes::Id("jobs"), Required),
    ("source_id", Takes::Id("sources"), Optional),
    ("referrer_id", Takes::Id("users"), Optional),
    ("recruiter_id", Takes::Id("users"), Optional),
    ("coordinator_id", Takes::Id("users"), Optional),
    ("initial_stage_id", Takes::Id("job_interview_stages"), Optional),
    ("prospect", Takes::Flag, Optional),
];

const PROSPECT: Fields = &[
    ("candidate_id", Takes::Id("candidates"), Required),
    ("prospect", Takes::Flag, Required),
    ("job_ids", Takes::Ids("jobs"), Optional),
    ("source_id", Takes::Id("sources"), Optional),
    ("referrer_id", Takes::Id("users"), Optional),
    ("recruiter_id", Takes::Id("users"), Optional),
    ("coordinator_id", Takes::Id("users"), Optional),
    ("prospect_pool_id", Takes::Id("prospect_pools"), Optional),
    ("prospect_pool_stage_id", Takes::Id("prospect_pool_stages"), Optional),
    ("prospect_owner_id", Takes::Id("users"), Optional),
];

const CHANGE: Fields = &[
    ("source_id", Takes::Id("sources"), Optional),
    ("referrer_id", Takes::Id("users"), Optional),
    ("recruiter_id", Takes::Id("users"), Optional),
    ("coordinator_id", Takes::Id("users"), Optional),
    ("prospect_pool_id", Takes::Id("prospect_pools"), Optional),
    ("rejected_at", Takes::Moment, Optional),
    ("created_at", Takes::Moment, Optional),
    ("custom_fields", Takes::List, Optional),
];

/// `POST /v3/applications`
pub fn create(write: &mut Write, _: u64, body: &Map<String, Value>) -> Result<Done, Refusal> {
    check_new(write.documents, body)?;
    let candidate = sent(body, "candidate_id").as_u64().unwrap_or_default();
    write.row("candidates", candidate).map_err(|_| Refusal::field("candidate_id", "is not built yet"))?;
    let id = make(write, candidate, body);
    write.lag("applications", id);
    Ok(Done::Made("applications", id))
}

/// Checks the application that a candidate is made with.
///
/// # Errors
/// 422 with what is wrong, under `application`.
pub fn check_beside_candidate(documents: &Value, application: &Map<String, Value>) -> Result<(), Refusal> {
    let why = if application.contains_key("candidate_id") {
        vec![json!({"candidate_id": "object property is a disallowed additional property"})]
    } else {
        let mut whole = application.clone();
        // The candidate is made in the same breath; any that is there stands for it here.
        let any = rows::table(documents, "candidates").next().map_or(0, |(id, _)| id);
        whole.insert("candidate_id".into(), json!(any));
        let is_candidates = |error: &Value| error.get("candidate_id").is_some();
        let errors = check_new(documents, &whole).err().map(|refusal| refusal.errors).unwrap_or_default();
        errors.into_iter().filter(|error| !is_candidates(error)).collect()
    };
    if why.is_empty() { Ok(()) } else { Err(Refusal::field("application", why)) }
}

/// Checks a new application with its candidate.
///
/// # Errors
/// 422 with what is wrong.
pub fn check_new(documents: &Value, body: &Map<String, Value>) -> Result<(), Refusal> {
    if sent(body, "prospect") == true {
        check(documents, body, PROSPECT)?;
        let (pool, stage) = (sent(body, "prospect_pool_id"), sent(body, "prospect_pool_stage_id"));
        let stage = stage.as_u64().and_then(|stage| rows::find(documents, "prospect_pool_stages", stage));
        return match stage {
            Some(stage) if stage["prospect_pool_id"] != *pool => {
                Err(Refusal::field("prospect_pool_stage_id", "is not a stage of the pool"))
            }
            _ => Ok(()),
        };
    }
    check(documents, body, CREATE)?;
    let (job, stage) = (sent(body, "job_id"), sent(body, "initial_stage_id"));
    match stage.as_u64().and_then(|stage| rows::find(documents, "job_interview_stages", stage)) {
        Some(stage) if stage["job_id"] != *job => {
            Err(Refusal::field("initial_stage_id", "is not a stage of the job"))
        }
        _ => Ok(()),
    }
}

/// Makes an application that was checked.
pub fn make(write: &mut Write, candidate: u64, body: &Map<String, Value>) -> u64 {
    let is_prospect = sent(body, "prospect") == true;
    let jobs = sent(body, "job_ids");
    let id = write.add(
        "applications",
        json!({
            "candidate_id": candidate, "job_id": sent(body, "job_id"), "source_id": sent(body, "source_id"),
            "referrer_id": sent(body, "referrer_id"), "recruiter_id": sent(body, "recruiter_id"),
            "coordinator_id": sent(body, "coordinator_id"), "status": "in_process", "needs_decision": false,
            "prospect": is_prospect, "answers": [], "custom_fields": {},
            "prospective_job_ids": if jobs.is_null() { json!([]) } else { jobs.clone() },
        }),
    );
    if is_prospect {
        write.add(
            "prospect_details",
            json!({
                "application_id": id, "pool_id": sent(body, "prospect_pool_id"),
                "pool_stage_id": sent(body, "prospect_pool_stage_id"),
                "prospect_owner_id": sent(body, "prospect_owner_id"),
            }),
        );
    }
    let first = || stages::of_job(write.documents, sent(body, "job_id").as_u64()?).first().copied();
    if let Some(stage) = sent(body, "initial_stage_id").as_u64().or_else(first) {
        stages::enter(write, id, stage);
    }
    write.acted_on(id);
    let action = if is_prospect { "new_prospect_application" } else { "new_candidate_application" };
    write.announce(action, About::Application(id));
    id
}

/// `PATCH /v3/applications/{id}`: the values of the customer's own fields take the place of those before.
pub fn change(write: &mut Write, id: u64, body: &Map<String, Value>) -> Result<Done, Refusal> {
    write.row("applications", id)?;
    check(write.documents, body, CHANGE)?;
    let custom_fields =
        body.get("custom_fields").map(|sent| values::set(write.documents, "application", sent));
    let custom_fields = custom_fields.transpose()?;
    let detail = beside(write.documents, "prospect_details", id);
    if body.contains_key("prospect_pool_id") && detail.is_none() {
        return Err(Refusal::field("prospect_pool_id", "is for prospects only"));
    }
    if let Some(custom_fields) = custom_fields {
        write.set("applications", id, [("custom_fields", custom_fields)]);
    }
    for key in ["source_id", "referrer_id", "recruiter_id", "coordinator_id"] {
        if let Some(value) = body.get(key) {
            write.set("applications", id, [(key, value.clone())]);
        }
    }
    for key in ["rejected_at", "created_at"] {
        if let Some(time) = sent(body, key).as_str().and_then(moment::asked) {
            write.set("applications", id, [(key, moment::write(time).into())]);
        }
    }
    if let Some((detail, pool)) = detail.zip(body.get("prospect_pool_id")) {
        write.set("prospect_details", detail, [("pool_id", pool.clone()), ("pool_stage_id", Value::Null)]);
        write.touch("prospect_details", detail);
    }
    write.acted_on(id);
    write.announce("application_updated", About::Application(id));
    Ok(Done::Changed("applications", id))
}

/// The stand of an application, insisted on.
///
/// # Errors
/// 404 where there is no such application, 422 where it stands otherwise.
pub fn insist(write: &Write, id: u64, status: &str) -> Result<(), Refusal> {
    let now = &write.row("applications", id)?["status"];
    if *now == *status {
        return Ok(());
    }
    Err(Refusal::unprocessable(format!(
        "The application is {}, not {status}.",
        now.as_str().unwrap_or_default()
    )))
}

/// The row of another table that belongs to an application.
pub fn beside(documents: &Value, table: &str, application: u64) -> Option<u64> {
    rows::table(documents, table).find(|(_, row)| row["application_id"] == application).map(|(id, _)| id)
}
