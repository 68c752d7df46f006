//! The set-up of what results of screening take in a connected system, against a sandbox of one.

use crate::connected::Connected;
use axum::http::StatusCode;
use model::access::Role;

/// The connection to the tracking system, tested.
async fn tracking(hub: &Connected) -> String {
    let given = hub.host.announcements().into_iter().find(|one| one.vendor == "pinpoint").unwrap();
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(given.credentials);
    let added = hub.post(&hub.administrator, "/settings/integrations/new/pinpoint", &form.finish()).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    added.location
}

#[tokio::test]
async fn what_is_missing_is_told_made_and_named() {
    let hub = Connected::new().await;
    let connection = tracking(&hub).await;
    let path = format!("{connection}/screening");
    let page = hub.get(&hub.administrator, &path).await.body;
    for part in [
        "What the key has to be allowed",
        "CLARA Score",
        "Missing",
        "CLARA: Pre_Qualified",
        "Can&#39;t be seen",
        "Make what is missing",
    ] {
        assert!(page.contains(part) || page.contains(&part.replace("&#39;", "'")), "{part}: {page}");
    }
    assert!(!page.contains("Everything is there"));
    let made = hub.post(&hub.administrator, &format!("{path}/make"), "").await;
    assert_eq!(made.location, path);
    let page = hub.get(&hub.administrator, &path).await.body;
    assert!(!page.contains("Make what is missing"), "nothing is missing that can be made: {page}");
    let wrong = hub.post(&hub.administrator, &path, "prefix=&group=green").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("id=\"prefix-error\"") && wrong.body.contains("value=\"green\""));
    let chosen = hub.post(&hub.administrator, &path, "prefix=CLARA&group=green").await;
    assert_eq!(chosen.location, path);
    let page = hub.get(&hub.administrator, &path).await.body;
    assert!(page.contains("Everything is there"), "{page}");
    assert_eq!(hub.get(&hub.recruiter, &path).await.status, StatusCode::FORBIDDEN);
    assert!(!Role::Recruiter.may(model::access::Right::IntegrationsManage));
}

#[tokio::test]
async fn writing_is_stopped_as_asked_and_taken_up_again() {
    let hub = Connected::new().await;
    let path = format!("{}/screening", tracking(&hub).await);
    let unsaid = hub.post(&hub.administrator, &format!("{path}/stop"), "").await;
    assert_eq!(
        unsaid.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "it is asked what becomes of what was written"
    );
    hub.post(&hub.administrator, &format!("{path}/stop"), "leaving=keep").await;
    let page = hub.get(&hub.administrator, &path).await.body;
    assert!(
        page.contains("No results are written there") && !page.contains("Stop writing results"),
        "{page}"
    );
    hub.post(&hub.administrator, &format!("{path}/resume"), "").await;
    let page = hub.get(&hub.administrator, &path).await.body;
    assert!(!page.contains("No results are written there") && page.contains("Stop writing results"));
}
