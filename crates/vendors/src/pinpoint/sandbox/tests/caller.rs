//! Calling the stand-in as a client would.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, Response},
};
use connect::{World, clock::HeldClock};
use serde_json::Value;
use tower::ServiceExt as _;

use crate::pinpoint::sandbox::{media::JSON_API, router, seed};

/// The key that may do everything.
pub const FULL: &str = "full";

/// The stand-in's API.
pub struct Api {
    router: Router,
    key: &'static str,
    /// Its documents.
    pub world: Arc<World>,
    /// Its time, which stands.
    pub clock: Arc<HeldClock>,
}

/// What a call was answered with.
#[derive(Debug)]
pub struct Told {
    /// The status.
    pub status: u16,
    /// A header's value, by its name.
    pub headers: axum::http::HeaderMap,
    /// The body; null where there is none.
    pub body: Value,
}

impl Api {
    /// The API over these documents, at a time that stands.
    pub fn over(documents: Value) -> Self {
        let clock = Arc::new(HeldClock::at("2026-11-24T12:00:00Z".parse().unwrap()));
        let world = Arc::new(World::new(documents, clock.clone()));
        Self { router: router::router(world.clone()), key: FULL, world, clock }
    }

    /// The API over a tenant that is made up, with so many people.
    pub fn seeded(people: usize) -> Self {
        Self { key: seed::FULL_ACCESS_KEY, ..Self::over(seed::documents(7, people)) }
    }

    /// Follows a link to a file; gives status, kind and content.
    pub async fn fetch(&self, link: &str) -> (u16, String, Vec<u8>) {
        let request = Request::get(link).body(Body::empty()).unwrap();
        let (head, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let kind = head.headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        (head.status.as_u16(), kind.to_owned(), body.to_vec())
    }

    /// Reads with the full key what is there.
    pub async fn json(&self, path: &str) -> Value {
        let told = self.call("GET", path, &[("x-api-key", self.key)]).await;
        assert_eq!(told.status, 200, "{path}: {}", told.body);
        told.body
    }

    /// Reads with the full key, and says how it went.
    pub async fn get(&self, path: &str) -> Told {
        self.call("GET", path, &[("x-api-key", self.key), ("accept", JSON_API)]).await
    }

    /// Makes a call without a body.
    pub async fn call(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Told {
        let mut request = Request::builder().method(method).uri(path).header("host", "ats.test");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.answer(request.body(Body::empty()).unwrap()).await
    }

    /// Writes with the full key.
    pub async fn write(&self, method: &str, path: &str, body: Value) -> Told {
        self.write_as(self.key, method, path, body).await
    }

    /// Writes with a key. Whatever the answer is, it is valid JSON:API.
    pub async fn write_as(&self, key: &str, method: &str, path: &str, body: Value) -> Told {
        let request = Request::builder().method(method).uri(format!("/api/v1/{path}"));
        let request =
            request.header("host", "ats.test").header("x-api-key", key).header("content-type", JSON_API);
        let request = request.body(Body::from(body.to_string())).unwrap();
        let told = self.answer(request).await;
        let faults = super::json_api::faults(&told.body);
        assert!(faults.is_empty(), "{path}: {faults:?}\n{}", told.body);
        told
    }

    async fn answer(&self, request: Request<Body>) -> Told {
        let response: Response<Body> = self.router.clone().oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let body = if body.is_empty() { Value::Null } else { serde_json::from_slice(&body).unwrap() };
        Told { status: head.status.as_u16(), headers: head.headers, body }
    }

    /// The ids of a list, in its order.
    pub async fn ids(&self, path: &str) -> Vec<String> {
        let list = self.json(path).await;
        list["data"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
    }
}

impl Told {
    /// The status, with where the first problem is and its code.
    pub fn refusal(&self) -> (u16, &str, &str) {
        let problem = &self.body["errors"][0];
        let pointer = problem["source"]["pointer"].as_str().unwrap_or_default();
        (self.status, pointer, problem["meta"]["code"].as_str().unwrap_or_default())
    }

    /// The id of the one record.
    pub fn id(&self) -> String {
        self.body["data"]["id"].as_str().unwrap_or_else(|| panic!("{}", self.body)).to_owned()
    }
}
