//! A program with a key that calls the API, on a house with a job and applicants.

use axum::{
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use engine::people::api_key::{NewKey, make};
use model::{access::Role, permission::Permissions};
use secrecy::ExposeSecret;
use serde_json::Value;

use crate::stage::{Answer, Stage};

/// A program.
pub struct Program<'a> {
    pub stage: &'a Stage,
    pub key: String,
}

/// What it was answered.
pub struct Told {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Value,
}

/// A program of whoever has that role, with these permissions, such as `job:read comment:write`.
pub async fn program<'a>(stage: &'a Stage, role: Role, permissions: &str) -> Program<'a> {
    let permissions = Some(Permissions::parse(permissions).unwrap());
    let new = NewKey { name: "Scorer".into(), permissions, ..NewKey::default() };
    let made = make(&stage.app, stage.actor(role), &new).await.unwrap();
    Program { stage, key: made.token.expose_secret().to_owned() }
}

impl Program<'_> {
    /// A call with these headers.
    pub async fn call(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
        headers: &[(&str, &str)],
    ) -> Told {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(header::HOST, "hub.test")
            .header(header::AUTHORIZATION, format!("Bearer {}", self.key));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        told(self.stage.send(request.body(Body::from(body)).unwrap()).await)
    }

    pub async fn get(&self, path: &str) -> Told {
        self.call(Method::GET, path, None, &[]).await
    }

    /// A write with an idempotency key.
    pub async fn write(&self, method: Method, path: &str, body: Value, key: &str) -> Told {
        self.call(method, path, Some(body), &[("idempotency-key", key)]).await
    }
}

pub fn told(answer: Answer) -> Told {
    let body = serde_json::from_str(&answer.body).unwrap_or(Value::Null);
    Told { status: answer.status, headers: answer.headers, body }
}
