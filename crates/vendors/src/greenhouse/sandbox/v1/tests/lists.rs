//! Pages and filters.

use super::api::Api;

#[tokio::test]
async fn pages_are_told_by_links_to_the_callers_own_host() {
    let api = Api::seeded(250);
    let page = api.get("/v1/candidates?per_page=100&page=2").await;
    assert_eq!(page.ids().len(), 100);
    assert!(page.ids().is_sorted());
    let at = "http://harvest.example.com/v1/candidates";
    let link = |page: u8, relation: &str| format!("<{at}?page={page}&per_page=100>; rel=\"{relation}\"");
    let expected = [link(3, "next"), link(1, "prev"), link(3, "last")].join(", ");
    assert_eq!(page.header("link"), expected);
    let without = api.get("/v1/candidates?per_page=100&page=2&skip_count=true").await;
    assert!(!without.header("link").contains("last") && without.header("link").contains("prev"));
    let last = api.get("/v1/candidates?per_page=100&page=3").await;
    assert_eq!(last.ids().len(), 50);
    assert!(!last.header("link").contains("next"));
    assert_eq!(api.get("/v1/candidates?per_page=500").await.header("link"), "");
    assert_eq!(api.get("/v1/candidates?page=9").await.ids(), [0; 0]);
    for refused in ["per_page=501", "per_page=0", "page=0", "colour=red", "created_after=yesterday"] {
        assert_eq!(api.get(&format!("/v1/candidates?{refused}")).await.status, 422, "{refused}");
    }
}

#[tokio::test]
async fn the_newer_lists_lead_on_by_a_cursor_only() {
    let api = Api::seeded(3);
    let mut seen = vec![];
    let mut path = "/v1/custom_fields/application?per_page=2".to_owned();
    for _ in 0..9 {
        let page = api.get(&path).await;
        seen.extend(page.ids());
        let link = page.header("link").to_owned();
        assert!(!link.contains("prev") && !link.contains("last"));
        let Some((next, _)) = link.split_once(">; rel=\"next\"") else { break };
        path = next.trim_start_matches("<http://harvest.example.com").to_owned();
    }
    assert_eq!(seen, api.get("/v1/custom_fields/application").await.ids());
    assert_eq!(seen.len(), 5);
    assert_eq!(api.get("/v1/custom_fields/colour").await.status, 404);
}

#[tokio::test]
async fn after_takes_the_moment_itself_and_before_does_not() {
    let api = Api::seeded(20);
    let all = api.get("/v1/candidates").await;
    let at = all.body[7]["created_at"].as_str().unwrap();
    let after = api.get(&format!("/v1/candidates?created_after={at}")).await.ids();
    let before = api.get(&format!("/v1/candidates?created_before={at}")).await.ids();
    assert!(after.contains(&all.ids()[7]) && !before.contains(&all.ids()[7]));
    assert_eq!(after.len() + before.len(), 20);
}

#[tokio::test]
async fn each_filter_gives_its_rows_and_no_others() {
    let api = Api::seeded(60);
    let applications = api.get("/v1/applications?per_page=500").await;
    let expected = |keep: &dyn Fn(&serde_json::Value) -> bool| -> Vec<u64> {
        let rows = applications.body.as_array().unwrap().iter().filter(|row| keep(row));
        rows.map(|row| row["id"].as_u64().unwrap()).collect()
    };
    let job = applications.body[0]["jobs"][0]["id"].as_u64().unwrap();
    let of = async |query: String| api.get(&format!("/v1/applications?per_page=500&{query}")).await.ids();
    assert_eq!(of(format!("job_id={job}")).await, expected(&|row| row["jobs"][0]["id"] == job));
    assert_eq!(of("status=active".into()).await, expected(&|row| row["status"] == "active"));
    assert_eq!(of("status=in_process".into()).await, [0; 0]);
    let at = applications.body[30]["last_activity_at"].as_str().unwrap();
    let late = expected(&|row| row["last_activity_at"].as_str() >= Some(at));
    assert_eq!(of(format!("last_activity_after={at}")).await, late);
    assert_eq!(api.get("/v1/applications?updated_after=2026-01-01").await.status, 422);

    let people = api.get("/v1/candidates").await;
    let (one, two) = (people.ids()[3], people.ids()[9]);
    let asked = api.get(&format!("/v1/candidates?candidate_ids={two},{one}")).await;
    assert_eq!(asked.ids(), [one, two]);
    let mail = people.body[3]["email_addresses"][0]["value"].as_str().unwrap().to_uppercase();
    assert_eq!(api.get(&format!("/v1/candidates?email={mail}")).await.ids(), [one]);
    let of_job = api.get(&format!("/v1/candidates?per_page=500&job_id={job}")).await.ids();
    let expected: std::collections::BTreeSet<u64> = applications
        .body
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["jobs"][0]["id"] == job)
        .map(|row| row["candidate_id"].as_u64().unwrap())
        .collect();
    assert_eq!(of_job, expected.into_iter().collect::<Vec<_>>());
}
