//! Pages, filters and sorting.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::caller::Api;

fn path(link: &Value) -> Option<String> {
    Some(link.as_str()?.strip_prefix("http://ihr.test").expect("on the caller's own host").to_owned())
}

/// Follows `next` from the first page on; gives the ids in order and how many pages there were.
async fn walk(api: &Api, first: &str) -> (Vec<String>, usize) {
    let (mut ids, mut pages, mut next) = (vec![], 0, Some(first.to_owned()));
    while let Some(path_of_page) = next {
        let page = api.get(&path_of_page).await;
        let rows = page["data"].as_array().unwrap();
        ids.extend(rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()));
        pages += 1;
        assert_eq!(page["meta"]["pagination"]["count"], rows.len());
        assert_eq!(page["meta"]["pagination"]["current_page"], pages);
        next = path(&page["links"]["next"]);
    }
    (ids, pages)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_walk_sees_each_row_once(people in 0usize..60, limit in 1usize..=100, backwards: bool, jobs: bool) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let api = Api::with(people);
            let list = if jobs { "jobs" } else { "people" };
            let sort = if backwards { "-createdAt" } else { "createdAt" };
            let (ids, pages) = walk(&api, &format!("/v1/{list}?sort={sort}&limit={limit}")).await;
            let different: BTreeSet<_> = ids.iter().collect();
            prop_assert_eq!(ids.len(), people);
            prop_assert_eq!(different.len(), people);
            prop_assert_eq!(pages, people.div_ceil(limit).max(1));
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn a_page_says_where_it_stands() {
    let api = Api::with(45);
    let page = api.get("/v1/people?limit=20&page=2&sort=-createdAt").await;
    let expected = json!({"total": 45, "count": 20, "per_page": 20, "current_page": 2, "total_pages": 3});
    assert_eq!(page["meta"]["pagination"], expected);
    let link = |page: usize| json!(format!("http://ihr.test/v1/people?sort=-createdAt&limit=20&page={page}"));
    assert_eq!(
        page["links"],
        json!({"self": link(2), "first": link(1), "prev": link(1), "next": link(3), "last": link(3)})
    );
    let last = api.get("/v1/people?limit=20&page=3").await;
    assert_eq!((&last["links"]["next"], last["data"].as_array().unwrap().len()), (&Value::Null, 5));
    let beyond = api.get("/v1/people?limit=20&page=9").await;
    assert_eq!((&beyond["data"], &beyond["links"]["next"]), (&json!([]), &Value::Null));
}

#[tokio::test]
async fn every_answer_carries_a_number_of_its_own() {
    let api = Api::with(1);
    let id = |answer: &Value| answer["meta"]["requestId"].as_str().unwrap().to_owned();
    let (one, other) = (api.get("/v1/people").await, api.get("/v1/people").await);
    assert_ne!(id(&one), id(&other));
    assert_eq!(id(&one).len(), 36);
}

#[tokio::test]
async fn what_can_not_be_asked_is_refused() {
    let api = Api::with(3);
    for query in [
        "limit=0",
        "limit=101",
        "limit=many",
        "page=0",
        "page=-1",
        "sort=lastName",
        "filters[colour][eq]=blue",
        "filters[name][like]=a",
        "filters[name]=a",
        "filter[name][eq]=a",
        "name=a",
    ] {
        let (status, details) = api.refused("GET", &format!("/v1/people?{query}"), Value::Null).await;
        assert_eq!((status, details.len()), (400, 1), "{query}: {details:?}");
    }
    let (_, details) = api.refused("GET", "/v1/people?limit=0&sort=x", Value::Null).await;
    assert_eq!(details.len(), 2, "everything at once: {details:?}");
}

#[tokio::test]
async fn people_are_found_by_each_filter() {
    let api = Api::with(40);
    let person = api.get("/v1/people?limit=1&page=7").await["data"][0].clone();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let first = async |query: String| {
        let found = api.get(&format!("/v1/people?{query}")).await;
        (found["meta"]["pagination"]["total"].as_u64().unwrap(), found["data"][0]["id"].clone())
    };
    let mail = text(&person["primaryEmailAddress"]["email"]).to_uppercase();
    for query in [
        format!("filters[primaryEmailAddress][eq]={mail}"),
        format!("filters[employeeNumber][eq]={}", text(&person["employeeNumber"])),
        format!("filters%5BautoIncrementIntellihrId%5D%5Beq%5D={}", person["autoIncrementIntellihrId"]),
        format!("filters[jobId][eq]={}", text(&person["jobs"][0]["id"])),
    ] {
        assert_eq!(first(query.clone()).await, (1, person["id"].clone()), "{query}");
    }
    let name = format!("{}%20{}", text(&person["lastName"]), text(&person["firstName"]));
    let found = api.get(&format!("/v1/people?filters[name][eq]={name}")).await;
    assert!(found["data"].as_array().unwrap().iter().any(|one| one["id"] == person["id"]), "in any order");
    let (several, _) = first("filters[employeeNumber][eq]=00001,00002,nobody".into()).await;
    assert_eq!(several, 2, "any of them");
    let (both, _) = first("filters[employeeNumber][eq]=00001&filters[name][eq]=nobody".into()).await;
    assert_eq!(both, 0, "all filters at once");
}

#[tokio::test]
async fn people_who_changed_lately_are_found() {
    let api = Api::with(10);
    api.person().await;
    let found = api.get("/v1/people?filters[updatedWithin][eq]=1").await;
    assert_eq!(found["data"][0]["lastName"], "O'Donnell");
    assert_eq!(found["meta"]["pagination"]["total"], 1);
    assert_eq!(api.get("/v1/people?filters[isOnExtendedLeave][eq]=true").await["data"], json!([]));
}

#[tokio::test]
async fn jobs_are_found_by_each_filter() {
    let api = Api::with(60);
    let person = api.person().await;
    let job = api.made("/v1/jobs", api.job(&person).await).await;
    let total = async |query: String| {
        api.get(&format!("/v1/jobs?{query}")).await["meta"]["pagination"]["total"].as_u64().unwrap()
    };
    let id = job["id"].as_str().unwrap();
    for query in [
        format!("filters[personId][eq]={person}"),
        "filters[personName][eq]=O'Donnell%20Maeve".into(),
        "filters[primaryEmail][eq]=maeve.odonnell@example.net".into(),
        format!("filters[jobId][eq]={id}"),
        format!("filters[personId][eq]={person}&filters[jobStatus][eq]=Future%20Job"),
        format!("filters[personId][eq]={person}&filters[isPrimaryJob][eq]=true"),
        format!("filters[personId][eq]={person}&filters[jobName][eq]=software%20engineer"),
        format!("filters[personId][eq]={person}&filters[workType][eq]=Permanent"),
        "filters[updatedWithin][eq]=0".into(),
    ] {
        assert_eq!(total(query.clone()).await, 1, "{query}");
    }
    assert!(total("filters[jobStatus][eq]=Past%20Job".into()).await > 1);
    assert_eq!(total(format!("filters[personId][eq]={person}&filters[jobStatus][eq]=Past%20Job")).await, 0);
    assert_eq!(total("filters[jobEndingWithin][eq]=30".into()).await, 0);
}
