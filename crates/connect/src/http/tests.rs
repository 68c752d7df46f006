use std::{collections::BTreeMap, sync::LazyLock};

use axum::{Router, body::Body as Answer, extract::Request, response::Response, routing::any};
use http::HeaderName;
use model::workspace::WorkspaceKind;
use serde_json::json;

use super::*;
use crate::{clock::HeldClock, hosts::Sandboxes};

pub(super) fn manifest() -> &'static Manifest {
    static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| {
        Manifest::parse(
            r#"
            vendor = "tinker"
            name = "Tinker"
            kind = "ats"
            summary = "A vendor for tests."
            api_version = "1"
            read_on = "2026-11-24"
            docs = "https://tinker.example/docs"
            base = "https://{subdomain}.tinker.example"
            hosts = ["{subdomain}.tinker.example", "*.storage.example"]
            media_type = "application/vnd.api+json"
            secret_headers = ["x-key"]
            log_clear = ["page"]
            credential = []
            setup = []
            permission = []
            limits = { in_flight = 4, timeout_seconds = 5, source = "a test" }
            "#,
        )
    });
    &MANIFEST
}

/// A server that answers with the headers and the body it was sent.
async fn bound() -> BoundHttp {
    let echo = |request: Request| async {
        let (head, body) = request.into_parts();
        let mut response = Response::new(Answer::new(body));
        for (name, value) in head.headers {
            if let Some(name) = name {
                response.headers_mut().insert(HeaderName::try_from(format!("got-{name}")).unwrap(), value);
            }
        }
        if let Some(to) = head.uri.query().and_then(|query| query.strip_prefix("to=")) {
            *response.status_mut() = StatusCode::FOUND;
            response.headers_mut().insert("location", to.parse().unwrap());
        }
        response.headers_mut().insert("date", "Tue, 24 Nov 2026 11:50:00 GMT".parse().unwrap());
        response
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, Router::new().fallback(any(echo))).await });
    let sandboxes = Sandboxes(BTreeMap::from([("tinker".into(), base.parse().unwrap())]));
    let reach = Reach::of(manifest(), WorkspaceKind::Sandbox, &BTreeMap::new(), &sandboxes).unwrap();
    let more = vec![(HeaderName::from_static("x-caller"), "Gangway".into())];
    let auth = Auth::Header(HeaderName::from_static("x-key"), "open sesame".into(), more);
    let clock = Arc::new(HeldClock::at("2026-11-24T12:00:00Z".parse().unwrap()));
    Http::new(None).unwrap().bind(reach, auth, manifest(), clock, Arc::new(Lane::new(1, None)))
}

#[tokio::test]
async fn a_document_travels_with_the_key_in_the_vendors_media_type() {
    let http = bound().await;
    let reply = http.send(Call::put("try", "/a", Body::Json(json!({"b": 1})))).await.unwrap();
    for (name, value) in [
        ("got-x-key", "open sesame"),
        ("got-x-caller", "Gangway"),
        ("got-accept", "application/vnd.api+json"),
        ("got-content-type", "application/vnd.api+json"),
    ] {
        assert_eq!(reply.header(name), Some(value), "{name}");
    }
    assert_eq!(reply.headers.get_all("got-content-type").iter().count(), 1);
    assert_eq!(reply.date(), Some("2026-11-24T11:50:00Z".parse().unwrap()));
    assert_eq!(reply.json::<Value>().unwrap(), json!({"b": 1}));
}

#[tokio::test]
async fn a_link_is_called_without_the_key_and_shown_by_its_host_only() {
    let http = bound().await;
    let link = http.base().join("/signed/abc?signature=def").unwrap();
    let bytes = Body::Bytes("image/png".into(), Bytes::from_static(b"png"));
    let reply = http.send(Call::put("upload", "", bytes).at(link)).await.unwrap();
    assert_eq!((reply.header("got-x-key"), reply.header("got-content-type")), (None, Some("image/png")));
    assert_eq!(&reply.body[..], b"png");
    let foreign = "https://elsewhere.example/signed".parse().unwrap();
    let refused = http.send(Call::get("download", "").at(foreign)).await;
    assert!(matches!(refused, Err(VendorError::HostRefused(_))), "{refused:?}");
    let calls = http.calls();
    assert_eq!((calls.len(), calls[0].path.as_str()), (1, "127.0.0.1/•••"));
}

#[tokio::test]
async fn a_long_answer_stands_in_the_log_by_its_length() {
    let http = bound().await;
    let long = json!([1, "x".repeat(LONGEST_LOGGED)]);
    let call = Call::ask("ask", "/a", long.clone()).query("page", "2").query("name", "Ana");
    assert_eq!(http.send(call).await.unwrap().json::<Value>().unwrap(), long);
    let entry = http.calls().remove(0);
    assert_eq!(entry.response, Some(json!(format!("{} bytes", long.to_string().len()))));
    assert_eq!(entry.path, "/a?page=2&name=•••");
}

#[tokio::test]
async fn a_link_leads_on_within_the_hosts_and_a_path_leads_nowhere() {
    let http = bound().await;
    let link = |path: &str| Call::get("download", "").at(http.base().join(path).unwrap());
    let reply = http.send(link("/a?to=/b")).await.unwrap();
    assert_eq!((reply.status, reply.header("got-x-key")), (StatusCode::OK, None));
    for call in [
        link("/a?to=https://elsewhere.example/b"),
        link("/a?to=/a?to=/a?to=/b"),
        Call::get("list", "/a").query("to", "/b"),
        Call { effect: Effect::Write, ..link("/a?to=/b") },
    ] {
        let refused = http.send(call.clone()).await;
        assert!(matches!(refused, Err(VendorError::HostRefused(_))), "{call:?}: {refused:?}");
    }
}
