//! `POST employees/{id}`

use std::sync::Arc;

use axum::{
    Extension,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::IntoResponse as _,
};
use connect::World;

use crate::bamboohr::sandbox::{
    auth::Caller,
    body, documents,
    errors::{Answer, Refusal},
    people,
};

/// Changes the fields that are sent, and no others.
pub async fn change(
    State(world): State<Arc<World>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let sent = body::fields(&headers, &body, "employee")?;
    let now = world.clock.now();
    world.change(|documents| {
        let (id, _) = documents::employee(documents, &caller, &id)?;
        let kept = people::sift(documents, &caller.rights, Some(&id), &sent)?;
        if kept.is_empty() && !sent.is_empty() {
            return Err(Refusal::forbidden("The user may not change any of these fields."));
        }
        let emptied =
            ["firstName", "lastName"].into_iter().find(|name| kept.get(*name).is_some_and(|v| v.is_null()));
        if let Some(name) = emptied {
            return Err(Refusal::malformed(format!("Required fields are missing: {name}.")));
        }
        people::refuse_duplicates(documents, Some(&id), &kept)?;
        people::keep(documents, &id, kept, now);
        Ok(StatusCode::OK.into_response())
    })
}
