//! Tokens of v3, as the vendor's second host gives them: for a client's id and secret, or for a v1 key.

mod bridge;
mod client;
mod grant;
pub mod holder;
mod introspect;
pub mod jwt;
mod refusal;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Request, State},
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
    routing::post,
};
use connect::World;
use jiff::Timestamp;
use serde_json::{Value, json};

use self::{holder::Holder, refusal::Refusal};
use super::v3::rate::Usage;

/// How long a token lasts where `token_seconds` says nothing. The vendor's own time is not known.
const LASTS: i64 = 3600;

/// What the calls for tokens are answered with.
struct Desk {
    world: Arc<World>,
    usage: Usage,
}

/// Everything that has to do with tokens. Their host is another one at the vendor; here both share an address.
pub fn router(world: Arc<World>) -> Router {
    let desk = Arc::new(Desk { world, usage: Usage::default() });
    Router::new()
        .route("/token", post(grant::give))
        .route("/introspect", post(introspect::tell))
        .route("/auth/token", post(bridge::give))
        .layer(middleware::from_fn_with_state(desk.clone(), count))
        .with_state(desk)
}

/// Counts calls in windows of their own; off unless `limits.token` is set.
async fn count(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let who = client::name(request.headers()).unwrap_or_default();
    let left = desk.usage.count(&desk.world, "token", 60, &who);
    let mut response = match left {
        Some(left) if left.is_over => Refusal::too_many(left.wait()).into_response(),
        _ => next.run(request).await,
    };
    if let Some(left) = left {
        left.tell(response.headers_mut());
    }
    response
}

/// Gives a token. Its end is told in both spellings that were seen.
fn given(documents: &Value, client: &str, holder: &Holder, user: u64, now: Timestamp) -> Response {
    let lasts = documents["token_seconds"].as_i64().unwrap_or(LASTS);
    let begins = now.as_second();
    let claims = jwt::Claims { client: client.to_owned(), user, begins, ends: begins + lasts };
    let end =
        Timestamp::from_second(claims.ends).unwrap_or(now).strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string();
    Json(json!({
        "token_type": "Bearer",
        "access_token": jwt::write(documents, &claims),
        "expires_at": end,
        "expires_in": lasts,
        "scope": holder.scopes().join(" "),
    }))
    .into_response()
}
