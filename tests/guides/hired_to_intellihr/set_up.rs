//! Set up: from the search box to a connection that is enabled, and what a connection that is not keeps back.

use std::time::Duration;

use engine::people::{accept_invitation::accept_invitation, invite::invite, session::Visitor};
use model::access::Role;
use secrecy::ExposeSecret;

use super::{VENDOR, complete};
use crate::desk::Desk;

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
    // The onboarding event is a setting, and settings stay: nothing promises that it can be added later.
    browser.sees("Optional").await;
    browser.sees_no("Can be added later").await;

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
    browser.sees("intelliHR · larkmoor").await;
    browser.sees_no("larkmoor, ").await;
    browser.sees("people can be read").await;
    browser.sees("Add people and jobs").await;
    browser.sees("Can't be probed").await;
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
