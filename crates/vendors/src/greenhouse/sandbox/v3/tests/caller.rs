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

use crate::greenhouse::sandbox::{Sandbox, token::jwt, v3::moment};

/// The stand-in, at a time that stands.
pub struct Api {
    router: Router,
    /// Its documents.
    pub world: Arc<World>,
    /// Its time.
    pub clock: Arc<HeldClock>,
}

/// What a call was answered with.
#[derive(Debug)]
pub struct Told {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as it came.
    pub text: String,
    /// The body; null where there is none.
    pub body: Value,
}

impl Api {
    /// The API over these documents.
    pub fn over(documents: Value) -> Self {
        let clock = Arc::new(HeldClock::at("2026-11-24T12:00:00Z".parse().unwrap()));
        let world = Arc::new(World::new(documents, clock.clone()));
        Self { router: Sandbox.router(world.clone()), world, clock }
    }

    /// A token of a credential for a user, which lasts an hour.
    pub fn token(&self, client: &str, user: u64) -> String {
        let begins = moment::asked("2026-11-24T12:00:00Z").unwrap().as_second();
        let claims = jwt::Claims { client: client.into(), user, begins, ends: begins + 3600 };
        self.world.read(|documents| jwt::write(documents, &claims))
    }

    /// Sends a call.
    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: String) -> Told {
        let mut request = Request::builder().method(method).uri(path).header("host", "ats.test");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (head, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8_lossy(&body).into_owned();
        let body = serde_json::from_str(&text).unwrap_or_default();
        Told { status: head.status.as_u16(), headers: head.headers, text, body }
    }

    /// Reads as a credential and a user.
    pub async fn get_as(&self, client: &str, user: u64, path: &str) -> Told {
        let bearer = format!("Bearer {}", self.token(client, user));
        self.send("GET", path, &[("authorization", &bearer)], String::new()).await
    }

    /// Reads with every right.
    pub async fn get(&self, path: &str) -> Told {
        self.get_as("full", 1, path).await
    }

    /// Writes with every right.
    pub async fn write(&self, method: &str, path: &str, body: Value) -> Told {
        let bearer = format!("Bearer {}", self.token("full", 1));
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        self.send(method, path, &headers, body.to_string()).await
    }

    /// Writes, and insists on the status.
    pub async fn done(&self, method: &str, path: &str, body: Value, status: u16) -> Value {
        let told = self.write(method, path, body).await;
        assert_eq!(told.status, status, "{method} {path}: {}", told.text);
        told.body
    }

    /// The ids of a list, in its order.
    pub async fn ids(&self, path: &str) -> Vec<u64> {
        let told = self.get(path).await;
        let rows = told.body.as_array().unwrap_or_else(|| panic!("{path}: {}", told.text));
        rows.iter().map(|row| row["id"].as_u64().unwrap()).collect()
    }

    /// The one row of that id.
    pub async fn row(&self, list: &str, id: u64) -> Value {
        self.get(&format!("/v3/{list}?ids={id}")).await.body[0].clone()
    }

    /// Sends a form with Basic.
    pub async fn form(&self, path: &str, proof: (&str, &str), form: &str) -> Told {
        let basic = format!("Basic {}", STANDARD.encode(format!("{}:{}", proof.0, proof.1)));
        let headers =
            [("authorization", basic.as_str()), ("content-type", "application/x-www-form-urlencoded")];
        self.send("POST", path, &headers, form.to_owned()).await
    }
}

impl Told {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}
