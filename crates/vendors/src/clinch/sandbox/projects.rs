//! Projects: pipelines with stages, and who stands where.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{
    candidates,
    dispatch::Called,
    query::Query,
    refusal::Refusal,
    render::{Answer, document, next_id, one, resource},
};

/// `GET projects`
pub fn all(called: &Called) -> Answer {
    let query = Query::read(&called.uri, &[])?;
    called.world.read(|documents| {
        let rows: Vec<_> = documents["projects"].as_object().into_iter().flatten().collect();
        Ok(document(StatusCode::OK, &query.page(&rows, |(id, project)| resource("project", id, project))))
    })
}

/// `GET projects/{id}/stages`
pub fn stages(called: &Called, id: &str) -> Answer {
    let query = Query::read(&called.uri, &[])?;
    called.world.read(|documents| {
        let rows: Vec<_> = project(documents, id)?["_stages"].as_array().into_iter().flatten().collect();
        let show = |stage: &&Value| resource("stage", stage["id"].as_str().unwrap_or_default(), stage);
        Ok(document(StatusCode::OK, &query.page(&rows, show)))
    })
}

/// `GET projects/{id}/candidates`
pub fn members(called: &Called, id: &str) -> Answer {
    let query = Query::read(&called.uri, &["filter[candidate_id]"])?;
    called.world.read(|documents| {
        let members = project(documents, id)?["_members"].as_array().into_iter().flatten();
        let wanted = query.get("filter[candidate_id]");
        let rows: Vec<_> = members.filter(|one| wanted.is_none_or(|id| one["candidate_id"] == id)).collect();
        let show = |one: &&Value| resource("project_candidate", one["id"].as_str().unwrap_or_default(), one);
        Ok(document(StatusCode::OK, &query.page(&rows, show)))
    })
}

/// `POST projects/{id}/candidates`
pub fn add(called: &Called, id: &str) -> Answer {
    let attributes = called.attributes(&["project_candidate", "project_candidates"])?;
    called.world.change(|documents| {
        let project = project(documents, id)?;
        let text = |name: &str| attributes[name].as_str().unwrap_or_default();
        let (candidate, stage) = (text("candidate_id"), text("stage_id"));
        let mut problems = vec![];
        if candidates::find(documents, candidate).is_none() {
            problems.push(("candidate_id".to_owned(), "There is no such candidate".to_owned()));
        }
        let mut stages = project["_stages"].as_array().into_iter().flatten();
        if !stages.any(|known| known["id"] == stage) {
            problems.push(("stage_id".into(), "The project has no such stage".into()));
        }
        let mut members = project["_members"].as_array().into_iter().flatten();
        if members.any(|known| known["candidate_id"] == candidate) {
            problems.push(("candidate_id".into(), "The candidate is in the project already".into()));
        }
        for (name, _) in attributes.as_object().into_iter().flatten() {
            if !["candidate_id", "stage_id"].contains(&name.as_str()) {
                problems.push((name.clone(), "The attribute can't be written".into()));
            }
        }
        if !problems.is_empty() {
            return Err(Refusal::invalid(problems));
        }
        let member_id = next_id(documents, "pc");
        let member = json!({"id": member_id, "candidate_id": candidate, "stage_id": stage});
        let shown = one(StatusCode::CREATED, "project_candidate", &member_id, &member);
        if let Value::Array(members) = &mut documents["projects"][id]["_members"] {
            members.push(member);
        }
        Ok(shown)
    })
}

fn project<'a>(documents: &'a Value, id: &str) -> Result<&'a Value, Refusal> {
    documents["projects"].get(id).ok_or_else(Refusal::not_found)
}
