//! What the company set up: its own fields, jobs, departments, cities.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{
    dispatch::Called,
    query::Query,
    render::{Answer, document, resource},
};

/// `GET candidate_custom_fields`
pub fn custom_fields(called: &Called) -> Answer {
    rows(called, "custom_fields", "custom_field")
}

/// `GET jobs`
pub fn jobs(called: &Called) -> Answer {
    rows(called, "jobs", "job")
}

/// `GET job_departments`
pub fn departments(called: &Called) -> Answer {
    let query = Query::read(&called.uri, &[])?;
    let names = distinct(called, "department", None);
    Ok(document(StatusCode::OK, &query.page(&names, |name| named("job_department", name))))
}

/// `GET job_locations/cities`, those of one department where it is given.
pub fn cities(called: &Called) -> Answer {
    let query = Query::read(&called.uri, &["department"])?;
    let names = distinct(called, "city", query.get("department"));
    Ok(document(StatusCode::OK, &query.page(&names, |name| named("city", name))))
}

fn rows(called: &Called, table: &str, kind: &str) -> Answer {
    let query = Query::read(&called.uri, &[])?;
    called.world.read(|documents| {
        let rows: Vec<_> = documents[table].as_object().into_iter().flatten().collect();
        Ok(document(StatusCode::OK, &query.page(&rows, |(id, row)| resource(kind, id, row))))
    })
}

fn distinct(called: &Called, what: &str, department: Option<&str>) -> Vec<String> {
    called.world.read(|documents| {
        let jobs = documents["jobs"].as_object().into_iter().flatten();
        let is = |job: &Value| {
            department.is_none_or(|wanted| {
                job["department"].as_str().is_some_and(|it| it.eq_ignore_ascii_case(wanted))
            })
        };
        let names = jobs.filter(|(_, job)| is(job)).filter_map(|(_, job)| job[what].as_str());
        names.map(str::to_owned).collect::<BTreeSet<_>>().into_iter().collect()
    })
}

fn named(kind: &str, name: &str) -> Value {
    resource(kind, &name.to_lowercase().replace(' ', "-"), &json!({"name": name}))
}
