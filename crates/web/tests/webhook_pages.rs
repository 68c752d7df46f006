//! Webhooks: the pages on which endpoints are made, held and told again.

use axum::http::StatusCode;
use engine::hiring::{jobs, workflows};
use model::{access::Role, job::StageKind};

use crate::stage::{Stage, stage};

const PAGE: &str = "/settings/webhooks";
const FORM: &str = "url=http%3A%2F%2F127.0.0.1%3A9%2Fhook&event=job.created&event=candidate.moved";

/// Makes an endpoint and gives its page's address.
async fn made(stage: &Stage) -> String {
    let page = stage.post(Role::Administrator, PAGE, FORM).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("whsec_"), "the secret is shown");
    let (_, rest) = page.body.split_once("href=\"/settings/webhooks/").unwrap();
    format!("{PAGE}/{}", rest.split('"').next().unwrap())
}

#[tokio::test]
async fn an_endpoint_is_made_with_a_secret_that_is_shown_once() {
    let stage = stage().await;
    assert!(stage.get(Role::Administrator, PAGE).await.body.contains("No endpoints."));
    let refused = stage.post(Role::Administrator, PAGE, "url=nowhere&event=job.created").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains(r#"id="url-error""#) && refused.body.contains(r#"value="job.created" checked"#)
    );
    let path = made(&stage).await;
    let page = stage.get(Role::Administrator, &path).await;
    assert!(page.body.contains("http://127.0.0.1:9/hook") && !page.body.contains("whsec_"));
    assert_eq!(stage.get(Role::Recruiter, &path).await.status, StatusCode::FORBIDDEN);
    let other = stage.post(Role::Administrator, &format!("{path}/secret"), "").await;
    assert!(other.body.contains("whsec_") && other.body.contains("the secret before as well"));
}

#[tokio::test]
async fn it_is_changed_held_and_taken_away() {
    let stage = stage().await;
    let path = made(&stage).await;
    let changed = stage
        .post(Role::Administrator, &path, "url=http%3A%2F%2F127.0.0.1%3A9%2Fother&event=job.closed")
        .await;
    assert_eq!(changed.location(), path);
    assert!(stage.get(Role::Administrator, &path).await.body.contains("127.0.0.1:9/other"));
    stage.post(Role::Administrator, &format!("{path}/disable"), "").await;
    assert!(stage.get(Role::Administrator, &path).await.body.contains(">Disabled<"));
    stage.post(Role::Administrator, &format!("{path}/enable"), "").await;
    assert!(stage.get(Role::Administrator, &path).await.body.contains(">Enabled<"));
    let gone = stage.post(Role::Administrator, &format!("{path}/delete"), "").await;
    assert_eq!(gone.location(), PAGE);
    assert_eq!(stage.get(Role::Administrator, &path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_it_was_told_is_shown_and_sent_again() {
    let stage = stage().await;
    let path = made(&stage).await;
    let boss = stage.actor(Role::Administrator);
    let stages = [("New", StageKind::Applied), ("In", StageKind::Hired)];
    let stages = stages.map(|(name, kind)| workflows::TypedStage { id: None, name: name.into(), kind });
    let flow = workflows::create(&stage.app, boss, "Yard", &stages).await.unwrap();
    let typed = jobs::TypedJob { title: "Welder".into(), workflow: Some(flow.id), ..Default::default() };
    jobs::create(&stage.app, boss, &typed).await.unwrap();
    let page = stage.get(Role::Administrator, &path).await;
    assert!(page.body.contains("job.created") && page.body.contains("On its way"), "{}", page.body);
    let (_, rest) = page.body.split_once("/settings/webhook-messages/").unwrap();
    let message = format!("/settings/webhook-messages/{}", rest.split('"').next().unwrap());
    engine::work::run_due(&stage.app, "w").await.unwrap();
    let told = stage.get(Role::Administrator, &message).await;
    assert!(
        told.body.contains("it can&#39;t be reached") && told.body.contains("No answer"),
        "{}",
        told.body
    );
    assert_eq!(stage.post(Role::Administrator, &format!("{message}/replay"), "").await.location(), message);
    let again = format!("{path}/replay");
    let span = "from=2026-03-02T00%3A00&to=2026-03-03T00%3A00";
    assert_eq!(stage.post(Role::Administrator, &again, span).await.location(), path);
    for (span, field) in
        [("from=x&to=2026-03-03T00%3A00", "from"), ("from=2026-03-04T00%3A00&to=2026-03-03T00%3A00", "from")]
    {
        let refused = stage.post(Role::Administrator, &again, span).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(&format!(r#"id="{field}-error""#)), "{}", refused.body);
    }
}
