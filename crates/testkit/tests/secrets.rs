//! Secrets stand nowhere in clear: not in the database, a log, a page, the call log or a backup. Nor does what a message
//! says, which is not kept at all; and what a résumé says stands nowhere but in the résumé.

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
use hmac::{Hmac, KeyInit, Mac};
use model::{ConnectionId, access::Role};
use reqwest::{StatusCode, header::SET_COOKIE};
use secrecy::ExposeSecret;
use serde_json::json;
use sha2::{Digest, Sha256};
use testkit::{
    Stage,
    applicants::{APPLICANTS, Applicants},
    hire::Hire,
    hub::Visitor,
    stage::{EMAIL, PASSWORD},
    tenant::TENANTS,
};

/// A key that no vendor accepts: it must not be told to anybody either.
const WRONG_KEY: &str = "wrong-key-of-the-heron";

/// A wrong password, as somebody types it who mistakes the account.
const WRONG_PASSWORD: &str = "nine restless storks on the dyke";

/// What a person says of themselves in a résumé that comes from elsewhere.
const RESUME: &str = "bred shire horses in the fens";

/// What the résumés say of those who are hired here.
const HIRED_RESUME: &str = "Resume of hire";

/// What a message says beside what it is about.
const MESSAGE: &str = "hired over a plate of samphire";

/// So many pages of one kind are read: a hundred candidates differ by what they hold, not by what a page shows of it.
const OF_A_KIND: usize = 8;

/// A path with what names a record left out.
fn kind_of(path: &str) -> String {
    let is_id = |part: &&str| part.len() == 36 && part.matches('-').count() == 4;
    let path = path.split('?').next().unwrap_or_default();
    path.split('/').map(|part| if is_id(&part) { "{}" } else { part }).collect::<Vec<_>>().join("/")
}

/// The secrets of a run, by what they are.
type Secrets = BTreeMap<String, String>;

fn vendor_secrets(stage: &Stage, vendor: &str) -> Secrets {
    let manifest = stage.connector(vendor).manifest();
    let secret = manifest.credential.iter().filter(|field| field.kind == CredentialKind::Secret);
    let credentials = stage.announcement(vendor).credentials;
    let mut secrets = Secrets::new();
    for field in secret {
        let Some(value) = credentials.get(&field.key).cloned() else { continue };
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

/// Connects an applicant tracking system, where one of the résumés is one that is known by what it says, and one
/// application can't be read for it.
async fn keep_in_step(stage: &Stage, applicants: &Applicants) -> ConnectionId {
    let vendor = applicants.vendor;
    stage.world(vendor).change(|documents| {
        let applications = documents.pointer_mut(applicants.applications).unwrap().as_object_mut().unwrap();
        let last = applications.values_mut().next_back().unwrap();
        *last.pointer_mut(applicants.town).unwrap() = json!({"unexpected": RESUME});
        (applicants.resume)(documents, STANDARD.encode(format!("%PDF-1.4 {RESUME}")));
    });
    let connection = stage.connect(vendor).await;
    refused(stage, vendor).await;
    connection
}

/// Does what waits, by the processes that are there, until nothing is left but the next run of a sync.
async fn quiet(stage: &Stage, of: &str) {
    for _ in 0..3_000 {
        let left = stage.texts("select kind from task where kind <> 'sync'", ["kind"]).await;
        let runs = stage.texts("select state from sync_run where state = 'done'", ["state"]).await;
        if left.is_empty() && runs.len() >= APPLICANTS.len() {
            return;
        }
        stage.bring_forward().await;
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("the work of {of} is not done: {:?}", stage.texts("select kind from task", ["kind"]).await);
}

/// Sends messages that are proven, one that can be read and one that can't, and one that is not proven.
async fn announce(stage: &Stage, visitor: &Visitor, connection: ConnectionId, secret: &str) {
    let applications = "select mirror.external_id as id from mirror join connection on connection.id = \
         mirror.connection_id where mirror.kind = 'application' and connection.vendor = 'pinpoint'";
    let application = stage.texts(applications, ["id"]).await;
    let about = json!({"application": {"id": application[0][0].parse::<u64>().unwrap(), "said": MESSAGE}});
    let readable = json!({"event": "application_hired", "triggeredAt": 1, "data": about, "note": MESSAGE});
    let unreadable = json!({"event": [MESSAGE], "triggeredAt": MESSAGE, "data": MESSAGE});
    for (body, proven) in [(&readable, true), (&unreadable, true), (&readable, false)] {
        let body = body.to_string();
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
        mac.update(if proven { body.as_bytes() } else { b"something else" });
        let signature = STANDARD.encode(mac.finalize().into_bytes());
        let request = visitor.client.post(format!("{}/hooks/{connection}", visitor.hub)).body(body);
        let answer = request.header("pinpoint-hmac-sha256", signature).send().await.unwrap();
        let expected = if proven { StatusCode::OK } else { StatusCode::UNAUTHORIZED };
        assert_eq!(answer.status(), expected);
        assert!(!answer.text().await.unwrap().contains(MESSAGE), "the answer repeats the message");
    }
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
    let (mut pages, mut of_kind) = (BTreeMap::new(), BTreeMap::<String, usize>::new());
    while let Some(path) = ahead.pop() {
        let answer = visitor.get(&path).await;
        assert!(!answer.status().is_server_error(), "{path}: {}", answer.status());
        let is_page = !answer.headers().contains_key("content-disposition");
        let text = String::from_utf8_lossy(&answer.bytes().await.unwrap()).into_owned();
        for link in text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let link = link.split('#').next().unwrap_or_default().replace("&amp;", "&").replace("&#38;", "&");
            let ours = link.starts_with('/') && !link.starts_with("/assets/") && !link.starts_with("//");
            if !ours || !seen.insert(link.clone()) {
                continue;
            }
            let read = of_kind.entry(kind_of(&link)).or_default();
            *read += 1;
            if *read <= OF_A_KIND {
                ahead.push(link);
            }
        }
        // A file that is fetched is no page.
        if is_page {
            pages.insert(path, text);
        }
    }
    pages
}

fn must_not_hold(secrets: &Secrets, place: &str, content: &[u8]) {
    let content = String::from_utf8_lossy(content);
    for (what, secret) in secrets {
        assert!(!content.contains(secret.as_str()), "{place} holds the {what} in clear");
    }
}

/// What may stand in no row that tells what was done.
async fn told(stage: &Stage) -> Vec<String> {
    let mut told = vec![];
    for (table, column) in
        [("call_log", "entry"), ("audit", "detail"), ("sync_note", "sentence"), ("hook_delivery", "event")]
    {
        let rows = stage.texts(&format!("select {column} as told from {table}"), ["told"]).await;
        assert!(!rows.is_empty(), "there is nothing in {table}");
        told.extend(rows.into_iter().flatten());
    }
    told
}

async fn run(stage: Stage) {
    let (app, actor) = (&stage.app, &stage.administrator);
    let mut secrets = Secrets::from([
        ("password".into(), PASSWORD.into()),
        ("wrong password".into(), WRONG_PASSWORD.into()),
        ("wrong key".into(), WRONG_KEY.into()),
        ("first session's token".into(), stage.session.expose_secret().into()),
        ("sealing key".into(), stage.key.clone()),
        ("body of a message".into(), MESSAGE.into()),
    ]);
    let words = Secrets::from([
        ("text of a résumé".into(), RESUME.into()),
        ("text of a résumé that goes out".into(), HIRED_RESUME.into()),
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

    let mut kept = vec![];
    for applicants in APPLICANTS {
        secrets.extend(vendor_secrets(&stage, applicants.vendor));
        kept.push((applicants.vendor, keep_in_step(&stage, applicants).await));
        stage.set_faults(applicants.vendor, "500=0.05,malformed=0.05").await;
    }
    assert!(secrets.contains_key("pinpoint webhook_secret"), "{:?}", secrets.keys());

    // The real program does the work and shows the pages, with the most detailed log there is.
    let worker = stage.talkative_process("worker", "work", &[], "trace");
    quiet(&stage, "everyone").await;
    let hash = hex::encode(Sha256::digest(format!("%PDF-1.4 {RESUME}")));
    let holds = format!("select name from attachment where sha256 = '{hash}'");
    assert!(!stage.texts(&holds, ["name"]).await.is_empty(), "the résumé came");
    let mut hub =
        stage.talkative_process("hub", "serve", &["--listen", "127.0.0.1:0", "--no-worker"], "trace");
    let visitor = Visitor::at(hub.address("Gangway is at ").await, &stage.session);
    // Signing in ends the session that the browser came with.
    let token = sign_in(&visitor).await;
    let visitor = Visitor::at(visitor.hub, &token.clone().into());
    secrets.insert("second session's token".into(), token);
    // How a message is written and signed is each vendor's own; here it matters what becomes of one.
    for (vendor, connection) in kept.into_iter().filter(|(vendor, _)| *vendor == "pinpoint") {
        let secret = &stage.announcement(vendor).credentials["webhook_secret"];
        announce(&stage, &visitor, connection, secret).await;
    }
    quiet(&stage, "the messages").await;

    let pages = pages(&visitor).await;
    assert!(
        pages.keys().any(|path| path.ends_with("/calls")),
        "the call log was come to: {:?}",
        pages.keys()
    );
    assert!(pages.keys().any(|path| path.starts_with("/handoffs/")), "a hand-off was come to");
    for end in ["/sync", "/messages", "/changes"] {
        assert!(pages.keys().any(|path| path.ends_with(end)), "{end} was come to: {:?}", pages.keys());
    }
    // Where there is no mail server, the mailbox is where a letter is read, with the link that lets somebody in.
    let mut but_the_letter = secrets.clone();
    let link = but_the_letter.remove("invitation's token").unwrap();
    let letters: Vec<_> = pages.keys().filter(|path| path.starts_with("/settings/mailbox/")).collect();
    assert!(letters.iter().any(|path| pages[*path].contains(&link)), "the letter was come to: {letters:?}");
    for (path, text) in &pages {
        let secrets = if letters.contains(&path) { &but_the_letter } else { &secrets };
        must_not_hold(secrets, path, text.as_bytes());
        must_not_hold(&words, path, text.as_bytes());
    }
    for told in told(&stage).await {
        must_not_hold(&secrets, "a row that tells what was done", told.as_bytes());
        must_not_hold(&words, "a row that tells what was done", told.as_bytes());
    }
    for process in [&worker, &hub] {
        assert!(process.said().len() > 10_000, "the log is as detailed as asked for");
        must_not_hold(&secrets, "a log", process.said().as_bytes());
        must_not_hold(&secrets, "what was printed", process.printed().as_bytes());
        must_not_hold(&words, "a log", process.said().as_bytes());
        must_not_hold(&words, "what was printed", process.printed().as_bytes());
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
