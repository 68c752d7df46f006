//! Connections on both databases.

use std::{collections::BTreeMap, sync::Arc};

use connect::{CallEntry, Credentials, VendorError};
use model::{
    connection::{ConnectionStatus, SendOptions},
    hire::Source,
    workspace::WorkspaceKind,
};
use store::{
    integrations::call::{self, LoggedCall},
    seal::Vault,
};

use super::{
    add::add,
    calls::calls,
    change_settings::change_settings,
    check::check,
    configure::{Configuration, configure},
    gallery::gallery,
    get,
    rename::rename,
    replace_key::replace_key,
    rotate::rotate,
    toggle::enable,
};
use crate::{
    Actor, App, Error,
    handoff::{
        form::of_connection,
        tests::{
            house::{House, houses},
            memory::Fault,
        },
    },
};

fn typed(subdomain: &str, key: &str) -> Credentials {
    Credentials::new([("subdomain".to_owned(), subdomain.into()), ("api_key".to_owned(), key.into())])
}

fn fields(error: &Error) -> Vec<&str> {
    error.problems().iter().map(|problem| problem.field.as_str()).collect()
}

async fn refused(house: &House, subdomain: &str, key: &str) -> Error {
    add(&house.app, &house.administrator, "memory", "Other", &typed(subdomain, key)).await.unwrap_err()
}

#[tokio::test]
async fn what_is_typed_wrongly_is_said_at_its_field_and_nothing_is_saved() {
    for house in houses().await {
        assert_eq!(fields(&refused(&house, "", "").await), ["subdomain", "api_key"]);
        assert_eq!(fields(&refused(&house, "https://evil.example/acme", "k").await), ["subdomain"]);
        assert_eq!(fields(&refused(&house, "acme", "k 1").await), ["api_key"]);
        let taken = add(&house.app, &house.administrator, "memory", "Acme HR", &typed("acme", "k")).await;
        assert_eq!(fields(&taken.unwrap_err()), ["name"]);
        let tiles = gallery(&house.app, &house.administrator, "memory hr").await.unwrap();
        assert_eq!(tiles[0].connections.len(), 1);
        assert!(gallery(&house.app, &house.administrator, "payroll").await.unwrap().is_empty());
        assert!(matches!(gallery(&house.app, &house.recruiter, "").await, Err(Error::Denied(_))));
    }
}

#[tokio::test]
async fn a_pasted_address_is_reduced_and_the_key_is_kept_sealed() {
    for house in houses().await {
        let pasted = typed("https://globex.example.com/home", "k-secret-9");
        let id = add(&house.app, &house.administrator, "memory", "", &pasted).await.unwrap();
        let saved = get(&house.app, &house.administrator, id).await.unwrap();
        assert_eq!((saved.settings["subdomain"].as_str(), saved.name.as_str()), ("globex", "Memory HR"));
        assert_eq!(saved.status, ConnectionStatus::Disabled);
        assert!(!format!("{saved:?}").contains("k-secret-9"));
        let untested = enable(&house.app, &house.administrator, id).await.unwrap_err();
        assert_eq!(untested.to_string(), "Test the connection first.");
    }
}

#[tokio::test]
async fn a_production_workspace_reaches_no_sandbox_account() {
    for house in houses().await {
        let production = Actor { kind: WorkspaceKind::Production, ..house.administrator.clone() };
        let error = check(&house.app, &production, house.connection).await.unwrap_err();
        assert!(
            matches!(&error, Error::Vendor(VendorError::HostRefused(why)) if why.contains("sandbox account")),
            "{error}"
        );
        assert_eq!(house.hr.calls("check"), 1, "only the first test, from the sandbox workspace");
    }
}

#[tokio::test]
async fn a_key_without_the_needed_right_is_not_enabled() {
    for house in houses().await {
        house.hr.lacks_the_right();
        let id = add(&house.app, &house.administrator, "memory", "Two", &typed("acme", "k")).await.unwrap();
        check(&house.app, &house.administrator, id).await.unwrap();
        let error = enable(&house.app, &house.administrator, id).await.unwrap_err();
        assert!(error.to_string().contains("Add employees"), "{error}");
    }
}

#[tokio::test]
async fn a_wrong_key_is_shown_broken_until_it_is_replaced() {
    for house in houses().await {
        house.hr.fault("check", Fault::Before(VendorError::Auth("401".into())));
        assert!(check(&house.app, &house.administrator, house.connection).await.is_err());
        let status =
            || async { get(&house.app, &house.administrator, house.connection).await.unwrap().status };
        assert_eq!(status().await, ConnectionStatus::Broken);
        let empty = replace_key(&house.app, &house.administrator, house.connection, &typed("", "")).await;
        assert_eq!(fields(&empty.unwrap_err()), ["api_key"]);
        replace_key(&house.app, &house.administrator, house.connection, &typed("", "k2")).await.unwrap();
        check(&house.app, &house.administrator, house.connection).await.unwrap();
        assert_eq!(status().await, ConnectionStatus::Disabled);
    }
}

#[tokio::test]
async fn a_secret_that_is_left_empty_stays_as_it_was() {
    for house in houses().await {
        let now = || async { get(&house.app, &house.administrator, house.connection).await.unwrap().secrets };
        let before = now().await;
        assert_eq!(before.keys().collect::<Vec<_>>(), ["api_key"]);
        let typed = |key: &str, value: &str| Credentials::new([(key.to_owned(), value.to_owned().into())]);
        let signing = typed("signing_secret", "s1");
        replace_key(&house.app, &house.administrator, house.connection, &signing).await.unwrap();
        let both = now().await;
        assert_eq!(both["api_key"], before["api_key"]);
        let key = typed("api_key", "k2");
        replace_key(&house.app, &house.administrator, house.connection, &key).await.unwrap();
        let after = now().await;
        assert_eq!(after["signing_secret"], both["signing_secret"]);
        assert_ne!(after["api_key"], both["api_key"]);
    }
}

#[tokio::test]
async fn a_refused_key_does_not_take_the_place_of_one_that_works() {
    for house in houses().await {
        let now = || async { get(&house.app, &house.administrator, house.connection).await.unwrap() };
        let before = now().await;
        house.hr.fault("check", Fault::Before(VendorError::Auth("401".into())));
        let refused =
            replace_key(&house.app, &house.administrator, house.connection, &typed("", "mistyped")).await;
        assert_eq!(fields(&refused.unwrap_err()), ["api_key"]);
        let after = now().await;
        assert_eq!((after.secrets, after.status), (before.secrets, before.status));
    }
}

#[tokio::test]
async fn settings_are_changed_without_the_key_and_a_time_zone_is_a_listed_one() {
    for house in houses().await {
        let change = async |pairs: &[(&str, &str)]| {
            let typed = pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).into()));
            change_settings(&house.app, &house.administrator, house.connection, &Credentials::new(typed))
                .await
        };
        let now = || async { get(&house.app, &house.administrator, house.connection).await.unwrap() };
        let before = now().await;
        for zone in ["Sydney", "UTC+10", "Etc/Unknown", "Mars/Olympus"] {
            let refused = change(&[("subdomain", "acme"), ("time_zone", zone)]).await.unwrap_err();
            assert_eq!(fields(&refused), ["time_zone"], "{zone}");
        }
        assert_eq!(now().await.settings, before.settings, "what is refused changes nothing");
        change(&[("subdomain", "acme"), ("time_zone", "australia/perth"), ("team", " Night ")])
            .await
            .unwrap();
        let after = now().await;
        assert_eq!(
            (after.settings["time_zone"].as_str(), after.settings["team"].as_str()),
            ("Australia/Perth", "Night")
        );
        assert_eq!(after.secrets, before.secrets, "the key stays");
        // What is left empty and may be is taken away, and the same again is no change.
        change(&[("subdomain", "acme"), ("time_zone", "Australia/Perth")]).await.unwrap();
        change(&[("subdomain", "acme"), ("time_zone", "Australia/Perth")]).await.unwrap();
        assert!(!now().await.settings.contains_key("team"));
        let lines = store::audit::recent(&house.app.db, house.administrator.workspace, 50).await.unwrap();
        let said = lines.iter().filter(|line| line.action == "connection.settings_changed");
        let mut said: Vec<_> = said.map(|line| line.detail.as_str()).collect();
        said.sort_unstable();
        assert_eq!(said, ["of “Acme HR”: Team", "of “Acme HR”: Time zone, Team"]);
        let nothing = Credentials::default();
        let denied = change_settings(&house.app, &house.recruiter, house.connection, &nothing);
        assert!(matches!(denied.await, Err(Error::Denied(_))));
    }
}

#[tokio::test]
async fn the_company_stays_once_a_record_is_linked_to_its() {
    for house in houses().await {
        let to = async |company: &str| {
            change_settings(&house.app, &house.administrator, house.connection, &typed(company, "")).await
        };
        let company = || async {
            let now = get(&house.app, &house.administrator, house.connection).await.unwrap();
            now.settings["subdomain"].clone()
        };
        to("https://globex.example.com/home").await.unwrap();
        assert_eq!(company().await, "globex");
        to("acme").await.unwrap();
        let person = house.hired("Ada").await;
        house.send(person, "once").await;
        for when in ["on its way", "there"] {
            let refused = to("globex").await.unwrap_err();
            assert_eq!(fields(&refused), ["subdomain"], "{when}");
            assert!(refused.problems()[0].message.contains("linked to those of acme"), "{refused}");
            house.work().await;
        }
        assert_eq!(company().await, "acme");
    }
}

#[tokio::test]
async fn a_configuration_names_only_what_exists() {
    for house in houses().await {
        of_connection(&house.app, &house.administrator, house.connection, false).await.unwrap();
        let mut new = Configuration {
            required: vec!["phone".into(), "gone".into()],
            mapping: BTreeMap::from([("phone".to_owned(), Source("custom.nope".into()))]),
            options: SendOptions::default(),
        };
        let error = configure(&house.app, &house.administrator, house.connection, &new).await.unwrap_err();
        assert_eq!(fields(&error), ["gone", "phone"]);
        new.required = vec!["phone".into()];
        new.mapping = BTreeMap::from([("phone".to_owned(), Source("text:none".into()))]);
        configure(&house.app, &house.administrator, house.connection, &new).await.unwrap();
        let form = of_connection(&house.app, &house.administrator, house.connection, false).await.unwrap();
        assert!(form.form.field("phone").unwrap().required_by.is_some());
        rename(&house.app, &house.administrator, house.connection, " Acme ").await.unwrap();
        assert_eq!(get(&house.app, &house.administrator, house.connection).await.unwrap().name, "Acme");
    }
}

#[tokio::test]
async fn rotation_seals_everything_with_the_new_key() {
    for house in houses().await {
        let old = get(&house.app, &house.administrator, house.connection).await.unwrap().secrets;
        assert_eq!(rotate(&house.app).await.unwrap(), 0);
        let House { app, administrator, connection, .. } = house;
        let Ok(mut app): Result<App, _> = Arc::try_unwrap(app) else { panic!("nobody else holds the app") };
        let (new_key, old_key) =
            ("AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        app.vault = Arc::new(Vault::new([new_key, old_key]).unwrap());
        assert_eq!(rotate(&app).await.unwrap(), 1);
        app.vault = Arc::new(Vault::new([new_key]).unwrap());
        let new = get(&app, &administrator, connection).await.unwrap().secrets;
        assert_ne!(old, new);
        check(&app, &administrator, connection).await.unwrap();
    }
}

#[tokio::test]
async fn the_newest_thousand_calls_are_kept() {
    for house in houses().await {
        let entry = |n: u64| CallEntry {
            at: house.app.now() + std::time::Duration::from_secs(n),
            purpose: n.to_string(),
            method: "GET".into(),
            path: "/".into(),
            status: Some(200),
            took_ms: 1,
            request: None,
            response: None,
            problem: None,
        };
        let logged = (0..call::KEPT + 5).map(|n| LoggedCall {
            id: house.app.id(),
            handoff: None,
            at: entry(n).at,
            entry: serde_json::to_value(entry(n)).unwrap(),
        });
        let tx = house.app.db.begin().await.unwrap();
        call::insert(&tx, house.administrator.workspace, house.connection, logged.collect()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(call::prune(&house.app.db).await.unwrap(), 5);
        let left = calls(&house.app, &house.administrator, house.connection, 2_000).await.unwrap();
        assert_eq!(left.len() as u64, call::KEPT);
        assert_eq!(left.last().unwrap().call.purpose, "5");
    }
}
