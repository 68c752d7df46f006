//! `POST /introspect`

use std::sync::Arc;

use axum::{Json, body::Bytes, extract::State, http::HeaderMap};
use serde_json::{Value, json};

use super::{Desk, client, grant::Form, holder::Holder, jwt, refusal::Refusal};

/// Tells what a token is good for.
pub async fn tell(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, Refusal> {
    let form = Form::read(&headers, &body, &["token"])?;
    desk.world.read(|documents| {
        let asking = client::credential(documents, &headers)?;
        let token = form.get("token").ok_or_else(|| Refusal::request("There is no token."))?;
        let claims = jwt::read(documents, token).filter(|claims| {
            claims.ends > desk.world.clock.now().as_second() && asking["client_id"] == *claims.client
        });
        let alive = claims.and_then(|claims| Some((Holder::find(documents, &claims.client)?, claims)));
        let Some((holder, claims)) = alive else { return Ok(Json(json!({"active": false}))) };
        Ok(Json(json!({
            "active": true,
            "token_type": "Bearer",
            "client_id": claims.client,
            "sub": claims.user.to_string(),
            "scope": holder.scopes().join(" "),
            "iat": claims.begins,
            "exp": claims.ends,
            "https://auth.greenhouse.io/claims": {
                "organization_id": documents["organization"]["id"],
                "organization_name": documents["organization"]["name"],
            },
        })))
    })
}
