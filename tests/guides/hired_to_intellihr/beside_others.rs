//! intelliHR beside other connected systems: the hire comes from one of them, or may go to another as well.

use std::time::Duration;

use engine::sync::overview::overview;
use model::{CandidateId, ConnectionId, remote::RecordKind};
use serde_json::Value;
use store::sync::mirror;

use super::{VENDOR, complete, jobs};
use crate::desk::Desk;

/// Both HR systems are connected: each send goes to the one that was chosen, and the pages tell them apart.
#[tokio::test(flavor = "multi_thread")]
async fn with_two_hr_systems_each_send_goes_to_the_right_one() {
    let mut desk = Desk::new("bamboohr").await;
    for vendor in ["bamboohr", VENDOR] {
        desk.stage.connect(vendor).await;
    }
    let hired = desk.someone_hired().await;
    let profile = format!("/candidates/{}", hired.candidate);
    desk.browser.open(&profile).await;
    desk.browser.click("Actions for this candidate").await;
    desk.browser.sees("Send to BambooHR").await;
    desk.browser.sees("Send to intelliHR").await;

    desk.browser.click("Send to BambooHR").await;
    desk.browser.click("Send").await;
    desk.browser.sees_in_time("Delivered").await;
    desk.one_employee();
    desk.vendor = VENDOR;
    desk.no_employee();

    desk.open_form_of(hired.candidate).await;
    complete(&desk).await;
    desk.browser.click("Send").await;
    desk.browser.sees_in_time("Delivered").await;
    let there = desk.one_employee();
    desk.vendor = "bamboohr";
    desk.one_employee();

    desk.browser.open("/handoffs").await;
    desk.browser.sees("All\n2").await;
    desk.browser.choose("Sent to", "To intelliHR").await;
    desk.browser.sees("All\n1").await;
    desk.browser.open(&profile).await;
    for system in ["BambooHR", "intelliHR"] {
        desk.browser.sees(system).await;
    }
    let link = desk.browser.links(&format!("Employee {}", there["id"].as_str().unwrap())).await;
    assert_eq!(link.len(), 1, "{link:?}");
}

/// Send, step 1, in the connected applicant tracking system: the move to Hired is made there and arrives by the sync.
#[tokio::test(flavor = "multi_thread")]
async fn who_is_hired_in_the_applicant_tracking_system_is_sent_from_here() {
    let mut desk = Desk::new(VENDOR).await;
    desk.stage.connect(VENDOR).await;
    let pinpoint = desk.stage.connect("pinpoint").await;
    let (external, email) = someone_offered_there(&desk);
    desk.hire.profile.email = email;
    let candidate = arrived(&desk, pinpoint, &external).await;
    let profile = format!("/candidates/{candidate}");
    desk.browser.open(&profile).await;
    desk.browser.offers_no("Send to intelliHR").await;

    hired_there(&desk, &external);
    desk.browser.open(&format!("/settings/integrations/{pinpoint}/sync")).await;
    desk.browser.click("Sync now").await;
    for _ in 0..100 {
        desk.browser.open(&profile).await;
        if !desk.browser.links("Send to intelliHR").await.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    desk.open_form_of(candidate).await;
    assert_eq!(desk.browser.value("E-mail, private").await, desk.hire.profile.email);
    for (list, entry) in [
        ("Position title", "Account Executive"),
        ("Business unit", "Sales"),
        ("Work class", "Full-Time"),
        ("Paid as", "Salary"),
    ] {
        desk.browser.choose(list, entry).await;
    }
    desk.browser.fill("First day", "2027-02-01").await;
    desk.browser.fill("Pay with currency", "52000 GBP").await;
    desk.browser.fill("Street", "4 Canal Wharf").await;
    desk.browser.fill("Country", "United Kingdom").await;
    complete(&desk).await;
    desk.browser.click("Send").await;
    // The manager of the offer is nobody's name in intelliHR: no job without one is made of it by itself.
    desk.browser.sees_in_time("Nobody who works in intelliHR's company is found by").await;
    desk.no_employee();
    desk.browser.click("Correct and send again").await;
    desk.browser.fill("Supervisor", "00001").await;
    desk.browser.click("Send again").await;
    desk.browser.sees_in_time("Delivered").await;
    let [job] = &jobs(&desk)[..] else { panic!("one job, not {:?}", jobs(&desk)) };
    assert_eq!(job["companyStartDate"], "2027-01-31T13:00:00.000Z", "midnight of the 1st in Sydney");
    assert!(job["supervisorPerson"].is_string(), "{job}");
}

/// An application in the ATS at the offer, and the person's address.
fn someone_offered_there(desk: &Desk) -> (String, String) {
    desk.stage.world("pinpoint").read(|documents| {
        let all = &documents["resources"];
        let offered = |application: &Value| {
            let stage = application["rels"]["stage"].as_str().unwrap();
            all["stages"][stage]["attributes"]["basic_type"] == "offer"
        };
        let mut applications = all["applications"].as_object().unwrap().iter();
        let (id, found) = applications.find(|(_, one)| offered(one)).expect("somebody has an offer");
        (id.clone(), found["attributes"]["email"].as_str().unwrap().to_lowercase())
    })
}

/// Moves an application to its job's stage of kind hired, as somebody does there.
fn hired_there(desk: &Desk, application: &str) {
    let now = desk.stage.app.now().strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string();
    desk.stage.world("pinpoint").change(|documents| {
        let all = &mut documents["resources"];
        let job = all["applications"][application]["rels"]["job"].clone();
        let is_hired = |stage: &Value| {
            let of = &stage["rels"]["stageable"];
            stage["attributes"]["basic_type"] == "hired" && of["type"] == "jobs" && of["id"] == job
        };
        let mut stages = all["stages"].as_object().unwrap().iter();
        let hired = stages.find(|(_, stage)| is_hired(stage)).expect("every job has one").0.clone();
        let one = &mut all["applications"][application];
        one["rels"]["stage"] = hired.into();
        for time in ["updated_at", "stage_changed_at", "hired_at"] {
            one["attributes"][time] = now.as_str().into();
        }
    });
}

/// Waits for the first sync, and gives the candidate that an application there belongs to here.
async fn arrived(desk: &Desk, connection: ConnectionId, application: &str) -> CandidateId {
    let (app, actor) = (&desk.stage.app, &desk.stage.administrator);
    for _ in 0..300 {
        let sync = overview(app, actor, connection).await.unwrap();
        if sync.is_some_and(|sync| sync.current.is_none() && !sync.runs.is_empty()) {
            let kind = RecordKind::Application.into();
            let known = mirror::of_external(&app.db, connection, kind, [application]).await.unwrap();
            let id = known[application].local.unwrap().into();
            let here = store::hiring::application::get(&app.db, actor.workspace, id).await.unwrap();
            return here.unwrap().candidate;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("the first sync never ended");
}
