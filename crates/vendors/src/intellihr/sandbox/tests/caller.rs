//! Calling the stand-in as a client would.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, request::Builder},
};
use connect::{StandIn as _, World, clock::HeldClock};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::intellihr::sandbox::{Sandbox, seed};

/// The stand-in's API without a network between, on the day the vendor's facts were read.
pub struct Api {
    router: Router,
    /// The documents.
    pub world: Arc<World>,
    /// The sandbox's time.
    pub clock: Arc<HeldClock>,
}

impl Api {
    /// The API of a tenant with that many people.
    pub fn with(people: usize) -> Self {
        let clock = Arc::new(HeldClock::at("2026-11-24T12:00:00Z".parse().unwrap()));
        let world = Arc::new(World::new(Sandbox.seed(7, people), clock.clone()));
        Self { router: Sandbox.router(world.clone()), world, clock }
    }

    /// A request as the vendor wants it, except for what the test adds.
    pub fn request(&self, method: &str, path: &str) -> Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header("host", "ihr.test")
            .header("authorization", format!("Bearer {}", seed::FULL_ACCESS_KEY))
            .header("tenant", seed::TENANT)
    }

    /// Sends a request; gives the status and the body as JSON, or as text where it is none.
    pub async fn send(&self, request: Request<Body>) -> (u16, Value) {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let body = serde_json::from_slice(&body).unwrap_or_else(|_| String::from_utf8_lossy(&body).into());
        (status.as_u16(), body)
    }

    /// A call with a JSON body, or with none where it is null.
    pub async fn call(&self, method: &str, path: &str, body: Value) -> (u16, Value) {
        let request = self.request(method, path);
        let request = if body.is_null() {
            request.body(Body::empty())
        } else {
            request.header("content-type", "application/json").body(Body::from(body.to_string()))
        };
        self.send(request.unwrap()).await
    }

    /// Reads something that is there.
    pub async fn get(&self, path: &str) -> Value {
        let (status, body) = self.call("GET", path, Value::Null).await;
        assert_eq!(status, StatusCode::OK.as_u16(), "{path}: {body}");
        body
    }

    /// Makes something, which has to succeed; gives its data.
    pub async fn made(&self, path: &str, body: Value) -> Value {
        let (status, answer) = self.call("POST", path, body).await;
        assert_eq!(status, StatusCode::CREATED.as_u16(), "{path}: {answer}");
        answer["data"].clone()
    }

    /// What a call is refused with: the status and each sentence.
    pub async fn refused(&self, method: &str, path: &str, body: Value) -> (u16, Vec<String>) {
        let (status, answer) = self.call(method, path, body).await;
        assert!(status >= 400, "{method} {path} was not refused: {answer}");
        assert_eq!(answer["code"], status, "{answer}");
        let errors = answer["errors"].as_array().into_iter().flatten();
        (status, errors.map(|error| error["detail"].as_str().unwrap().to_owned()).collect())
    }

    /// The id of the entry of a list with that name.
    pub async fn id(&self, list: &str, name: &str) -> String {
        let all = self.get(&format!("/v1/{list}?limit=100")).await;
        let found = all["data"].as_array().unwrap().iter().find(|entry| entry["name"] == name);
        found.unwrap_or_else(|| panic!("no {name} in {list}"))["id"].as_str().unwrap().to_owned()
    }

    /// A new person's id.
    pub async fn person(&self) -> String {
        let body = json!({"firstName": "Maeve", "lastName": "O'Donnell",
            "primaryEmailAddress": {"email": "maeve.odonnell@example.net", "isPersonal": true}});
        self.made("/v1/people", body).await["id"].as_str().unwrap().to_owned()
    }

    /// A job for a person with nothing but what has to be there.
    pub async fn job(&self, person: &str) -> Value {
        json!({
            "person": {"id": person},
            "companyStartDate": "2027-01-04T00:00:00+11:00",
            "name": "Software Engineer",
            "businessEntity": {"id": self.id("business-entities", "Larkmoor Pty Ltd").await},
            "businessUnit": {"id": self.id("business-units", "Engineering").await},
            "workClass": {"id": self.id("work-classes", "Full-Time").await},
        })
    }
}
