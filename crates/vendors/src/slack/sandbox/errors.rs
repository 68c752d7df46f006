//! How the vendor refuses: a word in the answer, at status 200.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The vendor's word.
    Word(&'static str),
    /// The token lacks a scope: which, and what it has.
    Scope(&'static str, String),
    /// Too many: come again after so many seconds.
    Limited(u32),
    /// The word, with what is wrong in sentences.
    Told(&'static str, String),
    /// Known of the vendor, and not built here.
    Unbuilt(String),
}

/// What a method answers.
pub type Answer = Result<Value, Refusal>;

impl Refusal {
    /// 501 for an argument, a block or a method.
    pub fn unbuilt(what: impl Into<String>) -> Self {
        Self::Unbuilt(what.into())
    }

    fn body(&self) -> Value {
        match self {
            Self::Word(word) => json!({"ok": false, "error": word}),
            Self::Scope(needed, provided) => {
                json!({"ok": false, "error": "missing_scope", "needed": needed, "provided": provided})
            }
            Self::Limited(_) => json!({"ok": false, "error": "ratelimited"}),
            Self::Told(word, why) => {
                json!({"ok": false, "error": word, "response_metadata": {"messages": [format!("[ERROR] {why}")]}})
            }
            Self::Unbuilt(what) => {
                json!({"ok": false, "error": "not_built", "detail": format!("{what} may exist at the vendor; this sandbox does not build it.")})
            }
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = match &self {
            Self::Limited(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unbuilt(_) => StatusCode::NOT_IMPLEMENTED,
            _ => StatusCode::OK,
        };
        let mut response = (status, Json(self.body())).into_response();
        if let Self::Limited(seconds) = self {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
