//! Guide 4, steps 1 to 5: Greenhouse is connected in a real browser, wrong turns included; the page shows what the
//! credential may do, the source of referrals is chosen, and the jobs arrive.

use std::sync::Arc;

use testkit::{Stage, browser::Browser, stage};
use tokio::sync::watch;

const VENDOR: &str = "greenhouse";
const PAGE: &str = "/settings/integrations/new/greenhouse";

/// A credential of the sandbox, of whom its documents know what it may do.
struct Credential {
    id: &'static str,
    acting: &'static str,
}

const SITE_ADMIN: &str = "1000301";
const FULL: Credential = Credential { id: "sandbox-client-full", acting: SITE_ADMIN };
const SECRET: &str = "sandbox-client-secret";

/// The hub with a worker, and a browser in which the administrator is signed in.
struct Desk {
    stage: Stage,
    browser: Browser,
    hub: String,
    /// Dropping it stops the worker.
    _stop: watch::Sender<bool>,
}

impl Desk {
    async fn new() -> Self {
        let stage = Stage::sqlite().await;
        let hub = stage.visitor().await.hub;
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(engine::work::run(Arc::clone(&stage.app), "desk".into(), stopped));
        let browser = Browser::start(hub.clone()).await;
        browser.open("/account").await;
        browser.fill("E-mail", stage::EMAIL).await;
        browser.fill("Password", stage::PASSWORD).await;
        browser.click("Sign in").await;
        browser.sees("Sign out").await;
        Self { stage, browser, hub, _stop: stop }
    }
}

/// Fills in the form of v3 and saves.
async fn save(desk: &Desk, credential: &Credential, secret: &str, name: &str) {
    let browser = &desk.browser;
    browser.open(PAGE).await;
    browser.tick_option("v3").await;
    browser.fill("Client id", credential.id).await;
    browser.fill("Client secret", secret).await;
    browser.fill("Acting user", credential.acting).await;
    let hooks = &desk.stage.announcement(VENDOR).credentials["webhook_secret"];
    browser.fill("Secret key of the web hooks", hooks).await;
    browser.fill("Name here", name).await;
    browser.click("Save and test").await;
}

/// Steps 1 and 2: the tile is found, the credential is typed, and each wrong one is said to be what it is.
#[tokio::test(flavor = "multi_thread")]
async fn each_wrong_credential_is_said_to_be_what_it_is() {
    let desk = Desk::new().await;
    let browser = &desk.browser;
    browser.click("Integrations").await;
    browser.fill("Search apps", "nothing like it").await;
    browser.sees("No such app").await;
    browser.fill("Search apps", "greenh").await;
    browser.click("Add Greenhouse").await;
    browser.sees("Which API").await;

    // Nothing typed: the version of today is chosen, and what it needs is said at its fields.
    browser.click("Save and test").await;
    browser.sees("Enter the Client id").await;
    browser.sees("Enter the Client secret").await;
    browser.sees_no("Enter the Harvest API key").await;

    // A secret that is not the client's.
    save(&desk, &FULL, "not-the-secret", "Mistyped").await;
    browser.sees("Saved, but the test failed").await;
    browser.sees("Greenhouse knows no such client id and secret").await;

    // One that was taken back, and one that was given no scope.
    save(&desk, &Credential { id: "sandbox-client-revoked", ..FULL }, SECRET, "Revoked").await;
    browser.sees("may have been revoked").await;
    save(&desk, &Credential { id: "sandbox-client-without-scopes", ..FULL }, SECRET, "Scopeless").await;
    browser.sees("the credential has no scope").await;

    // A user whom the vendor does not know, and one who is no Site Admin.
    save(&desk, &Credential { acting: "42", ..FULL }, SECRET, "Nobody").await;
    browser.sees("gives no token for the user").await;
    save(&desk, &Credential { acting: "1000302", ..FULL }, SECRET, "Recruiter's").await;
    browser.sees("only a Site Admin may").await;

    // A credential of one kind in the place of the other.
    browser.open(PAGE).await;
    browser.tick_option("v1").await;
    browser.fill("Harvest API key", SECRET).await;
    browser.fill("Name here", "Wrong kind").await;
    browser.click("Save and test").await;
    browser.sees("The key was not accepted").await;
}

/// Step 3: the permissions under their headings, with what stops working without each and the scope that it became.
#[tokio::test(flavor = "multi_thread")]
async fn the_permissions_are_shown_as_the_credential_has_them() {
    let desk = Desk::new().await;
    let browser = &desk.browser;
    let before = desk.stage.world(VENDOR).read(|documents| documents["rows"].clone());
    save(&desk, &FULL, SECRET, "Everything").await;
    browser.sees("Saved, and the key works").await;
    for heading in
        ["Applications", "Candidates", "Tags", "Departments", "Jobs", "Job posts", "Job stages", "Offices"]
    {
        browser.sees(heading).await;
    }
    browser.sees("harvest:candidates:create").await;
    browser.sees_no("What does not work").await;

    // One that may only read: what it can't do is told first, each with what stops working.
    let reading = Credential { id: "sandbox-client-reading", ..FULL };
    save(&desk, &reading, SECRET, "Reading").await;
    browser.sees("What does not work").await;
    browser.sees("harvest:candidates:update").await;

    // A v1 key that lacks some: what is only seen by writing was not tried.
    browser.open(PAGE).await;
    browser.tick_option("v1").await;
    browser.fill("Harvest API key", "sandbox-harvest-partial-key").await;
    browser.fill("Acting user", SITE_ADMIN).await;
    browser.fill("Name here", "Partial").await;
    browser.click("Save and test").await;
    browser.sees("What does not work").await;
    browser.sees("Can't be probed").await;
    let after = desk.stage.world(VENDOR).read(|documents| documents["rows"].clone());
    assert!(before == after, "a test writes nothing");
}

/// Somebody does something on the vendor's own pages.
async fn there(desk: &Desk, command: &str, wish: serde_json::Value) {
    let control = desk.stage.announcement(VENDOR).control_url;
    let address = format!("{control}/commands/{command}");
    let answer = reqwest::Client::new().post(address).json(&wish).send().await.unwrap();
    assert!(answer.status().is_success(), "{}", answer.text().await.unwrap_or_default());
}

/// Step 4: the source of referrals is found and chosen. Where it is not there, the page says how it is made, and it is
/// found once it was.
#[tokio::test(flavor = "multi_thread")]
async fn the_source_of_referrals_is_found_or_made_and_chosen() {
    let desk = Desk::new().await;
    let browser = &desk.browser;
    save(&desk, &FULL, SECRET, "Greenhouse").await;
    browser.sees("Saved, and the key works").await;
    browser.click("Disabled").await;
    browser.sees("Enabled").await;
    browser.click("Referral source").await;
    browser.sees("No source is chosen yet").await;
    browser.sees("“Intrro” is there, under Prospecting").await;
    browser.click("Use Intrro").await;
    browser.sees("“Intrro” under Prospecting is chosen").await;
    browser.offers_no("Use Intrro").await;

    // Somebody takes it away there. The page says so, and how it is made; so does the list of what waits.
    there(&desk, "remove_source", serde_json::json!({"id": 1_000_407})).await;
    browser.click("Look again").await;
    browser.sees("“Intrro” under Prospecting is not there any more").await;
    browser.sees("There is no source “Intrro” under Prospecting").await;
    browser.sees("Choose Create New Source").await;
    browser.open("/attention").await;
    browser.sees("Referrals to Greenhouse").await;
    browser.click("Choose a source").await;

    // It is made as the page says, and found.
    let wish = serde_json::json!({"name": "Intrro", "type": "Prospecting"});
    there(&desk, "add_source", wish).await;
    browser.click("Look again").await;
    browser.click("Use Intrro").await;
    browser.sees("“Intrro” under Prospecting is chosen").await;
    browser.open("/attention").await;
    browser.sees_no("Referrals to Greenhouse").await;

    // Another one, out of the list.
    browser.open("/settings/integrations").await;
    browser.click("View integration Greenhouse").await;
    browser.click("Referral source").await;
    browser.choose("Source", "Referral").await;
    browser.click("Use this source").await;
    browser.sees("“Referral” under Referrals is chosen").await;
    browser.sees("“Intrro” is there, under Prospecting").await;

    // The first version lists them as well; a key that may not read them says so.
    browser.open(PAGE).await;
    browser.tick_option("v1").await;
    browser.fill("Harvest API key", "sandbox-harvest-partial-key").await;
    browser.fill("Name here", "Partial").await;
    browser.click("Save and test").await;
    browser.click("Referral source").await;
    browser.sees("The sources could not be looked at").await;
    browser.click("Key and connection").await;
    browser.fill("Harvest API key", "sandbox-harvest-full-key").await;
    browser.click("Replace and test").await;
    browser.sees("The new key is kept, and it works").await;
    browser.click("Referral source").await;
    browser.click("Use Intrro").await;
    browser.sees("“Intrro” under Prospecting is chosen").await;
}

/// A connection that speaks the first version is moved to the third: rehearsed, looked at, and changed.
#[tokio::test(flavor = "multi_thread")]
async fn the_move_to_the_third_version_is_rehearsed_and_made() {
    let desk = Desk::new().await;
    let browser = &desk.browser;
    for (key, name) in [("sandbox-harvest-partial-key", "Partial"), ("sandbox-harvest-full-key", "Full")] {
        browser.open(PAGE).await;
        browser.tick_option("v1").await;
        browser.fill("Harvest API key", key).await;
        browser.fill("Acting user", SITE_ADMIN).await;
        browser.fill("Name here", name).await;
        browser.click("Save and test").await;
        browser.sees("Saved, and the key works").await;
    }
    let may = ["jobs.list", "candidates.list", "applications.list", "custom_fields.get"];
    let wish = serde_json::json!({"key": "sandbox-harvest-partial-key", "permissions": may});
    there(&desk, "set_permissions", wish).await;
    let rehearse = async |secret: &str| {
        browser.fill("Client id", FULL.id).await;
        browser.fill("Client secret", secret).await;
        browser.click("Rehearse").await;
        browser.sees("The rehearsal began").await;
    };

    // With a key that may see little, the third version tells more than the first did.
    browser.open("/settings/integrations").await;
    browser.click("View integration Partial").await;
    browser.click("API version").await;
    browser.sees("This connection speaks Harvest v1").await;
    rehearse(SECRET).await;
    browser.open("/jobs").await;
    browser.open("/settings/integrations").await;
    browser.click("View integration Partial").await;
    browser.click("API version").await;
    browser.sees_in_time("Something changes meaning").await;
    browser.sees("withheld: the stages").await;
    browser.click("Forget it").await;
    browser.sees("Forgotten").await;

    // Nothing typed, and a secret that is wrong.
    browser.open("/settings/integrations").await;
    browser.click("View integration Full").await;
    browser.click("API version").await;
    browser.click("Rehearse").await;
    browser.sees("Enter the Client secret").await;
    rehearse("not-the-secret").await;
    browser.sees_in_time("The last rehearsal found nothing out").await;

    rehearse(SECRET).await;
    browser.sees_in_time("Nothing changes meaning").await;
    browser.click("Change to Harvest v3").await;
    browser.sees("Records, links, mapping and history stay").await;
    browser.click("Change it").await;
    browser.sees("The API is changed").await;
    browser.click("API version").await;
    browser.sees("This connection speaks Harvest v3").await;
    browser.sees("Rehearse the move to Harvest v1").await;
}

/// Step 5: once it is enabled, the jobs arrive with their departments, offices and stages.
#[tokio::test(flavor = "multi_thread")]
async fn jobs_arrive_with_their_stages() {
    let desk = Desk::new().await;
    let browser = &desk.browser;
    save(&desk, &FULL, SECRET, "Greenhouse").await;
    browser.sees("Saved, and the key works").await;
    browser.click("Disabled").await;
    browser.sees("Enabled").await;
    browser.click("Sync").await;
    browser.sees_in_time("Done").await;
    browser.open("/jobs").await;
    browser.sees_in_time("Backend Engineer").await;
    browser.sees("Leeds").await;

    // A web hook that is made there sends a first message, and is kept disabled where that is not answered as wanted.
    browser.click("Integrations").await;
    browser.click("View integration Greenhouse").await;
    browser.click("Messages").await;
    let path = browser.path().await;
    let connection = path.split('/').nth(3).unwrap();
    let wish = serde_json::json!({"url": format!("{}/hooks/{connection}", desk.hub)});
    let control = desk.stage.announcement(VENDOR).control_url;
    let client = reqwest::Client::new();
    client.post(format!("{control}/commands/add_webhook")).json(&wish).send().await.unwrap();
    browser.sees_in_time("ping").await;
    let hook = desk.stage.world(VENDOR).read(|documents| documents["webhooks"][0].clone());
    assert_eq!(hook["enabled"], true, "{hook}");
}
