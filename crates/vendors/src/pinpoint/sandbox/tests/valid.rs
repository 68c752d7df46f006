//! Every kind of answer is valid JSON:API 1.0.

use super::{
    caller::{Api, FULL},
    json_api::faults,
    world::documents,
};
use crate::pinpoint::sandbox::{
    media::JSON_API,
    operations::{self, Operation},
    resources,
    schema::Link,
};

async fn check(api: &Api, path: &str, status: u16) {
    let told = api.get(path).await;
    assert_eq!(told.status, status, "{path}: {}", told.body);
    assert_eq!(told.headers["content-type"], JSON_API, "{path}");
    let faults = faults(&told.body);
    assert!(faults.is_empty(), "{path}: {faults:?}\n{}", told.body);
}

#[tokio::test]
async fn every_list_and_every_record_with_everything_that_can_come_along() {
    let api = Api::over(documents());
    let mut tried = 0;
    for resource in resources::ALL {
        let built = resource.relationships.iter().filter(|(_, link)| !matches!(link, Link::Unbuilt));
        let include: Vec<_> = built.map(|(name, _)| *name).collect();
        let extra: Vec<_> = resource.extra.iter().map(|(name, _)| *name).collect();
        let kind = resource.kind;
        let shape = format!("include={}&extra_fields[{kind}]={}", include.join(","), extra.join(","));
        if operations::known(kind, Operation::List) {
            check(&api, &format!("/api/v1/{kind}"), 200).await;
            check(&api, &format!("/api/v1/{kind}?{shape}&stats[total]=count&sort=-id"), 200).await;
            check(&api, &format!("/api/v1/{kind}?page[size]=0"), 200).await;
            tried += 1;
        }
        if operations::known(kind, Operation::Get) {
            let id = api.world.read(|documents| {
                documents["resources"][kind].as_object().unwrap().keys().next().unwrap().clone()
            });
            check(&api, &format!("/api/v1/{kind}/{id}?{shape}"), 200).await;
            check(&api, &format!("/api/v1/{kind}/{id}?fields[{kind}]=id"), 200).await;
            check(&api, &format!("/api/v1/{kind}/999999"), 404).await;
        }
    }
    assert_eq!(tried, 16);
}

#[tokio::test]
async fn nested_and_crossing_ways() {
    let api = Api::over(documents());
    for include in [
        "offers,offers.creator,offers.manager,offers.custom_attributes",
        "job.stages,stage.stageable,candidate.applications.job",
        "answers.question,custom_attributes.custom_field.custom_field_options,comments.commentable,comments.user",
        "job.applications.candidate.applications",
    ] {
        check(&api, &format!("/api/v1/applications?include={include}"), 200).await;
        check(&api, &format!("/api/v1/applications/7?include={include}"), 200).await;
    }
    check(&api, "/api/v1/comments?include=commentable.job", 200).await;
    check(&api, "/api/v1/jobs?include=stages.applications,questions,department,hiring_manager_user", 200)
        .await;
}

#[tokio::test]
async fn every_refusal() {
    let api = Api::over(documents());
    for (path, status) in [
        ("/api/v1/jobs?filter[nonsense]=1", 400),
        ("/api/v1/jobs?locale=xx", 400),
        ("/api/v1/jobs?%zz=1", 400),
        ("/api/v1/nonsense", 404),
        ("/api/v1/stages", 404),
        ("/api/v1/answers", 404),
        ("/api/v1", 404),
        ("/nonsense", 404),
        ("/api/v1/scorecards", 501),
        ("/api/v1/jobs?include=company", 501),
        ("/api/v1/jobs?filter[non_rejected_applications]=3", 501),
    ] {
        check(&api, path, status).await;
    }
    for (headers, status) in [
        (&[][..], 401),
        (&[("x-api-key", "other")], 401),
        (&[("x-api-key", FULL), ("accept", "text/html")], 406),
        (&[("x-api-key", "jobs only")], 403),
    ] {
        let told = api.call("GET", "/api/v1/applications", headers).await;
        assert_eq!((told.status, faults(&told.body)), (status, vec![]), "{}", told.body);
        assert_eq!(told.headers["content-type"], JSON_API);
    }
}
