//! `GET company_information`

use std::sync::Arc;

use axum::{Extension, extract::State};
use connect::World;
use serde_json::json;

use super::{
    auth::Caller,
    errors::{Answer, Refusal},
    format,
};

/// The company's profile; always JSON.
pub async fn information(State(world): State<Arc<World>>, Extension(caller): Extension<Caller>) -> Answer {
    if !caller.rights.company {
        return Err(Refusal::forbidden("The user may not see the company's information."));
    }
    let tenant = world.read(|documents| documents["tenant"].clone());
    Ok(format::as_json(&json!({
        "legalName": tenant["legalName"],
        "displayName": tenant["displayName"],
        "address": tenant["address"],
        "phone": tenant["phone"],
    })))
}
