//! Settings > Integrations: found, added, tested, enabled, configured, disconnected.

use crate::connected::{Connected, VENDOR};
use axum::http::StatusCode;
use model::connection::ConnectionStatus;

#[tokio::test]
async fn the_gallery_is_searched_without_a_script_too() {
    let hub = Connected::new().await;
    let add = format!("/settings/integrations/new/{VENDOR}");
    let all = hub.get(&hub.administrator, "/settings/integrations").await;
    assert!(all.body.contains(&add));
    let found = hub.get(&hub.administrator, "/settings/integrations?q=bamb").await;
    assert!(found.body.contains(&add));
    let none = hub.get(&hub.administrator, "/settings/integrations?q=nothing+like+it").await;
    assert!(!none.body.contains(&add) && none.body.contains("No such app"));
    assert_eq!(hub.get(&hub.recruiter, "/settings/integrations").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn wrong_inputs_come_back_at_their_fields_and_the_key_does_not() {
    let hub = Connected::new().await;
    let page = format!("/settings/integrations/new/{VENDOR}");
    let form = "subdomain=https%3A%2F%2Fevil.example%2Facme&api_key=my-secret-key";
    let answer = hub.post(&hub.administrator, &page, form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("id=\"subdomain-error\""), "{}", answer.body);
    assert!(answer.body.contains("value=\"https://evil.example/acme\""), "what was typed is kept");
    assert!(!answer.body.contains("my-secret-key"));
    let empty = hub.post(&hub.administrator, &page, "subdomain=&api_key=").await;
    assert!(empty.body.contains("id=\"subdomain-error\"") && empty.body.contains("id=\"api_key-error\""));
}

#[tokio::test]
async fn links_are_built_from_the_company_once_it_is_known() {
    let hub = Connected::new().await;
    let page = format!("/settings/integrations/new/{VENDOR}");
    let before = hub.get(&hub.administrator, &page).await;
    assert!(!before.body.contains("Open that page"));
    let after = hub.get(&hub.administrator, &format!("{page}?subdomain=acme")).await;
    assert!(after.body.contains("https://acme.bamboohr.com"), "{}", after.body);
}

#[tokio::test]
async fn rights_are_ticked_off_only_where_a_key_can_be_given_them() {
    let hub = Connected::new().await;
    let mut seen = std::collections::BTreeSet::new();
    for connector in vendors::registry::connectors() {
        let manifest = connector.manifest();
        let path = format!("/settings/integrations/new/{}", manifest.vendor);
        let page = hub.get(&hub.administrator, &path).await.body;
        let ticks = !manifest.keys_do_everything && !manifest.permission.is_empty();
        assert_eq!(page.contains("type=\"checkbox\""), ticks, "{}", manifest.vendor);
        assert_eq!(
            page.contains("gives every key every right"),
            manifest.keys_do_everything,
            "{}",
            manifest.vendor
        );
        seen.insert(ticks);
    }
    assert_eq!(seen.len(), 2, "there are vendors of both kinds");
}

#[tokio::test]
async fn a_connection_is_added_disabled_tested_and_enabled_with_the_switch() {
    let hub = Connected::new().await;
    let page = format!("/settings/integrations/new/{VENDOR}");
    let added = hub.post(&hub.administrator, &page, &hub.credentials()).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let shown = hub.get(&hub.administrator, &added.location).await;
    assert!(shown.body.contains("aria-checked=\"false\"") && shown.body.contains("Sandbox"));
    assert!(shown.body.contains("class=\"is-ok\""), "what the key may do is ticked");
    hub.post(&hub.administrator, &format!("{}/enable", added.location), "").await;
    let enabled = hub.get(&hub.administrator, &added.location).await;
    assert!(enabled.body.contains("aria-checked=\"true\""));
    let log = hub.get(&hub.administrator, &format!("{}/calls", added.location)).await;
    assert!(log.body.contains("log-method"));
    let key = hub.sandbox().credentials["api_key"].clone();
    assert!(!log.body.contains(&key) && !shown.body.contains(&key), "no page shows the key");
}

#[tokio::test]
async fn a_wrong_key_is_saved_said_and_replaced() {
    let hub = Connected::new().await;
    let subdomain = hub.sandbox().credentials["subdomain"].clone();
    let page = format!("/settings/integrations/new/{VENDOR}");
    let form = format!("subdomain={subdomain}&api_key=wrong");
    let added = hub.post(&hub.administrator, &page, &form).await;
    let shown = hub.get(&hub.administrator, &added.location).await;
    assert!(shown.body.contains("Key not accepted"), "{}", shown.body);
    hub.post(&hub.administrator, &format!("{}/enable", added.location), "").await;
    let still = hub.get(&hub.administrator, &added.location).await;
    assert!(still.body.contains("aria-checked=\"false\""), "a refused key is not enabled");
    let form = format!("api_key={}", hub.sandbox().credentials["api_key"]);
    hub.post(&hub.administrator, &format!("{}/key", added.location), &form).await;
    let mended = hub.get(&hub.administrator, &added.location).await;
    assert!(!mended.body.contains("Key not accepted"));
}

#[tokio::test]
async fn settings_are_changed_and_tested_and_the_key_stays() {
    let hub = Connected::new().await;
    let id = hub.connect().await;
    let (manage, save) =
        (format!("/settings/integrations/{id}/manage"), format!("/settings/integrations/{id}/settings"));
    let company = hub.sandbox().credentials["subdomain"].clone();
    let shown = hub.get(&hub.administrator, &manage).await;
    assert!(shown.body.contains("Change settings") && shown.body.contains(&format!("value=\"{company}\"")));
    let wrong = hub.post(&hub.administrator, &save, "subdomain=https%3A%2F%2Fevil.example%2Facme").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains("id=\"subdomain-error\"") && wrong.body.contains("https://evil.example/acme")
    );
    // Another company's address with this company's key: kept, as a first one would be, and said.
    let other = hub.post(&hub.administrator, &save, "subdomain=elsewhere").await;
    assert_eq!(other.status, StatusCode::SEE_OTHER, "{}", other.body);
    let back = hub.post(&hub.administrator, &save, &format!("subdomain={company}")).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
    let after = hub.get(&hub.administrator, &back.location).await;
    assert!(after.body.contains(&company) && !after.body.contains("Key not accepted"), "{}", after.body);
    assert_eq!(hub.post(&hub.recruiter, &save, "subdomain=x").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn mapping_required_fields_and_options_are_kept() {
    let hub = Connected::new().await;
    let id = hub.connect().await;
    let page = format!("/settings/integrations/{id}/fields");
    let shown = hub.get(&hub.administrator, &page).await;
    assert!(shown.body.contains("source:firstName") && shown.body.contains("Required there"));
    let form = "source%3AmiddleName=text%3A&constant%3AmiddleName=Q&required%3Agender=true&when_hired=true";
    let saved = hub.post(&hub.administrator, &page, form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let kept =
        engine::integrations::get(&hub.app, &hub.administrator.actor, id.parse().unwrap()).await.unwrap();
    assert_eq!(kept.mapping["middleName"].0, "text:Q");
    assert_eq!(kept.required, ["gender"]);
    assert!(kept.options.when_hired && !kept.options.resume);
    let unknown = hub.post(&hub.administrator, &page, "source%3AmiddleName=custom.nope").await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn disconnecting_wants_the_name_and_wipes_the_key() {
    let hub = Connected::new().await;
    let id = hub.connect().await;
    let page = format!("/settings/integrations/{id}/disconnect");
    let unsure = hub.post(&hub.administrator, &page, "confirm=yes").await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    let before = hub.get(&hub.administrator, &format!("/settings/integrations/{id}/manage")).await;
    assert!(before.body.contains("BambooHR"));
    hub.post(&hub.administrator, &page, "confirm=BambooHR").await;
    let gone =
        engine::integrations::get(&hub.app, &hub.administrator.actor, id.parse().unwrap()).await.unwrap();
    assert_eq!((gone.status, gone.secrets.len()), (ConnectionStatus::Disconnected, 0));
    let history = hub.get(&hub.administrator, &format!("/settings/integrations/{id}/calls")).await;
    assert_eq!(history.status, StatusCode::OK, "the history can still be read");
}
