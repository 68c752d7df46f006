//! `GET /postings.json`: the public feed of open jobs, without a key. Its form is as sites that read it have it.

use std::{collections::HashMap, sync::Arc};

use axum::{
    extract::{Query, Request, State},
    response::{IntoResponse as _, Response},
};
use serde_json::{Map, Value, json};

use super::{
    auth,
    desk::Desk,
    documents::{self, Record, Scene},
    errors::{Answer, Refusal},
    media,
    resources::{job_postings::JOB_POSTINGS, jobs::JOBS},
};

/// What a posting repeats of its job.
const OF_THE_JOB: [&str; 16] = [
    "description",
    "key_responsibilities",
    "key_responsibilities_header",
    "skills_knowledge_expertise",
    "skills_knowledge_expertise_header",
    "benefits",
    "benefits_header",
    "employment_type",
    "workplace_type",
    "compensation",
    "compensation_minimum",
    "compensation_maximum",
    "compensation_currency",
    "compensation_frequency",
    "compensation_visible",
    "deadline_at",
];

/// The parts of the company by which the feed can be narrowed.
const FILTERS: [(&str, &str); 4] = [
    ("department_id", "department"),
    ("division_id", "division"),
    ("location_id", "location"),
    ("structure_custom_group_one_id", "structure_custom_group_one"),
];

/// Lists the postings of jobs that are open to the world.
pub async fn list(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<HashMap<String, String>>,
    request: Request,
) -> Answer {
    if asked.contains_key("location_city_state_name") {
        return Err(Refusal::unbuilt("The filter location_city_state_name"));
    }
    let base = auth::base(&request);
    desk.world.read(|documents| {
        let scene = Scene { documents, now: desk.world.clock.now(), base: &base };
        let mut postings: Vec<_> = documents::all(documents, &JOB_POSTINGS).collect();
        postings.sort_unstable_by_key(|posting| posting.number());
        let jobs = postings.into_iter().filter_map(|posting| Some((posting, posting.one(documents, "job")?)));
        let shown = jobs.filter(|(_, job)| is_public(*job) && fits(*job, &asked));
        let data: Value = shown.map(|(posting, job)| entry(&scene, posting, job)).collect();
        Ok(media::plain(json!({"data": data}).to_string()))
    })
}

fn is_public(job: Record) -> bool {
    job.stored("status") == "open" && job.stored("visibility") == "external"
}

fn fits(job: Record, asked: &HashMap<String, String>) -> bool {
    FILTERS.iter().all(|(name, part)| {
        asked.get(*name).is_none_or(|id| job.pointer(part).is_some_and(|(_, known)| known == id))
    })
}

fn entry<'a>(scene: &Scene<'a>, posting: Record<'a>, job: Record<'a>) -> Value {
    let path = format!("/en/postings/{}", posting.id);
    let mut entry = Map::from_iter([
        ("id".to_owned(), posting.id.into()),
        ("title".to_owned(), posting.stored("title").clone()),
        ("url".to_owned(), format!("{}{path}", scene.base).into()),
        ("path".to_owned(), path.into()),
    ]);
    entry.extend(OF_THE_JOB.map(|name| (name.to_owned(), job.stored(name).clone())));
    for (name, derived) in JOBS.derived.iter().filter(|(name, _)| name.ends_with("_type_text")) {
        entry.insert((*name).to_owned(), job.derived(scene, name, derived).into_owned());
    }
    let part = |name, shown: &[&str]| self::part(scene, job, name, shown);
    entry.insert("location".to_owned(), part("location", &["city", "name", "postal_code", "province"]));
    let about = json!({
        "id": job.id,
        "requisition_id": job.stored("requisition_id"),
        "department": part("department", &["name"]),
        "division": part("division", &["name"]),
        "structure_custom_group_one": part("structure_custom_group_one", &["name"]),
    });
    entry.insert("job".to_owned(), about);
    Value::Object(entry)
}

/// A part of the company with some of its attributes; null where the job has none.
fn part(scene: &Scene, job: Record, name: &str, shown: &[&str]) -> Value {
    let Some(there) = job.one(scene.documents, name) else { return Value::Null };
    let attributes = shown.iter().map(|name| ((*name).to_owned(), there.stored(name).clone()));
    Map::from_iter(attributes.chain([("id".to_owned(), there.id.into())])).into()
}

/// A single posting can't be had as JSON.
pub async fn one() -> Response {
    Refusal::not_acceptable().into_response()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::pinpoint::sandbox::tests::{caller::Api, world::documents};

    #[tokio::test]
    async fn anybody_reads_what_is_open_to_the_world() {
        let api = Api::over(documents());
        let told = api.call("GET", "/postings.json", &[]).await;
        let postings = told.body["data"].as_array().unwrap();
        assert_eq!((told.status, postings.len()), (200, 1));
        assert_eq!(postings[0]["location"]["name"], "Leith");
        assert_eq!(postings[0]["job"]["department"], json!({"id": "1", "name": "Ovens"}));
        assert_eq!(postings[0]["employment_type_text"], "Full Time");
        for hidden in [("status", "draft"), ("visibility", "confidential")] {
            let api = Api::over(documents());
            api.world.change(|documents| {
                documents["resources"]["jobs"]["2"]["attributes"][hidden.0] = json!(hidden.1);
            });
            assert_eq!(api.call("GET", "/postings.json", &[]).await.body, json!({"data": []}));
        }
    }

    #[tokio::test]
    async fn the_feed_is_narrowed_by_the_companys_parts() {
        let api = Api::over(documents());
        let count = async |query: &str| {
            let told = api.call("GET", &format!("/postings.json?{query}"), &[]).await;
            told.body["data"].as_array().map(Vec::len)
        };
        assert_eq!(count("department_id=1&location_id=1").await, Some(1));
        assert_eq!(count("department_id=9").await, Some(0));
        assert_eq!(api.call("GET", "/postings/1.json", &[]).await.status, 406);
    }
}
