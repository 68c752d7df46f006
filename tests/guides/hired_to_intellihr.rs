//! Guide 1: a hired candidate becomes a person with a job in intelliHR, clicked in a real browser, wrong turns
//! included. The sandbox is asked what arrived.

mod desk;

use std::time::Duration;

use desk::Desk;
use engine::people::{accept_invitation::accept_invitation, invite::invite, session::Visitor};
use model::access::Role;
use secrecy::ExposeSecret;
use serde_json::Value;

const VENDOR: &str = "intellihr";

/// Set up, steps 1 to 6, with every wrong thing one can type.
#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_connects_intellihr() {
    let desk = Desk::new(VENDOR).await;
    let browser = &desk.browser;
    let key = desk.stage.announcement(VENDOR).credentials["api_key"].clone();

    // 1 Settings > Integrations, reached by the navigation.
    browser.click("Integrations").await;
    browser.sees("Apps").await;

    // 2 The search box finds the tile among all others.
    browser.fill("Search apps", "nothing like it").await;
    browser.sees("No such app").await;
    browser.fill("Search apps", "intelli").await;
    browser.sees("Hired candidates become people with a job").await;
    browser.offers_no("Add BambooHR").await;
    browser.click("Add intelliHR").await;

    // 3 The page says where the key is made, and before anything is saved what it will be able to do.
    browser.sees("Settings > Public API Access Keys").await;
    browser.sees("Every intelliHR key is a full administrator's").await;
    browser.offers_no("Open that page").await;

    // 4 Nothing typed, addresses elsewhere, what is no company: each refused with a sentence, and kept.
    browser.click("Save and test").await;
    browser.sees("Enter the company part of your address").await;
    browser.sees("Enter the Access key").await;
    for (typed, sentence) in [
        ("https://evil.example/acme", "That address is not at intellihr.net"),
        ("https://larkmoor.intellihr.net.evil.example", "That address is not at intellihr.net"),
        ("lark moor", "The company part has only letters, digits and hyphens"),
    ] {
        browser.fill("Company part of the address", typed).await;
        browser.fill("Access key", &key).await;
        browser.click("Save and test").await;
        browser.sees(sentence).await;
        assert_eq!(browser.value("Company part of the address").await, typed, "what was typed is kept");
        assert_eq!(browser.value("Access key").await, "", "a secret is never sent back to a page");
    }

    // 3 Once the company is known, the links lead to its own pages.
    browser.fill("Company part of the address", "https://fernhill.intellihr.net/spa/people?page=2").await;
    browser.sees("Open that page").await;
    let pages =
        ["https://fernhill.intellihr.net/spa", "https://fernhill.intellihr.net/spa/settings/access-keys"];
    assert_eq!(browser.links("Open that page").await, pages);

    // 5 A key of another company: both are named, because either may be wrong. It ends, and begins anew.
    browser.fill("Access key", &key).await;
    browser.fill("Time zone", "Australia/Sydney").await;
    browser.click("Save and test").await;
    browser.sees("The key was not accepted").await;
    browser.sees("whether “fernhill” is the company part of https://fernhill.intellihr.net").await;
    browser.click("Key and connection").await;
    browser.fill("Type the connection's name to confirm", "intelliHR").await;
    browser.click("Disconnect").await;
    browser.sees("Disconnected. Its key is gone").await;

    // 4 and 5 The pasted address is reduced to the company. A mistyped key is said to be one, and is replaced.
    browser.click("Add intelliHR").await;
    browser.fill("Company part of the address", "https://larkmoor.intellihr.net/spa/people").await;
    browser.fill("Access key", "mistyped-key").await;
    browser.fill("Time zone", "Australia/Sydney").await;
    browser.click("Save and test").await;
    browser.sees("The key was not accepted").await;
    browser.click("Key and connection").await;
    browser.sees("Every intelliHR key is a full administrator's").await;
    browser.fill("Access key", &key).await;
    browser.click("Replace and test").await;

    // 5 What the key can do, what can't be known, and which day a first day will be.
    browser.sees("The new key is kept, and it works").await;
    browser.sees("people can be read").await;
    browser.sees("Add people and jobs").await;
    browser.sees("Can't be found out without writing").await;
    browser.sees("A first day of 2026-03-02 is sent as 2026-03-02T00:00:00+11:00").await;
    browser.sees_no(&key).await;
    browser.sees_no("https://larkmoor").await;

    // 6 Disabled at first: nothing is offered. The toggle enables it.
    browser.sees("Disabled").await;
    let hired = desk.someone_hired().await;
    let profile = format!("/candidates/{}", hired.candidate);
    browser.open(&profile).await;
    browser.offers_no("Send to intelliHR").await;
    browser.click("Integrations").await;
    browser.click("View integration intelliHR").await;
    browser.click("Disabled").await;
    browser.sees("Enabled. Hired candidates can be sent now").await;
    desk.open_form_of(hired.candidate).await;
    browser.sees("Required there").await;
    desk.no_employee();
}

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

/// Send, step 2: who may not send is offered nothing, whoever is hired.
#[tokio::test(flavor = "multi_thread")]
async fn a_hiring_manager_is_not_offered_to_send() {
    let desk = Desk::new(VENDOR).await;
    let browser = &desk.browser;
    desk.stage.connect(VENDOR).await;
    let hired = desk.someone_hired().await;
    let (app, email, password) =
        (&desk.stage.app, "grace.manager@example.com", "four patient herons at dusk");
    let (_, link) = invite(app, &desk.stage.administrator, email, Role::HiringManager).await.unwrap();
    let visitor = Visitor { address: "127.0.0.1".into(), user_agent: "guide".into() };
    accept_invitation(app, link.expose_secret(), "Grace Manager", &password.into(), &visitor).await.unwrap();

    browser.forget_session().await;
    browser.open(&format!("/candidates/{}", hired.candidate)).await;
    browser.fill("E-mail", email).await;
    browser.fill("Password", password).await;
    browser.click("Sign in").await;
    browser.sees(&desk.hire.profile.full_name()).await;
    browser.offers_no("Send to intelliHR").await;
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

/// Set up, step 6: while the connection is disabled, a form that was open before sends nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_disabled_connection_sends_nothing() {
    let desk = Desk::new(VENDOR).await;
    let browser = &desk.browser;
    let connection = desk.stage.connect(VENDOR).await;
    let hired = desk.someone_hired().await;
    desk.open_form_of(hired.candidate).await;
    complete(&desk).await;
    engine::integrations::toggle::disable(&desk.stage.app, &desk.stage.administrator, connection)
        .await
        .unwrap();
    browser.click("Send").await;
    browser.sees("is disabled").await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    desk.no_employee();
    browser.open(&format!("/candidates/{}", hired.candidate)).await;
    browser.offers_no("Send to intelliHR").await;
}

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

/// Fills in what the hub can't know: where the person is employed, and how the pay of the offer is paid.
async fn complete(desk: &Desk) {
    desk.browser.choose("Business entity", "Larkmoor UK Ltd").await;
    desk.browser.choose("Pay cycle", "Monthly").await;
    desk.browser.fill("Hours in a cycle", "162").await;
}

/// The jobs of the one person, as the sandbox holds them.
fn jobs(desk: &Desk) -> Vec<Value> {
    let person = desk.one_employee();
    let ids = person["jobs"].as_array().unwrap();
    desk.stage
        .world(VENDOR)
        .read(|documents| ids.iter().map(|id| documents["jobs"][id.as_str().unwrap()].clone()).collect())
}

/// An entry of a list of the tenant.
fn entry(desk: &Desk, list: &str, name: &str) -> Value {
    desk.stage.world(VENDOR).read(|documents| {
        let all = documents["lists"][list].as_array().unwrap();
        all.iter().find(|entry| entry["name"] == name).unwrap().clone()
    })
}
