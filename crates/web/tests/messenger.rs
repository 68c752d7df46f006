//! A messenger's pages, and what comes to its address.

use axum::http::StatusCode;
use url::Url;

use crate::connected::Connected;

const VENDOR: &str = "slack";

/// The sandbox's address and its credentials as a form.
fn sandbox(hub: &Connected) -> (Url, String) {
    let at = hub.host.announcements().into_iter().find(|one| one.vendor == VENDOR).unwrap();
    let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(at.credentials).finish();
    (at.base_url.parse().unwrap(), form)
}

/// The address on to the messenger, out of the page that leads there.
fn onward(body: &str) -> Url {
    let rest = body.split("http-equiv=\"refresh\" content=\"0; url=").nth(1).expect("a page that leads on");
    rest.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&").parse().unwrap()
}

#[tokio::test]
async fn the_form_leads_to_the_installation_and_that_to_the_messengers_page() {
    let hub = Connected::new().await;
    let (at, form) = sandbox(&hub);
    let added = hub.post(&hub.administrator, "/settings/integrations/new/slack", &form).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let page = added.location;
    assert!(page.ends_with("/messenger"), "{page}");
    let shown = hub.get(&hub.administrator, &page).await.body;
    assert!(shown.contains("Install in Slack") && shown.contains("/settings/messenger/installed"), "{shown}");
    let begun = hub.post(&hub.administrator, &format!("{page}/install"), "").await;
    let there = onward(&begun.body);
    assert_eq!((there.port(), there.path()), (at.port(), "/oauth/v2/authorize"));
    let waits = hub.get(&hub.administrator, &page).await.body;
    assert!(waits.contains("did not come back") && waits.contains("Go on installing"), "{waits}");
    let manager = hub.get(&hub.manager, &page).await;
    assert_eq!(manager.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn whoever_cancels_is_told_that_nothing_changed() {
    let hub = Connected::new().await;
    let (_, form) = sandbox(&hub);
    let page = hub.post(&hub.administrator, "/settings/integrations/new/slack", &form).await.location;
    let begun = hub.post(&hub.administrator, &format!("{page}/install"), "").await;
    let there = onward(&begun.body);
    let state = there.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("error", "access_denied")
        .append_pair("state", &state)
        .finish();
    let back = hub.get(&hub.administrator, &format!("/settings/messenger/installed?{query}")).await;
    assert_eq!(back.location, page);
    assert!(hub.get(&hub.administrator, &page).await.body.contains("not allowed there"));
}

#[tokio::test]
async fn a_message_without_a_proof_is_refused_and_another_app_has_no_such_page() {
    let hub = Connected::new().await;
    let (_, form) = sandbox(&hub);
    let page = hub.post(&hub.administrator, "/settings/integrations/new/slack", &form).await.location;
    let id = page.split('/').nth(3).unwrap();
    let forged = hub.post(&hub.administrator, &format!("/messenger/{id}"), "payload=%7B%7D").await;
    assert_eq!(forged.status, StatusCode::UNAUTHORIZED, "{}", forged.body);
    assert!(hub.get(&hub.administrator, &page).await.body.contains("1 refused"));
    let other = hub.connect().await;
    let none = hub.get(&hub.administrator, &format!("/settings/integrations/{other}/messenger")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    let none = hub.post(&hub.administrator, &format!("/messenger/{other}"), "").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}
