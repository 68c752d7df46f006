//! `POST /auth/token`: a v1 key becomes a token of v3.

use std::sync::Arc;

use axum::{extract::State, http::HeaderMap, response::Response};
use serde_json::Value;

use super::{
    Desk, client, given,
    holder::{Holder, bridged},
    refusal::Refusal,
};

/// Gives a token for a v1 key, with the scopes that its permissions became. It acts for the user behind the first
/// credential, as a key stands for no user itself.
pub async fn give(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Result<Response, Refusal> {
    desk.world.read(|documents| {
        let key = client::basic(&headers).filter(|(_, password)| password.is_empty()).map(|(key, _)| key);
        let key = key.ok_or_else(|| Refusal::client("A v1 key was expected, with no password."))?;
        let mut known = documents["keys"].as_array().into_iter().flatten();
        let is_meant = |known: &&Value| known["key"] == *key && known["revoked"] != true;
        let known = known.find(is_meant).ok_or_else(|| Refusal::client("There is no such key."))?;
        let holder = Holder::of_key(known);
        let user = documents["credentials"][0]["user_id"].as_u64();
        let user = user.ok_or_else(|| Refusal::grant("There is no user for whom it could act."))?;
        if holder.scopes().is_empty() {
            return Err(Refusal::unauthorized("The key has no permission."));
        }
        Ok(given(documents, &bridged(&key), &holder, user, desk.world.clock.now()))
    })
}
