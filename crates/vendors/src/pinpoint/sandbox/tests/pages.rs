//! Walking through pages.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{caller::Api, world::documents};

/// A world with candidates of these ids, created at these hours.
fn world(rows: &[(u32, u8)]) -> Value {
    let mut documents = documents();
    let candidates = rows.iter().map(|(id, hour)| {
        let at = format!("2026-01-01T{:02}:00:00+00:00", hour % 24);
        (id.to_string(), json!({"attributes": {"created_at": at, "updated_at": at}, "rels": {}}))
    });
    documents["resources"]["candidates"] = candidates.collect::<Map<_, _>>().into();
    documents
}

async fn walk(api: &Api, size: usize, sort: &str) -> Vec<String> {
    let mut seen = vec![];
    for page in 1.. {
        let path = format!("/api/v1/candidates?page[size]={size}&page[number]={page}&sort={sort}");
        let ids = api.ids(&path).await;
        let last = ids.len() < size;
        seen.extend(ids);
        if last {
            break;
        }
    }
    seen
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_walk_over_a_world_that_stands_still_sees_each_row_once(
        rows in proptest::collection::btree_map(1u32..5000, any::<u8>(), 0..60),
        size in 1usize..25,
        sort in proptest::sample::select(vec!["id", "-id", "updated_at", "-created_at,id"]),
    ) {
        let rows: Vec<_> = rows.into_iter().collect();
        let api = Api::over(world(&rows));
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let mut seen: Vec<u32> =
            runtime.block_on(walk(&api, size, sort)).iter().map(|id| id.parse().unwrap()).collect();
        let ids: Vec<u32> = rows.iter().map(|(id, _)| *id).collect();
        if sort == "id" {
            prop_assert_eq!(&seen, &ids);
        }
        seen.sort_unstable();
        prop_assert_eq!(seen, ids);
    }
}

#[tokio::test]
async fn a_page_beyond_the_end_is_empty_and_still_counted() {
    let api = Api::over(documents());
    let beyond = api.json("/api/v1/candidates?page[number]=99&stats[total]=count").await;
    assert_eq!(beyond, json!({"data": [], "meta": {"stats": {"total": {"count": 2}}}}));
    let none = api.json("/api/v1/candidates?page[size]=0&stats[total]=count").await;
    assert_eq!(none["data"], json!([]));
    assert_eq!(none["meta"]["stats"]["total"]["count"], 2);
}
