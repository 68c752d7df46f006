//! Two HR systems side by side: each offer, each row and each card says which one it is about.

use crate::connected;

use crate::connected::Connected;
use axum::http::StatusCode;
use engine::hiring::jobs;

#[tokio::test]
async fn each_is_offered_by_its_name_and_the_list_tells_them_apart() {
    let hub = Connected::new().await;
    let (here, there) = (hub.connect_as("Payroll Leeds").await, hub.connect_as("Payroll Oslo").await);
    let ana = hub.hired("Ana").await;
    let profile = hub.get(&hub.recruiter, &format!("/candidates/{ana}")).await.body;
    assert!(profile.contains("Send to Payroll Leeds") && profile.contains("Send to Payroll Oslo"));

    let path = format!("/candidates/{ana}/send/{there}");
    let form = hub.get(&hub.recruiter, &path).await;
    assert!(form.body.contains("<h1>Send to Payroll Oslo</h1>"), "{}", form.body);
    let values = format!(
        "key={}&f.firstName=Ana&f.lastName=Example&f.homeEmail=ana%40example.org",
        form.hidden("key")
    );
    let seen = hub.post(&hub.recruiter, &path, &format!("{values}&do=preview")).await;
    assert!(seen.body.contains("Exactly this is sent to Payroll Oslo"));
    hub.post(&hub.recruiter, &path, &format!("{values}&do=send")).await;
    hub.work().await;

    let all = hub.get(&hub.recruiter, "/handoffs").await.body;
    assert!(all.contains("<td data-label=\"To\">Payroll Oslo</td>"), "{all}");
    let one = hub.get(&hub.recruiter, &format!("/handoffs?to={there}")).await.body;
    assert!(one.contains("Ana Example") && one.contains(&format!("value=\"{there}\" selected")));
    let other = hub.get(&hub.recruiter, &format!("/handoffs?to={here}")).await.body;
    assert!(other.contains("Nothing here") && other.contains("All <span class=\"count\">0</span>"));

    let job = jobs::list(&hub.app, &hub.administrator.actor).await.unwrap().remove(0).job;
    let board = hub.get(&hub.recruiter, &format!("/jobs/{}/board", job.id)).await.body;
    assert!(board.contains("In Payroll Oslo") && board.contains("Can be sent to Payroll Leeds"), "{board}");
}

#[tokio::test]
async fn several_at_once_are_sent_where_somebody_said() {
    let hub = Connected::new().await;
    hub.connect_as("Payroll Leeds").await;
    let ana = hub.hired("Ana").await;
    let only = hub.post(&hub.recruiter, "/handoffs/bulk", &format!("id={ana}")).await.body;
    assert!(only.contains("Payroll Leeds") && only.contains("required checked"), "nothing to choose: {only}");
    hub.connect_as("Payroll Oslo").await;
    let two = hub.post(&hub.recruiter, "/handoffs/bulk", &format!("id={ana}")).await.body;
    assert!(two.contains("Payroll Leeds") && two.contains("Payroll Oslo"));
    assert!(!two.contains("required checked"), "nobody is sent to one of two by a slip: {two}");
}

#[tokio::test]
async fn what_was_found_about_a_key_that_is_refused_now_is_said_to_be_of_before() {
    let hub = Connected::new().await;
    let id = hub.connect().await;
    let page = format!("/settings/integrations/{id}");
    let works = hub.get(&hub.administrator, &page).await.body;
    assert!(works.contains("What the key may do") && !works.contains("before the key was refused"));
    hub.revoke_key();
    let tested = hub.post(&hub.administrator, &format!("{page}/test"), "").await;
    assert_eq!(tested.status, StatusCode::SEE_OTHER);
    let refused = hub.get(&hub.administrator, &page).await.body;
    assert!(refused.contains("What the key could do") && refused.contains("before the key was refused"));
    assert!(!refused.contains("What the key may do"), "{refused}");
}

#[tokio::test]
async fn the_page_before_connecting_lists_what_the_key_needs() {
    let hub = Connected::new().await;
    let page = format!("/settings/integrations/new/{}", connected::VENDOR);
    let shown = hub.get(&hub.administrator, &page).await.body;
    let connector = hub.app.connector(connected::VENDOR).unwrap();
    for permission in &connector.manifest().permission {
        assert!(shown.contains(&permission.label), "{}", permission.label);
    }
    assert!(shown.contains("Without it: "));
}
