//! Reading candidates.

use std::collections::HashSet;

use axum::http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::find;
use crate::clinch::sandbox::{
    dispatch::Called,
    query::Query,
    refusal::Refusal,
    render::{Answer, document, resource},
};

const FILTERS: [&str; 5] =
    ["filter[email]", "filter[linkedin_url]", "filter[updated_since]", "sort", "include"];

/// `GET candidates`
pub fn list(called: &Called) -> Answer {
    let query = Query::read(&called.uri, &FILTERS)?;
    let include = included(&query)?;
    let since = match query.get("filter[updated_since]") {
        Some(since) => {
            Some(since.parse::<Timestamp>().map_err(|_| Refusal::parameter("filter[updated_since]"))?)
        }
        None => None,
    };
    let backwards = match query.get("sort") {
        None | Some("updated_at") => false,
        Some("-updated_at") => true,
        Some(_) => return Err(Refusal::parameter("sort")),
    };
    Ok(called.world.read(|documents| {
        let hidden = hidden(documents);
        let all = documents["candidates"].as_object().into_iter().flatten();
        let fits = |one: &Value| {
            let is = |filter: &str, name: &str| {
                let same =
                    |wanted: &str| one[name].as_str().is_some_and(|it| it.eq_ignore_ascii_case(wanted));
                query.get(filter).is_none_or(same)
            };
            let changed = || one["updated_at"].as_str().and_then(|at| at.parse::<Timestamp>().ok());
            is("filter[email]", "email")
                && is("filter[linkedin_url]", "linkedin_url")
                && since.is_none_or(|since| changed().is_some_and(|at| at >= since))
        };
        let mut rows: Vec<(&String, &Value)> =
            all.filter(|(id, one)| !hidden.contains(id.as_str()) && fits(one)).collect();
        rows.sort_by_key(|(id, one)| (one["updated_at"].as_str(), id.len(), id.as_str()));
        if backwards {
            rows.reverse();
        }
        let mut page = query.page(&rows, |(id, one)| resource("candidate", id, one));
        if include {
            let shown = page["data"].as_array().into_iter().flatten();
            page["included"] = shown.filter_map(social_profile).collect();
        }
        document(StatusCode::OK, &page)
    }))
}

/// `GET candidates/{id}`
pub fn one(called: &Called, id: &str) -> Answer {
    let query = Query::read(&called.uri, &["include"])?;
    let include = included(&query)?;
    called.world.read(|documents| {
        let candidate = find(documents, id).ok_or_else(Refusal::not_found)?;
        let mut answer = json!({"data": resource("candidate", id, candidate)});
        if include {
            answer["included"] = social_profile(&answer["data"]).into_iter().collect();
        }
        Ok(document(StatusCode::OK, &answer))
    })
}

fn included(query: &Query) -> Result<bool, Refusal> {
    match query.get("include") {
        None => Ok(false),
        Some("social_profile") => Ok(true),
        Some(_) => Err(Refusal::parameter("include")),
    }
}

fn social_profile(shown: &Value) -> Option<Value> {
    let url = shown["attributes"]["linkedin_url"].as_str()?;
    let id = format!("social-{}", shown["id"].as_str()?);
    Some(resource("social_profile", &id, &json!({"network": "linkedin", "url": url})))
}

fn hidden(documents: &Value) -> HashSet<&str> {
    let lists = documents["lists"].as_object().into_iter().flatten();
    let restricted = lists.filter(|(_, list)| list["visibility"] == "restricted");
    restricted
        .flat_map(|(_, list)| list["_members"].as_array().into_iter().flatten())
        .filter_map(Value::as_str)
        .collect()
}
