//! What an operator's tools ask: is it alive, is it ready, how is it doing.

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::Web;

/// Alive: the process answers.
pub async fn live() -> &'static str {
    "alive\n"
}

/// Ready: the database answers too.
pub async fn ready(State(web): State<Web>) -> Response {
    match web.db.ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}

/// Metrics in Prometheus' text format.
pub async fn metrics(State(web): State<Web>) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], (web.metrics)()).into_response()
}
