//! Secrets stand nowhere in clear: not in the database, a log, a page, the call log or a backup.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use connect::{Credentials, manifest::CredentialKind};
use engine::{
    handoff::bulk::bulk,
    integrations::{add::add, check::check},
    people::{api_key, invite::invite},
};
use model::access::Role;
use reqwest::header::SET_COOKIE;
use secrecy::ExposeSecret;
use testkit::{
    Stage,
    hire::Hire,
    hub::Visitor,
    stage::{EMAIL, PASSWORD},
    tenant::TENANTS,
};

/// A key that no vendor accepts: it must not be told to anybody either.
const WRONG_KEY: &str = "wrong-key-of-the-heron";

/// A wrong password, as somebody types it who mistakes the account.
const WRONG_PASSWORD: &str = "nine restless storks on the dyke";

/// More pages than this are not followed: the rest are the same pages of other records.
const MOST_PAGES: usize = 300;

/// The secrets of a run, by what they are.
type Secrets = BTreeMap<String, String>;

fn vendor_secrets(stage: &Stage, vendor: &str) -> Secrets {
    let manifest = stage.connector(vendor).manifest();
    let secret = manifest.credential.iter().filter(|field| field.kind == CredentialKind::Secret);
    let credentials = stage.announcement(vendor).credentials;
    let mut secrets = Secrets::new();
    for field in secret {
        let value = credentials[&field.key].clone();
        // As it begins in a header of Basic authentication.
        let whole = value.len() / 3 * 3;
        secrets.insert(format!("{vendor} {} in base64", field.key), STANDARD.encode(&value[..whole]));
        secrets.insert(format!("{vendor} {}", field.key), value);
    }
    secrets
}

/// Connects with a key that is refused: the refusal must not repeat it.
async fn refused(stage: &Stage, vendor: &str) {
    let manifest = stage.connector(vendor).manifest();
    let mut typed = stage.announcement(vendor).credentials;
    for field in manifest.credential.iter().filter(|field| field.kind == CredentialKind::Secret) {
        typed.insert(field.key.clone(), WRONG_KEY.into());
    }
    let typed = Credentials::new(typed.into_iter().map(|(key, value)| (key, value.into())));
    let (app, actor) = (&stage.app, &stage.administrator);
    let name = format!("Mistyped {vendor}");
    let id = add(app, actor, vendor, &name, &typed).await.unwrap();
    let refusal = check(app, actor, id).await.unwrap_err().to_string();
    assert!(!refusal.contains(WRONG_KEY), "{refusal}");
}

/// Signs in as a person does, wrongly first; gives the session's token.
async fn sign_in(visitor: &Visitor) -> String {
    let wrong = visitor.post("/sign-in", &[("email", EMAIL), ("password", WRONG_PASSWORD)]).await;
    assert!(!wrong.text().await.unwrap().contains(WRONG_PASSWORD), "the page repeats the password");
    let answer = visitor.post("/sign-in", &[("email", EMAIL), ("password", PASSWORD)]).await;
    assert!(answer.status().is_redirection(), "{}", answer.status());
    let cookies = answer.headers().get_all(SET_COOKIE).iter();
    let session = cookies.filter_map(|cookie| cookie.to_str().ok()?.strip_prefix("gangway=")).next().unwrap();
    session.split(';').next().unwrap().to_owned()
}

/// Every page that an administrator comes to by following links, by its address.
async fn pages(visitor: &Visitor) -> BTreeMap<String, String> {
    let routes = web::router::routes();
    let plain = routes.iter().filter(|route| route.method == "GET" && !route.path.contains('{'));
    let mut ahead: Vec<String> = plain.map(|route| route.path.to_owned()).collect();
    let mut seen: BTreeSet<String> = ahead.iter().cloned().collect();
    let mut pages = BTreeMap::new();
    while let Some(path) = ahead.pop() {
        let answer = visitor.get(&path).await;
        assert!(!answer.status().is_server_error(), "{path}: {}", answer.status());
        let text = String::from_utf8_lossy(&answer.bytes().await.unwrap()).into_owned();
        for link in text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let link = link.split('#').next().unwrap_or_default().replace("&amp;", "&").replace("&#38;", "&");
            let ours = link.starts_with('/') && !link.starts_with("/assets/") && !link.starts_with("//");
            if ours && seen.len() < MOST_PAGES && seen.insert(link.clone()) {
                ahead.push(link);
            }
        }
        pages.insert(path, text);
    }
    pages
}

fn must_not_hold(secrets: &Secrets, place: &str, content: &[u8]) {
    let content = String::from_utf8_lossy(content);
    for (what, secret) in secrets {
        assert!(!content.contains(secret.as_str()), "{place} holds the {what} in clear");
    }
}

async fn run(stage: Stage) {
    let (app, actor) = (&stage.app, &stage.administrator);
    let mut secrets = Secrets::from([
        ("password".into(), PASSWORD.into()),
        ("wrong password".into(), WRONG_PASSWORD.into()),
        ("wrong key".into(), WRONG_KEY.into()),
        ("first session's token".into(), stage.session.expose_secret().into()),
        ("sealing key".into(), stage.key.clone()),
    ]);
    let (_, token) = api_key::create(app, actor, "for a script").await.unwrap();
    secrets.insert("API key".into(), token.expose_secret().into());
    let (_, token) = invite(app, actor, "grace@example.com", Role::Recruiter).await.unwrap();
    secrets.insert("invitation's token".into(), token.expose_secret().into());

    let opening = stage.opening("Software Engineer").await;
    let hires: Vec<_> = (1..=6).map(Hire::number).collect();
    let hired = stage.hire_all(&opening, &hires).await;
    let candidates: Vec<_> = hired.iter().map(|hired| hired.candidate).collect();
    for tenant in TENANTS {
        secrets.extend(vendor_secrets(&stage, tenant.vendor));
        let connection = stage.connect(tenant.vendor).await;
        refused(&stage, tenant.vendor).await;
        bulk(app, actor, &candidates, connection, tenant.vendor).await.unwrap();
        // Answers that a log might be tempted to quote.
        stage.set_faults(tenant.vendor, "500=0.1,malformed=0.1,drop_after=0.1").await;
    }

    // The real program does the work and shows the pages, with the most detailed log there is.
    let worker = stage.talkative_process("worker", "work", &[], "trace");
    for _ in 0..3_000 {
        if store::task::count(&app.db).await.unwrap() == 0 {
            break;
        }
        stage.bring_forward().await;
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(store::task::count(&app.db).await.unwrap(), 0, "the work is done: {}", worker.said());
    let mut hub =
        stage.talkative_process("hub", "serve", &["--listen", "127.0.0.1:0", "--no-worker"], "trace");
    let visitor = Visitor::at(hub.address("Gangway is at ").await, &stage.session);
    // Signing in ends the session that the browser came with.
    let token = sign_in(&visitor).await;
    let visitor = Visitor::at(visitor.hub, &token.clone().into());
    secrets.insert("second session's token".into(), token);

    let pages = pages(&visitor).await;
    assert!(
        pages.keys().any(|path| path.ends_with("/calls")),
        "the call log was come to: {:?}",
        pages.keys()
    );
    assert!(pages.keys().any(|path| path.starts_with("/handoffs/")), "a hand-off was come to");
    for (path, text) in &pages {
        must_not_hold(&secrets, path, text.as_bytes());
    }
    for process in [&worker, &hub] {
        assert!(process.said().len() > 10_000, "the log is as detailed as asked for");
        must_not_hold(&secrets, "a log", process.said().as_bytes());
        must_not_hold(&secrets, "what was printed", process.printed().as_bytes());
    }
    let file = stage.folder.path().join("backup");
    store::backup::backup(&app.db, &file).await.unwrap();
    must_not_hold(&secrets, "the backup", &fs::read(file).unwrap());
    if let Some(path) = stage.database.strip_prefix("sqlite:") {
        for ending in ["", "-wal"] {
            must_not_hold(&secrets, "the database", &fs::read(format!("{path}{ending}")).unwrap());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn secrets_stand_nowhere_in_clear() {
    for stage in Stage::each().await {
        run(stage).await;
    }
}
