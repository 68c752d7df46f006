//! Keys of the second kind: each call is signed with a secret that never travels.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use engine::people::api_key::{Made, NewKey, make, signed};
use model::{access::Role, permission::Permissions};
use secrecy::ExposeSecret;
use serde_json::json;
use web::signature::digest;

use crate::{
    calling::{Told, told},
    screened::{House, house},
};

async fn key(house: &House) -> Made {
    let permissions = Permissions::parse("candidate:read candidate:write");
    let new = NewKey { name: "Talent finder".into(), permissions, signs: true, ..NewKey::default() };
    make(&house.stage.app, house.stage.actor(Role::Administrator), &new).await.unwrap()
}

/// A signed call, and what is sent in the place of what was signed.
struct Signed<'a> {
    house: &'a House,
    made: &'a Made,
    age: i64,
    sent: Option<String>,
}

impl Signed<'_> {
    async fn call(&self, method: Method, path: &str, body: &str, once: Option<&str>) -> Told {
        let created = self.house.stage.app.now().as_second() - self.age;
        let (mut parts, mut base) = (vec!["@method", "@path", "@query"], String::new());
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        base += &format!("\"@method\": {method}\n\"@path\": /api/v1{path}\n\"@query\": ?{query}\n");
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}{}{query}", if query.is_empty() { "" } else { "?" }))
            .header(header::HOST, "hub.test")
            .header(header::CONTENT_TYPE, "application/json");
        if !body.is_empty() {
            parts.push("content-digest");
            base += &format!("\"content-digest\": {}\n", digest(body.as_bytes()));
            request = request.header("content-digest", digest(body.as_bytes()));
        }
        if let Some(once) = once {
            parts.push("idempotency-key");
            base += &format!("\"idempotency-key\": {once}\n");
            request = request.header("idempotency-key", once);
        }
        let parts = parts.iter().map(|part| format!("\"{part}\"")).collect::<Vec<_>>().join(" ");
        let params = format!("({parts});created={created};keyid=\"{}\"", self.made.token.expose_secret());
        base += &format!("\"@signature-params\": {params}");
        let signature = STANDARD.encode(signed::sign(self.made.secret.as_ref().unwrap(), &base));
        let request = request
            .header("signature-input", format!("gw={params}"))
            .header("signature", format!("gw=:{signature}:"));
        let sent = self.sent.clone().unwrap_or_else(|| body.to_owned());
        told(self.house.stage.send(request.body(Body::from(sent)).unwrap()).await)
    }
}

#[tokio::test]
async fn what_a_signing_key_makes_comes_from_it_by_its_name() {
    let house = house().await;
    let made = key(&house).await;
    let program = Signed { house: &house, made: &made, age: 0, sent: None };
    let mira = json!({"first_name": "Mira"}).to_string();
    let told = program.call(Method::POST, "/candidates", &mira, Some("one")).await;
    assert_eq!(
        (told.status, &told.body["source"]),
        (StatusCode::CREATED, &json!("Talent finder")),
        "{}",
        told.body
    );
    let listed = program.call(Method::GET, "/candidates?source=Talent%20finder", "", None).await;
    assert_eq!(listed.body["items"].as_array().unwrap().len(), 1, "{}", listed.body);
    let elsewhere = json!({"first_name": "Bo", "source": "Elsewhere"}).to_string();
    let refused = program.call(Method::POST, "/candidates", &elsewhere, Some("two")).await;
    assert_eq!(refused.body["errors"][0]["field"], "source");
    let again = program.call(Method::POST, "/candidates", &mira, Some("one")).await;
    assert_eq!(
        again.body["id"], told.body["id"],
        "a call that somebody saw and sends again is the same call"
    );
}

#[tokio::test]
async fn a_changed_an_old_and_an_unsigned_call_are_nobodys() {
    let house = house().await;
    let made = key(&house).await;
    let good = Signed { house: &house, made: &made, age: 0, sent: None };
    assert_eq!(good.call(Method::GET, "/candidates", "", None).await.status, StatusCode::OK);
    let old = Signed { age: 301, ..good };
    assert_eq!(old.call(Method::GET, "/candidates", "", None).await.status, StatusCode::UNAUTHORIZED);
    let mira = json!({"first_name": "Mira"}).to_string();
    let changed = Signed { age: 0, sent: Some(mira.replace("Mira", "Bo")), ..old };
    let told = changed.call(Method::POST, "/candidates", &mira, Some("one")).await;
    assert_eq!(told.status, StatusCode::UNAUTHORIZED);
    let same = Signed { sent: None, ..changed };
    let keyless = same.call(Method::POST, "/candidates", &mira, None).await;
    assert_eq!(keyless.status, StatusCode::UNAUTHORIZED, "a write signs the key by which it is done once");
    let beyond = same.call(Method::GET, "/jobs", "", None).await;
    assert_eq!(beyond.status, StatusCode::FORBIDDEN, "its permissions hold as for any key");
    let bearer = Request::get("/api/v1/candidates")
        .header(header::HOST, "hub.test")
        .header(header::AUTHORIZATION, format!("Bearer {}", made.token.expose_secret()));
    let shown = house.stage.send(bearer.body(Body::empty()).unwrap()).await;
    assert_eq!(shown.status, StatusCode::UNAUTHORIZED, "the identifier alone is no proof");
}

#[tokio::test]
async fn the_secret_is_shown_once_and_lies_sealed() {
    let house = house().await;
    let form = "key_name=Finder&reach=all&signs=true";
    let page = house.stage.post(Role::Administrator, "/account/api-keys", form).await;
    let (_, rest) = page.body.split_once(r#"id="new-secret">"#).expect("the secret is shown");
    let secret = rest.split('<').next().unwrap();
    let later = house.stage.get(Role::Administrator, "/account/api-keys").await;
    assert!(later.body.contains("Signs its calls") && !later.body.contains(secret));
    let actor = house.stage.actor(Role::Administrator);
    let kept = store::people::api_key::all(&house.stage.app.db, actor.workspace, None).await.unwrap();
    assert!(kept[0].secret.as_ref().is_some_and(|sealed| !sealed.contains(secret)));
}
