//! Calling the stand-in as a client would.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, Response, StatusCode},
};
use base64::Engine as _;
use connect::{StandIn as _, World};
use serde_json::Value;
use tower::ServiceExt as _;

use super::stage::{FULL, Stage};
use crate::bamboohr::Sandbox;

/// The stand-in's API without a network between.
pub struct Api(Router, Arc<World>);

impl Api {
    /// The API of a tenant with that many people.
    pub async fn with(people: usize) -> Self {
        let world = Stage::with(people).await.world;
        Self(Sandbox.router(world.clone()), world)
    }

    /// Changes the documents behind the vendor's back.
    pub fn change(&self, change: impl FnOnce(&mut Value)) {
        self.1.change(change);
    }

    /// Makes a call with a body whose kind is not said, as old clients do.
    pub async fn call(
        &self,
        method: &str,
        path: &str,
        key: &str,
        accept: &str,
        body: &str,
    ) -> Response<Body> {
        self.send(method, path, key, accept, "", body.as_bytes()).await
    }

    /// Uploads parts of a form: name, file name or nothing, content.
    pub async fn upload(&self, path: &str, key: &str, parts: &[(&str, &str, &[u8])]) -> Response<Body> {
        let mut body = Vec::new();
        for (name, file, content) in parts {
            let file = if file.is_empty() { String::new() } else { format!("; filename=\"{file}\"") };
            let head = format!("--cut\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
            body.extend([head.as_bytes(), content, b"\r\n"].concat());
        }
        body.extend(b"--cut--\r\n");
        self.send("POST", path, key, "application/json", "multipart/form-data; boundary=cut", &body).await
    }

    async fn send(
        &self,
        method: &str,
        path: &str,
        key: &str,
        accept: &str,
        kind: &str,
        body: &[u8],
    ) -> Response<Body> {
        let pair = base64::engine::general_purpose::STANDARD.encode(format!("{key}:"));
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "bamboo.test")
            .header("authorization", format!("Basic {pair}"))
            .header("accept", accept);
        if !kind.is_empty() {
            request = request.header("content-type", kind);
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        self.0.clone().oneshot(request).await.unwrap()
    }

    /// Reads a document with the full key.
    pub async fn json(&self, path: &str) -> Value {
        let response = self.call("GET", path, FULL, "application/json", "").await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        serde_json::from_str(&text(response).await).unwrap()
    }

    /// A call's status and the sentence of its refusal.
    pub async fn status(&self, method: &str, path: &str, key: &str, body: &str) -> (u16, String) {
        let response = self.call(method, path, key, "application/json", body).await;
        let told = response.headers().get("x-bamboohr-error-message").map(|told| told.to_str().unwrap());
        (response.status().as_u16(), told.unwrap_or_default().to_owned())
    }
}

/// A body's text.
pub async fn text(response: Response<Body>) -> String {
    String::from_utf8(to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
}
