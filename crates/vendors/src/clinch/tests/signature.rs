//! What the stand-in asks of a call, in the vendor's form: each part of the signature, spoilt in turn.

use axum::{body::Body, http::Request};
use connect::{
    StandIn as _,
    sign::{Covered, content_md5, http_date},
};
use serde_json::Value;
use tower::ServiceExt as _;

use super::stage::{Stage, ada};
use crate::clinch::Sandbox;

const VND: &str = "application/vnd.api+json";

/// A call as somebody else's client would make it.
struct Sent {
    method: &'static str,
    target: String,
    content_type: String,
    md5: Option<String>,
    date: String,
    date_header: &'static str,
    scheme: &'static str,
    key: &'static str,
    secret: &'static str,
    five_parts: bool,
    body: String,
}

impl Sent {
    fn get(stage: &Stage, target: &str) -> Self {
        Self {
            method: "GET",
            target: target.into(),
            content_type: String::new(),
            md5: None,
            date: http_date(stage.now()),
            date_header: "date",
            scheme: "APIAuth",
            key: "sandbox-key",
            secret: "sandbox-signing-secret",
            five_parts: true,
            body: String::new(),
        }
    }

    fn post(stage: &Stage) -> Self {
        let body = ada().to_string();
        let md5 = Some(content_md5(body.as_bytes()));
        Self { method: "POST", content_type: VND.into(), md5, body, ..Self::get(stage, "/v2/candidates") }
    }

    /// The call's status and what the stand-in says of it, signed as it is and then sent to `target`.
    async fn to(self, stage: &Stage, target: &str) -> (u16, String) {
        let covered = Covered {
            method: self.five_parts.then_some(self.method),
            content_type: &self.content_type,
            content_md5: self.md5.as_deref().unwrap_or_default(),
            target: &self.target,
            date: &self.date,
        };
        let proof = format!("{} {}:{}", self.scheme, self.key, covered.signature(&self.secret.into()));
        let mut request = Request::builder().method(self.method).uri(target).header("accept", VND);
        request = request.header("authorization", proof).header(self.date_header, self.date);
        if !self.content_type.is_empty() {
            request = request.header("content-type", self.content_type);
        }
        if let Some(md5) = self.md5 {
            request = request.header("content-md5", md5);
        }
        let request = request.body(Body::from(self.body)).unwrap();
        let answer = Sandbox.router(stage.world.clone()).oneshot(request).await.unwrap();
        let status = answer.status().as_u16();
        let body = axum::body::to_bytes(answer.into_body(), 1 << 20).await.unwrap();
        let said: Value = serde_json::from_slice(&body).unwrap();
        (status, said["errors"][0]["meta"]["sandbox"].as_str().unwrap_or_default().to_owned())
    }

    async fn send(self, stage: &Stage) -> (u16, String) {
        let target = self.target.clone();
        self.to(stage, &target).await
    }
}

#[tokio::test]
async fn both_of_the_vendors_clients_are_let_in() {
    let stage = Stage::with(3).await;
    assert_eq!(Sent::get(&stage, "/v2/candidates?page=1&per_page=2").send(&stage).await.0, 200);
    // The Ruby client signs a content type and the MD5 of nothing with every GET.
    let ruby = Sent {
        content_type: VND.into(),
        md5: Some("1B2M2Y8AsgTpgAmY7PhCfg==".into()),
        ..Sent::get(&stage, "/v2/candidates")
    };
    assert_eq!(ruby.send(&stage).await.0, 200);
    // The JS client sends plain JSON and no MD5; a browser can't set its Date.
    let js = Sent {
        content_type: "application/json".into(),
        md5: None,
        date_header: "x-hmac-date",
        ..Sent::post(&stage)
    };
    assert_eq!(js.send(&stage).await.0, 201);
}

#[tokio::test]
async fn time_is_good_for_fifteen_minutes_either_way() {
    let stage = Stage::with(1).await;
    for (off, status) in [(900, 200), (901, 401), (-900, 200), (-901, 401)] {
        let at = stage.now() + jiff::SignedDuration::from_secs(off);
        let call = Sent { date: http_date(at), ..Sent::get(&stage, "/v2/lists") };
        let (said, why) = call.send(&stage).await;
        assert_eq!(said, status, "{off}: {why}");
        assert_eq!(why.contains("901 seconds off"), status == 401, "{why}");
    }
    let none = Sent { date: "yesterday".into(), ..Sent::get(&stage, "/v2/lists") };
    assert!(none.send(&stage).await.1.contains("no"), "a date that is none");
}

#[tokio::test]
async fn every_part_is_covered() {
    let stage = Stage::with(1).await;
    let md5 = Sent { md5: Some(content_md5(b"something else")), ..Sent::post(&stage) };
    let (status, why) = md5.send(&stage).await;
    assert!(status == 401 && why.contains("Content-MD5"), "{status} {why}");
    let refused = [
        Sent { secret: "another", ..Sent::post(&stage) },
        Sent { key: "another", ..Sent::post(&stage) },
        Sent { scheme: "Basic", ..Sent::post(&stage) },
        Sent { five_parts: false, ..Sent::post(&stage) },
    ];
    for call in refused {
        assert_eq!(call.send(&stage).await.0, 401);
    }
    let query = Sent::get(&stage, "/v2/candidates?page=1").to(&stage, "/v2/candidates?page=2").await;
    assert_eq!(query.0, 401, "the query is signed");
    let before = stage.count();
    assert_eq!(Sent::post(&stage).send(&stage).await.0, 201);
    assert_eq!(stage.count(), before + 1, "only the right one made anybody");
}

#[tokio::test]
async fn the_older_form_is_for_the_older_version_and_behind_a_switch() {
    let stage = Stage::with(1).await;
    let old = |target: &str| Sent { five_parts: false, ..Sent::get(&stage, target) };
    assert_eq!(old("/v1/candidates").send(&stage).await.0, 401);
    stage.world.change(|documents| documents["four_parts"] = true.into());
    assert_eq!(old("/v1/candidates").send(&stage).await.0, 200);
    assert_eq!(old("/v2/candidates").send(&stage).await.0, 401);
}
