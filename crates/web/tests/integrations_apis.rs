//! A vendor with two APIs: the form that tells them apart, and what a key may do under the vendor's headings.

use std::sync::{
    Arc, LazyLock,
    atomic::{AtomicBool, Ordering},
};

use crate::stage::{Answer, Stage, stage_with};
use axum::http::StatusCode;
use connect::{Connector, Credentials, Ctx, Manifest, http::Auth};
use model::{
    access::Role,
    connection::{CheckReport, PermissionFinding, Probe},
};
use serde_json::{Value, json};

const MANIFEST: &str = r#"
vendor = "forked"
name = "Forked"
kind = "ats"
summary = "A system with two APIs."
api_version = "2 and 1"
read_on = "2026-01-01"
docs = "https://docs.example.com"
base = "https://api.example.com"
hosts = ["api.example.com"]
secret_headers = []
log_clear = []
api = [
  { key = "new", label = "The new one", help = "For most." },
  { key = "old", label = "The old one", help = "For some." },
]
credential = [
  { key = "client_id", label = "Client id", kind = "text", api = "new", with_key = true },
  { key = "client_secret", label = "Client secret", kind = "secret", api = "new" },
  { key = "api_key", label = "API key", kind = "secret", api = "old" },
  { key = "acting_user", label = "Acting user", kind = "text", optional = true },
]
setup = [{ text = "Make a client.", api = "new" }, { text = "Make a key.", api = "old" }]
permission = [
  { key = "read", label = "Read things", group = "Things", scope = "things:read", purpose = "Brings them.", without = "Nothing comes.", required = true },
  { key = "write", label = "Write things", group = "Things", scope = "things:write", purpose = "Changes them.", without = "Nothing is changed." },
  { key = "look", label = "Look at people", group = "People", api = "new", purpose = "Names them.", without = "Nobody has a name." },
]
limits = { in_flight = 1, timeout_seconds = 5, source = "a test" }
"#;

/// A system that answers every test the same, but for the one permission that can be taken away.
#[derive(Default)]
struct Forked(AtomicBool);

#[async_trait::async_trait]
impl Connector for Forked {
    fn manifest(&self) -> &'static Manifest {
        static PARSED: LazyLock<Manifest> = LazyLock::new(|| Manifest::parse(MANIFEST));
        &PARSED
    }

    fn auth(&self, _: &Credentials) -> Auth {
        Auth::None
    }

    async fn check(&self, _: &Ctx) -> connect::Result<CheckReport> {
        let read = if self.0.load(Ordering::Relaxed) { Probe::Missing } else { Probe::Granted };
        let found = [("read", read), ("write", Probe::Unknown), ("look", Probe::Granted)];
        let permissions =
            found.map(|(key, probe)| PermissionFinding { key: key.into(), probe, detail: String::new() });
        Ok(CheckReport { account: String::new(), permissions: permissions.into(), ..CheckReport::default() })
    }
}

const NEW: &str = "/settings/integrations/new/forked";

async fn post(stage: &Stage, path: &str, form: &str) -> Answer {
    stage.post(Role::Administrator, path, form).await
}

async fn shown(stage: &Stage, path: &str) -> String {
    stage.get(Role::Administrator, path).await.body
}

/// What stands from one text on to another.
fn between<'a>(body: &'a str, from: &str, to: &str) -> &'a str {
    body.split_once(from).unwrap_or_else(|| panic!("no {from} in {body}")).1.split(to).next().unwrap()
}

#[tokio::test]
async fn the_form_asks_which_api_and_has_the_fields_of_each_apart() {
    let stage = stage_with(vec![Arc::new(Forked::default())]).await;
    let form = shown(&stage, NEW).await;
    assert!(form.contains(r#"value="new" data-api="1" checked"#), "{form}");
    assert!(form.contains(r#"value="old" data-api="2">"#));
    let of_new = between(&form, r#"<fieldset class="fieldset" data-of-api="1">"#, "</fieldset>");
    assert!(of_new.contains("client_id") && of_new.contains("client_secret"));
    assert!(!of_new.contains("api_key") && !of_new.contains("acting_user"));
    let of_old = between(&form, r#"<fieldset class="fieldset" data-of-api="2">"#, "</fieldset>");
    assert!(of_old.contains("api_key") && !of_old.contains("client"));
    assert!(form.contains(r#"<li data-of-api="2">Make a key."#));
}

#[tokio::test]
async fn what_is_refused_is_said_at_the_fields_of_the_chosen_api_and_what_was_typed_is_kept() {
    let stage = stage_with(vec![Arc::new(Forked::default())]).await;
    let typed = "api=new&client_id=my-client&client_secret=&api_key=&acting_user=77";
    let answer = post(&stage, NEW, typed).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains(r#"id="client_secret-error""#), "{}", answer.body);
    assert!(!answer.body.contains(r#"id="api_key-error""#), "the other API's fields are not asked for");
    assert!(answer.body.contains(r#"value="my-client""#) && answer.body.contains(r#"value="77""#));
    let other = post(&stage, NEW, "api=old&client_id=my-client&api_key=").await.body;
    assert!(other.contains(r#"value="old" data-api="2" checked"#));
    assert!(other.contains(r#"id="api_key-error""#) && !other.contains(r#"id="client_secret-error""#));
    let none = post(&stage, NEW, "api=third&api_key=k").await.body;
    assert!(none.contains(r#"id="api-error""#) && none.contains(r##"href="#api""##));
}

#[tokio::test]
async fn another_key_is_asked_for_by_the_fields_of_the_connections_own_api() {
    let stage = stage_with(vec![Arc::new(Forked::default())]).await;
    let added = post(&stage, NEW, "api=new&client_id=first&client_secret=s1").await;
    let manage = format!("{}/manage", added.location());
    let form = shown(&stage, &manage).await;
    assert!(form.contains(r#"value="first""#) && form.contains("client_secret") && !form.contains("api_key"));
    let empty =
        post(&stage, &format!("{}/key", added.location()), "client_id=second&client_secret=s 2").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains(r#"id="client_secret-error""#) && empty.body.contains(r#"value="second""#));
    let same = post(&stage, &format!("{}/key", added.location()), "client_id=first&client_secret=").await;
    assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing of the key was typed");
    post(&stage, &format!("{}/key", added.location()), "client_id=second&client_secret=s2").await;
    assert!(shown(&stage, &manage).await.contains(r#"value="second""#));
    let page = shown(&stage, added.location()).await;
    assert!(page.contains("<dt>API</dt><dd>The new one</dd>") && !page.contains("s2"));
    let old = post(&stage, NEW, "api=old&api_key=k&connection_name=Old").await;
    assert!(!shown(&stage, &format!("{}/manage", old.location())).await.contains("client_"));
}

#[tokio::test]
async fn what_a_key_may_do_stands_under_headings_and_what_it_lost_above() {
    let forked = Arc::new(Forked::default());
    let stage = stage_with(vec![Arc::clone(&forked) as Arc<dyn Connector>]).await;
    let added = post(&stage, NEW, "api=new&client_id=c&client_secret=s").await;
    let page = added.location().to_owned();
    let found = shown(&stage, &page).await;
    assert!(found.contains("2 of 3 granted") && found.contains("1 can&#39;t be probed"), "{found}");
    assert!(found.contains(r#"Things <span class="muted">1 of 2</span>"#));
    assert!(found.contains(r#"<code class="scope">things:read</code>"#));
    assert!(!found.contains("What does not work") && !found.contains("I know"));
    post(&stage, &format!("{page}/enable"), "").await;
    forked.0.store(true, Ordering::Relaxed);
    post(&stage, &format!("{page}/test"), "").await;
    let lost = shown(&stage, &page).await;
    let summary = between(&lost, "What does not work", "</ul>");
    assert!(summary.contains("Read things") && summary.contains("Nothing comes."));
    assert!(lost.contains("A permission that it had is missing"));
    let attention = shown(&stage, "/attention").await;
    assert!(attention.contains("lost the permission “Read things”: Nothing comes."), "{attention}");
    post(&stage, &format!("{page}/losses/known"), "").await;
    let known = shown(&stage, &page).await;
    assert!(known.contains("What does not work") && !known.contains("A permission that it had"));
    assert!(known.contains("which Administrator Person knows"), "{known}");
    assert!(!shown(&stage, "/attention").await.contains("lost the permission"));
}

#[tokio::test]
async fn a_program_reads_what_a_key_may_do_and_tests_it() {
    let forked = Arc::new(Forked::default());
    let stage = stage_with(vec![Arc::clone(&forked) as Arc<dyn Connector>]).await;
    let added = post(&stage, NEW, "api=old&api_key=k").await;
    let id = added.location().rsplit('/').next().unwrap();
    let api = format!("/api/v1/connections/{id}");
    let read: Value = serde_json::from_str(&shown(&stage, &format!("{api}/permissions")).await).unwrap();
    assert_eq!((&read["granted"], &read["missing"], &read["unknown"]), (&json!(1), &json!(0), &json!(1)));
    let first = &read["permissions"][0];
    assert_eq!(
        (&first["key"], &first["group"], &first["scope"], &first["state"], &first["lost_at"]),
        (&json!("read"), &json!("Things"), &json!("things:read"), &json!("granted"), &Value::Null)
    );
    assert_eq!(read["permissions"].as_array().unwrap().len(), 2, "one of them the old API does not know");
    forked.0.store(true, Ordering::Relaxed);
    let tested: Value = serde_json::from_str(&post(&stage, &format!("{api}/check"), "").await.body).unwrap();
    assert_eq!((&tested["missing"], &tested["permissions"][0]["state"]), (&json!(1), &json!("missing")));
    assert!(tested["permissions"][0]["lost_at"].is_string());
    let nobody = stage.get(Role::Recruiter, &format!("{api}/permissions")).await;
    assert_eq!(nobody.status, StatusCode::FORBIDDEN);
}
