//! Send: from the move to Hired to the person and the job, and what becomes of a failure on the way.

use super::{VENDOR, complete, entry, jobs};
use crate::desk::Desk;

/// Send, steps 1 to 6: from the move to Hired to the person and the job, and once more to change them.
#[tokio::test(flavor = "multi_thread")]
async fn a_hired_candidate_becomes_one_person_with_one_job() {
    let desk = Desk::new(VENDOR).await;
    let browser = &desk.browser;
    desk.stage.connect(VENDOR).await;
    let person = desk.someone_with_an_offer().await;
    let profile = format!("/candidates/{}", person.candidate);

    // 2 Before Hired the entry is absent.
    browser.open(&profile).await;
    browser.offers_no("Send to intelliHR").await;

    // 1 On the board, the card's menu moves the candidate to the stage of kind hired.
    browser.open(&format!("/jobs/{}/board", desk.opening.job.id)).await;
    browser.click(&format!("Move {}", desk.hire.profile.full_name())).await;
    browser.click(desk.stage_name(model::job::StageKind::Hired)).await;
    desk.wait_until_hired(&person).await;

    // 3 The tenant's own lists, with what is known chosen in them; the marks; what is known filled in.
    desk.open_form_of(person.candidate).await;
    browser.sees("Required there").await;
    assert_eq!(browser.value("First name").await, desk.hire.profile.first_name);
    assert_eq!(browser.value("E-mail, private").await, desk.hire.profile.email);
    assert_eq!(browser.value("First day").await, "2027-01-05");
    for (list, chosen) in [
        ("Position title", "Software Engineer"),
        ("Business unit", "Engineering"),
        ("Work class", "Full-Time"),
        ("Location", "London"),
        ("Paid as", "Salary"),
    ] {
        assert_eq!(browser.chosen(list).await, chosen, "{list}");
    }

    // 4 What is missing and what is wrong is said at its field, and nothing typed is lost.
    browser.fill("E-mail, private", "not an address").await;
    browser.fill("Preferred name", "Bee").await;
    browser.click("Send").await;
    browser.sees("is not an e-mail address").await;
    browser.sees("Business entity is required by the HR system").await;
    assert_eq!(browser.value("E-mail, private").await, "not an address");
    assert_eq!(browser.value("Preferred name").await, "Bee");
    browser.fill("E-mail, private", &desk.hire.profile.email).await;
    browser.choose("Business entity", "Larkmoor UK Ltd").await;

    // 4 What only intelliHR asks for comes back to its field as well, and nobody was made meanwhile.
    browser.click("Send").await;
    browser.sees_in_time("intelliHR refused some values. Everything typed is kept").await;
    browser.sees("intelliHR takes no pay without its cycle").await;
    desk.no_employee();
    browser.click("Correct and send again").await;
    assert_eq!(browser.value("Preferred name").await, "Bee");
    assert_eq!(browser.chosen("Business entity").await, "Larkmoor UK Ltd");
    browser.choose("Pay cycle", "Monthly").await;
    browser.fill("Hours in a cycle", "162").await;
    browser.choose("Onboarding workflow", "New starter").await;

    // 4 and 6 An impatient double click sends once.
    browser.click_twice("Send again").await;
    browser.sees_in_time("Delivered").await;

    // 5 The person, and then the job, are there with those values; the first day is that day in Sydney.
    let there = desk.one_employee();
    assert_eq!(there["firstName"], desk.hire.profile.first_name.as_str());
    assert_eq!(there["preferredName"], "Bee");
    assert_eq!(there["documents"].as_array().unwrap().len(), 1, "the résumé");
    let [job] = &jobs(&desk)[..] else { panic!("one job, not {:?}", jobs(&desk)) };
    assert_eq!(job["companyStartDate"], "2027-01-04T13:00:00.000Z", "midnight of the 5th in Sydney");
    for (field, list, name) in [
        ("positionTitle", "position-titles", "Software Engineer"),
        ("businessEntity", "business-entities", "Larkmoor UK Ltd"),
        ("businessUnit", "business-units", "Engineering"),
        ("workClass", "work-classes", "Full-Time"),
        ("location", "locations", "London"),
    ] {
        assert_eq!(job[field], entry(&desk, list, name)["id"], "{field}");
    }
    let pay = &job["remunerationSchedule"];
    assert_eq!((pay["payCycle"].as_str(), pay["currency"].as_str()), (Some("Monthly"), Some("GBP")));

    // 5 The profile shows the link to the record, who sent it and when.
    browser.open(&profile).await;
    browser.sees("In other systems").await;
    let id = there["id"].as_str().unwrap();
    let links = browser.links(&format!("Employee {id}")).await;
    assert!(links.len() == 1 && links[0].ends_with(&format!("/spa/people/{id}")), "{links:?}");
    browser.sees("Sent by Ada Byron, ").await;
    browser.sees(&desk.stage.app.now().strftime("%Y").to_string()).await;

    // 6 A second send changes the same person and the same job.
    desk.open_form_of(person.candidate).await;
    browser.sees("Sending changes that employee; no second one is made").await;
    browser.fill("Preferred name", "Bea").await;
    complete(&desk).await;
    browser.choose("Business unit", "Platform").await;
    browser.click("Send").await;
    browser.sees_in_time("Delivered").await;
    let changed = desk.one_employee();
    assert_eq!((&changed["id"], changed["preferredName"].as_str()), (&there["id"], Some("Bea")));
    assert_eq!(changed["documents"].as_array().unwrap().len(), 1, "no second résumé");
    assert_eq!(jobs(&desk).len(), 1, "no second job");
}

/// Send, step 6: the job fails after the person was made, first refused, then with its answer lost. It goes on at the
/// job each time, and one person with one job comes of it.
#[tokio::test(flavor = "multi_thread")]
async fn a_failure_between_person_and_job_resumes_at_the_job() {
    let desk = Desk::new(VENDOR).await;
    let browser = &desk.browser;
    desk.stage.connect(VENDOR).await;
    let hired = desk.someone_hired().await;
    desk.stage.set_faults(VENDOR, "500[POST /v1/jobs]@1,drop_after[POST /v1/jobs]@2").await;
    desk.open_form_of(hired.candidate).await;
    complete(&desk).await;
    browser.click("Send").await;
    browser.sees_in_time("no answer came: the vendor answered 500").await;
    browser.sees("It is looked up there before anything is sent again").await;
    let first = desk.one_employee()["id"].clone();
    assert_eq!(jobs(&desk).len(), 0, "the person is there and the job is not");

    browser.click("Try now").await;
    browser.sees_in_time("no answer came: the connection broke").await;
    assert_eq!((desk.one_employee()["id"].clone(), jobs(&desk).len()), (first.clone(), 1));

    browser.click("Try now").await;
    browser.sees_in_time("Delivered").await;
    assert_eq!((desk.one_employee()["id"].clone(), jobs(&desk).len()), (first, 1));
    assert_eq!(desk.one_employee()["documents"].as_array().unwrap().len(), 1, "the résumé follows the job");
}

/// Send, step 4: an entry of a list is gone by the time the job is made. The refusal lands at the field; the person is
/// there already and is not made again.
#[tokio::test(flavor = "multi_thread")]
async fn a_list_entry_that_was_taken_away_is_said_at_its_field() {
    let desk = Desk::new(VENDOR).await;
    let browser = &desk.browser;
    desk.stage.connect(VENDOR).await;
    let hired = desk.someone_hired().await;
    desk.open_form_of(hired.candidate).await;
    complete(&desk).await;
    desk.stage.world(VENDOR).change(|documents| {
        let units = documents["lists"]["business-units"].as_array_mut().unwrap();
        units.iter_mut().find(|unit| unit["name"] == "Engineering").unwrap()["isEnabled"] = false.into();
    });
    browser.click("Send").await;
    browser.sees_in_time("intelliHR refused some values. Everything typed is kept").await;
    browser.sees("“Engineering” of business-units is disabled").await;
    browser.click("Correct and send again").await;
    browser.choose("Business unit", "Platform").await;
    browser.click("Send again").await;
    browser.sees_in_time("Delivered").await;
    let [job] = &jobs(&desk)[..] else { panic!("one job, not {:?}", jobs(&desk)) };
    assert_eq!(job["businessUnit"], entry(&desk, "business-units", "Platform")["id"]);
}
