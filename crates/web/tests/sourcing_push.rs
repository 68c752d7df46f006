//! A recruiting CRM is connected, set up, asked for and used, page by page.

use axum::http::StatusCode;

use crate::connected::{Answer, Connected};

/// The CRM's credentials as the form sends them, with one field changed.
fn form(hub: &Connected, changed: &[(&str, &str)]) -> String {
    let sandbox = hub.host.announcements().into_iter().find(|one| one.vendor == "clinch").unwrap();
    let mut typed = sandbox.credentials;
    typed.extend(changed.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())));
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(typed).finish()
}

async fn connected(hub: &Connected) -> String {
    let added = hub.post(&hub.administrator, "/settings/integrations/new/clinch", &form(hub, &[])).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    hub.post(&hub.administrator, &format!("{}/enable", added.location), "").await;
    added.location
}

/// What the page's own form would send back.
fn typed(page: &Answer) -> String {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    for select in page.body.split("<select ").skip(1) {
        let name = select.split("name=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let chosen = select.split("</select>").next().unwrap().split(" selected").next().unwrap();
        let is_chosen = select.split("</select>").next().unwrap().contains(" selected");
        let value = chosen.rsplit("value=\"").next().and_then(|rest| rest.split('"').next()).unwrap();
        form.append_pair(name, if is_chosen { value } else { "" });
    }
    form.finish()
}

#[tokio::test]
async fn a_real_account_is_not_joined_to_a_sandbox_workspace() {
    let hub = Connected::new().await;
    let page = "/settings/integrations/new/clinch";
    let shown = hub.get(&hub.administrator, page).await;
    assert!(
        shown.body.contains("<select id=\"region\"") && shown.body.contains("Australia"),
        "{}",
        shown.body
    );
    let refused = hub.post(&hub.administrator, page, &form(&hub, &[("environment", "production")])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("id=\"environment-error\"") && refused.body.contains("sandbox workspace"));
    let refused = hub.post(&hub.administrator, page, &form(&hub, &[("region", "evil.example")])).await;
    assert!(refused.body.contains("id=\"region-error\""), "{}", refused.body);
}

#[tokio::test]
async fn what_goes_where_is_tried_and_then_kept() {
    let hub = Connected::new().await;
    let location = connected(&hub).await;
    let overview = hub.get(&hub.administrator, &location).await;
    assert!(overview.body.contains("Clock there") && overview.body.contains("Modelled by us"));
    let page = format!("{location}/push");
    let shown = hub.get(&hub.administrator, &page).await;
    assert!(shown.body.contains("Not saved yet") && shown.body.contains("Notice period"), "{}", shown.body);
    assert!(!shown.body.contains("Board search"), "a restricted list is hidden");
    let tried = hub.post(&hub.administrator, &page, &format!("{}&do=try", typed(&shown))).await;
    assert_eq!(tried.status, StatusCode::OK, "{}", tried.body);
    assert!(tried.body.contains("Tried on people of the pool") && tried.body.contains("Not saved yet"));
    let wrong = hub.post(&hub.administrator, &page, "do=save&theirs%3Afirst_name=nonsense").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("not there any more") && wrong.body.contains("E-mail"), "{}", wrong.body);
    let saved = hub.post(&hub.administrator, &page, &format!("{}&do=save", typed(&shown))).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert!(hub.get(&hub.administrator, &page).await.body.contains("Saved by"));
    assert_eq!(hub.get(&hub.recruiter, &page).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_member_asks_and_is_connected_without_entering_anything() {
    let hub = Connected::new().await;
    let location = connected(&hub).await;
    let id = location.rsplit('/').next().unwrap().to_owned();
    let page = format!("{location}/push");
    let shown = hub.get(&hub.administrator, &page).await;
    hub.post(&hub.administrator, &page, &format!("{}&do=save", typed(&shown))).await;
    let systems = hub.get(&hub.recruiter, "/sourcing/systems").await;
    assert!(systems.body.contains("Ask for Clinch") && systems.body.contains("Sandbox"), "{}", systems.body);
    let asked = hub.post(&hub.recruiter, &format!("/sourcing/systems/{id}/ask"), "reason=Nurses").await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    assert!(hub.get(&hub.recruiter, "/sourcing/systems").await.body.contains("An administrator answers"));
    let requests = hub.get(&hub.administrator, &page).await;
    assert!(requests.body.contains("Nurses"), "{}", requests.body);
    let user = hub.recruiter.actor.user.unwrap();
    let answer = format!("{page}/members/{user}");
    assert_eq!(hub.post(&hub.recruiter, &answer, "granted=true").await.status, StatusCode::FORBIDDEN);
    hub.post(&hub.administrator, &answer, "granted=true").await;
    let systems = hub.get(&hub.recruiter, "/sourcing/systems").await;
    assert!(systems.body.contains("You are connected") && !systems.body.contains("Ask for"));
    assert_eq!(hub.get(&hub.manager, "/sourcing/systems").await.status, StatusCode::FORBIDDEN);
}
