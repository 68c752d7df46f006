//! Calling the stand-in as a client would.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use connect::{StandIn as _, World, clock::HeldClock};
use serde_json::Value;
use tower::ServiceExt as _;

use crate::greenhouse::sandbox::{Sandbox, seed};

/// The stand-in.
pub struct Api {
    router: Router,
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
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub text: String,
    /// The body; null where it is no JSON.
    pub body: Value,
}

impl Told {
    /// A header, empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The ids of a list.
    pub fn ids(&self) -> Vec<u64> {
        self.body.as_array().unwrap().iter().map(|row| row["id"].as_u64().unwrap()).collect()
    }
}

impl Api {
    /// A tenant that is made up, with so many people and no limit.
    pub fn seeded(people: usize) -> Self {
        let mut documents = seed::documents(7, people);
        documents["limits"]["v1"] = Value::Null;
        let clock = Arc::new(HeldClock::at("2026-11-24T12:00:00Z".parse().unwrap()));
        let world = Arc::new(World::new(documents, clock.clone()));
        Self { router: Sandbox.router(world.clone()), world, clock }
    }

    /// A call with a key and headers.
    pub async fn call(
        &self,
        key: &str,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Told {
        let basic = format!("Basic {}", STANDARD.encode(format!("{key}:")));
        let request = Request::builder().method(method).uri(path).header("host", "harvest.example.com");
        let request =
            headers.iter().fold(request.header("authorization", basic), |request, (name, value)| {
                request.header(*name, *value)
            });
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let (head, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8_lossy(&body).into_owned();
        let body = serde_json::from_str(&text).unwrap_or_default();
        Told { status: head.status.as_u16(), headers: head.headers, text, body }
    }

    /// A read with the key that may do everything.
    pub async fn get(&self, path: &str) -> Told {
        self.call(seed::FULL_KEY, "GET", path, &[], "").await
    }

    /// A write with the key that may do everything, on behalf of a Site Admin.
    pub async fn send(&self, method: &str, path: &str, body: Value) -> Told {
        let user = seed::SITE_ADMIN.to_string();
        let headers = [("on-behalf-of", user.as_str()), ("content-type", "application/json")];
        self.call(seed::FULL_KEY, method, path, &headers, &body.to_string()).await
    }

    /// One record of a table as it is kept.
    pub fn row(&self, table: &str, id: u64) -> Value {
        self.world.read(|documents| documents["rows"][table][id.to_string()].clone())
    }

    /// The first row of a table that has this value in this key.
    pub fn first(&self, table: &str, key: &str, value: impl Into<Value>) -> u64 {
        let value = value.into();
        self.world.read(|documents| {
            let rows = documents["rows"][table].as_object().unwrap();
            rows.values().find(|row| row[key] == value).unwrap()["id"].as_u64().unwrap()
        })
    }
}
