//! Guide 2: a hired candidate becomes an employee in BambooHR, clicked in a real browser, wrong turns included.
//! The sandbox is asked what arrived.

use crate::desk::Desk;
use connect::Credentials;
use serde_json::Value;
use testkit::Stage;

const VENDOR: &str = "bamboohr";

/// Set up, steps 1 to 6, with every wrong thing one can type.
#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_connects_the_hr_system() {
    let desk = Desk::new(VENDOR).await;
    let browser = &desk.browser;

    // 1 Settings > Integrations, reached by the navigation.
    browser.click("Integrations").await;
    browser.sees("Apps").await;

    // 2 The search box finds the tile, and says so when there is none.
    browser.fill("Search apps", "nothing like it").await;
    browser.sees("No such app").await;
    browser.fill("Search apps", "bamb").await;
    browser.sees("Hired candidates become employees").await;
    browser.click("Add BambooHR").await;

    // 3 The page says where the key is made, and whose rights it will have.
    browser.sees("First, in BambooHR").await;
    browser.sees("A key acts as the user who made it").await;

    // 4 Nothing typed; an address elsewhere; then the pasted address is reduced to the company.
    browser.click("Save and test").await;
    browser.sees("Enter the company part of your address").await;
    browser.sees("Enter the API key").await;
    browser.fill("Company domain", "https://evil.example/acme").await;
    browser.fill("API key", "some-key").await;
    browser.click("Save and test").await;
    browser.sees("That address is not at bamboohr.com").await;
    assert_eq!(browser.value("Company domain").await, "https://evil.example/acme", "what was typed is kept");
    assert_eq!(browser.value("API key").await, "", "a secret is never sent back to a page");

    // 5 A wrong key is said to be one; the connection is kept, and the right key is put in its place.
    browser.fill("Company domain", "https://larkmoor.bamboohr.com/home").await;
    browser.fill("API key", "wrong-key").await;
    browser.click("Save and test").await;
    browser.sees("was not accepted").await;
    browser.sees("larkmoor").await;
    browser.click("Key and connection").await;
    let key = desk.stage.announcement(VENDOR).credentials["api_key"].clone();
    browser.fill("API key", &key).await;
    browser.click("Replace and test").await;
    browser.click("Overview").await;
    browser.sees("Add employees").await;
    browser.sees("Can't be probed").await;
    browser.sees_no(&key).await;

    // 6 Disabled at first: nothing is offered. The toggle enables it.
    browser.sees("Disabled").await;
    let hired = desk.someone_hired().await;
    browser.open(&format!("/candidates/{}", hired.candidate)).await;
    browser.offers_no("Send to BambooHR").await;
    browser.click("Integrations").await;
    browser.click("View integration BambooHR").await;
    browser.click("Disabled").await;
    browser.sees("Enabled").await;
}

/// Send, steps 1 to 6: from the move to Hired to the employee, and once more to change it.
#[tokio::test(flavor = "multi_thread")]
async fn a_hired_candidate_becomes_one_employee() {
    let desk = Desk::new(VENDOR).await;
    let browser = &desk.browser;
    desk.stage.connect(VENDOR).await;
    let person = desk.someone_with_an_offer().await;
    let profile = format!("/candidates/{}", person.candidate);

    // 2 Before Hired the entry is absent.
    browser.open(&profile).await;
    browser.offers_no("Send to BambooHR").await;

    // 1 On the board, the card's menu moves the candidate to the stage of kind hired.
    browser.open(&format!("/jobs/{}/board", desk.opening.job.id)).await;
    browser.click(&format!("Move {}", desk.hire.profile.full_name())).await;
    browser.click(desk.stage_name(model::job::StageKind::Hired)).await;
    desk.wait_until_hired(&person).await;

    // 2 Now the entry is there.
    desk.open_form_of(person.candidate).await;

    // 3 The tenant's own form: its lists, its marks, what is known filled in.
    browser.sees("Required there").await;
    assert_eq!(browser.value("First Name").await, desk.hire.profile.first_name);
    assert_eq!(browser.value("Home Email").await, desk.hire.profile.email);
    assert_eq!(browser.value("Department").await, "Engineering");
    // What is optional and not known is folded away.
    browser.click("More fields, all of them optional and empty").await;
    browser.choose("T-Shirt Size", "Medium").await;

    // 4 A wrong value is said at its field, and nothing typed is lost.
    browser.fill("Home Email", "not an address").await;
    browser.fill("Preferred Name", "Bee").await;
    browser.click("Preview what is sent").await;
    browser.sees("is not an e-mail address").await;
    assert_eq!(browser.value("Home Email").await, "not an address");
    assert_eq!(browser.value("Preferred Name").await, "Bee");
    browser.fill("Home Email", &desk.hire.profile.email).await;
    browser.click("Preview what is sent").await;
    browser.sees("Exactly this is sent to BambooHR").await;
    browser.sees("Files").await;

    // 4 and 6 An impatient double click sends once.
    browser.click_twice("Send").await;
    browser.sees_in_time("Delivered").await;
    let employee = desk.one_employee();
    let fields = &employee["fields"];
    assert_eq!(fields["firstName"], desk.hire.profile.first_name.as_str());
    assert_eq!(fields["preferredName"], "Bee");
    assert_eq!(employee["tables"]["jobInfo"][0]["department"], "Engineering");
    assert_eq!(employee["files"].as_array().unwrap().len(), 1, "the résumé");

    // 5 The profile shows the link, who sent it and when.
    browser.open(&profile).await;
    browser.sees("In other systems").await;
    browser.sees("Sent by Ada Byron").await;

    // 6 A second send changes the same person.
    browser.click("Actions for this candidate").await;
    browser.click("Send to BambooHR").await;
    browser.sees("Sending changes that employee; no second one is made").await;
    browser.fill("Preferred Name", "Bea").await;
    browser.click("Send").await;
    browser.sees_in_time("Delivered").await;
    let employee = desk.one_employee();
    assert_eq!(employee["fields"]["preferredName"], "Bea");
    assert_eq!(employee["tables"]["jobInfo"].as_array().unwrap().len(), 1, "no second row");
    assert_eq!(employee["files"].as_array().unwrap().len(), 1, "no second résumé");
}

/// A value goes from the tenant's list while the form is open: the refusal lands at the field, and is put right.
#[tokio::test(flavor = "multi_thread")]
async fn a_list_value_that_was_taken_away_is_said_at_its_field() {
    let desk = Desk::new(VENDOR).await;
    let browser = &desk.browser;
    desk.stage.connect(VENDOR).await;
    let hired = desk.someone_hired().await;
    desk.open_form_of(hired.candidate).await;
    browser.choose("Location", "London").await;
    archive_option(&desk.stage, "location", "London");
    browser.click("Send").await;
    browser.sees_in_time("BambooHR refused some values. Everything typed is kept").await;

    // It waits under Attention, with a button that leads to the correction.
    browser.open("/attention").await;
    browser.sees("refused some values").await;
    browser.click("Correct and send").await;
    browser.sees("Location").await;
    assert_eq!(browser.value("First Name").await, desk.hire.profile.first_name, "everything typed is kept");
    browser.choose("Location", "Manchester").await;
    browser.click("Send again").await;
    browser.sees_in_time("Delivered").await;
    let employee = desk.one_employee();
    assert_eq!(employee["tables"]["jobInfo"][0]["location"], "Manchester");
}

/// The session runs out while the form is filled: after signing in, what was typed is back, and nothing was sent.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_runs_out_loses_nothing_that_was_typed() {
    let desk = Desk::new(VENDOR).await;
    let browser = &desk.browser;
    desk.stage.connect(VENDOR).await;
    let hired = desk.someone_hired().await;
    desk.open_form_of(hired.candidate).await;
    browser.fill("Preferred Name", "Kit").await;
    browser.forget_session().await;
    browser.click("Send").await;
    desk.sign_in().await;
    browser.sees("What you had typed is back").await;
    assert_eq!(browser.value("Preferred Name").await, "Kit");
    desk.no_employee();
    browser.click("Send").await;
    browser.sees_in_time("Delivered").await;
    let employee = desk.one_employee();
    assert_eq!(employee["fields"]["preferredName"], "Kit");
}

/// A key whose owner may not write some fields: what BambooHR dropped without a word is named.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_silently_dropped_is_named() {
    let desk = Desk::new(VENDOR).await;
    let browser = &desk.browser;
    desk.stage.connect_with(VENDOR, limited_key()).await;
    let hired = desk.someone_hired().await;
    desk.open_form_of(hired.candidate).await;
    browser.click("Send").await;
    browser.sees_in_time("There otherwise than sent").await;
    browser.sees("Mobile Phone").await;
    browser.sees("left out").await;
    let employee = desk.one_employee();
    assert!(employee["fields"]["mobilePhone"].as_str().unwrap_or_default().is_empty());
}

/// While the connection is disabled nothing is offered, and a form that was open before sends nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_disabled_connection_sends_nothing() {
    let desk = Desk::new(VENDOR).await;
    let browser = &desk.browser;
    let connection = desk.stage.connect(VENDOR).await;
    let hired = desk.someone_hired().await;
    let profile = format!("/candidates/{}", hired.candidate);
    browser.open(&format!("{profile}/send/{connection}")).await;
    browser.sees("Required there").await;
    engine::integrations::toggle::disable(&desk.stage.app, &desk.stage.administrator, connection)
        .await
        .unwrap();
    browser.click("Send").await;
    browser.sees("is disabled").await;
    browser.open(&profile).await;
    browser.offers_no("Send to BambooHR").await;
    desk.no_employee();
}

/// Someone who left comes back: the person is asked, and the employee of then is changed instead of doubled.
#[tokio::test(flavor = "multi_thread")]
async fn someone_who_left_before_is_asked_about() {
    let desk = Desk::new(VENDOR).await;
    let browser = &desk.browser;
    desk.stage.connect(VENDOR).await;
    let hired = desk.someone_hired().await;
    let left = give_address_to_someone_who_left(&desk.stage, &desk.hire.profile.email);
    desk.open_form_of(hired.candidate).await;
    browser.click("Send").await;
    browser.sees_in_time("Is it the same person?").await;
    browser.tick_option(&format!("update:{left}")).await;
    browser.click("Go on").await;
    browser.sees_in_time("Delivered").await;
    let employee = desk.one_employee();
    assert_eq!(employee["fields"]["firstName"], desk.hire.profile.first_name.as_str());
}

/// A key whose owner may not write every field.
fn limited_key() -> Credentials {
    let pairs = [("subdomain", "larkmoor"), ("api_key", "sandbox-limited-fields-key")];
    Credentials::new(pairs.map(|(key, value)| (key.to_owned(), value.into())))
}

/// Lets someone who left have that address, and says who it is.
fn give_address_to_someone_who_left(stage: &Stage, email: &str) -> String {
    stage.world(VENDOR).change(|documents| {
        let all = documents["employees"].as_object_mut().unwrap();
        let left =
            |employee: &Value| employee["fields"]["terminationDate"].as_str().is_some_and(|day| day > "1");
        let (id, employee) = all.iter_mut().find(|(_, employee)| left(employee)).expect("someone left");
        employee["fields"]["homeEmail"] = email.into();
        let id = id.clone();
        documents["emails"][email] = id.clone().into();
        id
    })
}

/// Takes a value away from a list of the tenant.
fn archive_option(stage: &Stage, list: &str, option: &str) {
    stage.world(VENDOR).change(|documents| {
        let lists = documents["lists"].as_array_mut().unwrap();
        let list = lists.iter_mut().find(|found| found["alias"] == list).unwrap();
        let options = list["options"].as_array_mut().unwrap();
        let option = options.iter_mut().find(|found| found["name"] == option).unwrap();
        option["archived"] = "yes".into();
    });
}
