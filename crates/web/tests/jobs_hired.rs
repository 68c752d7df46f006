//! What a board says of those who are hired, against a vendor's sandbox.

use crate::connected::Connected;
use engine::hiring::jobs;
use model::job::StageKind;

#[tokio::test]
async fn a_hired_card_says_that_it_can_be_sent_and_then_that_it_was() {
    let hub = Connected::new().await;
    let (ana, connection) = (hub.hired("Ana").await, hub.connect().await);
    hub.person("Bo", StageKind::Offer).await;
    let job = jobs::list(&hub.app, &hub.administrator.actor).await.unwrap().remove(0).job;
    let board = format!("/jobs/{}/board", job.id);
    let shown = hub.get(&hub.recruiter, &board).await.body;
    assert_eq!(shown.matches("Can be sent to").count(), 1, "Ana only: {shown}");
    let manager = hub.get(&hub.manager, &board).await.body;
    assert!(!manager.contains("Can be sent"), "a hiring manager sends nobody");

    let path = format!("/candidates/{ana}/send/{connection}");
    let key = hub.get(&hub.recruiter, &path).await.hidden("key");
    let form = format!("key={key}&do=send&f.firstName=Ana&f.lastName=Example&f.homeEmail=ana%40example.org");
    hub.post(&hub.recruiter, &path, &form).await;
    hub.work().await;
    assert_eq!(hub.employees("ana@example.org"), 1);
    let shown = hub.get(&hub.recruiter, &board).await.body;
    assert!(shown.contains("In BambooHR") && !shown.contains("Can be sent"), "{shown}");
}
