//! `POST people`

use std::sync::Arc;

use axum::{Extension, extract::State};
use connect::World;
use serde_json::{Value, json};

use super::{accept, view};
use crate::intellihr::sandbox::{call::Call, envelope, errors::Answer, ids, sent::Sent};

/// Makes a person. Nobody is refused for being there already: whether the vendor does so is not known, and the
/// harder case is the one to be ready for.
pub async fn add(
    State(world): State<Arc<World>>,
    Extension(call): Extension<Call>,
    Sent(sent): Sent,
) -> Answer {
    world.change(|documents| {
        let kept = accept::new(documents, &sent)?;
        let id = ids::fresh(documents);
        let number = ids::count(documents, "person");
        let mut person = blank();
        kept.into_iter().for_each(|(name, value)| person[name] = value);
        person["id"] = id.as_str().into();
        person["number"] = number.into();
        person["autoIncrementIntellihrId"] = number.into();
        person["createdAt"] = call.moment().into();
        person["updatedAt"] = call.moment().into();
        let shown = view::show(documents, &call, &person);
        documents["people"][&id] = person;
        envelope::created(&call, shown)
    })
}

fn blank() -> Value {
    json!({
        "title": null,
        "firstName": null,
        "middleName": null,
        "preferredName": null,
        "dateOfBirth": null,
        "gender": null,
        "employeeNumber": null,
        "emergencyContact": null,
        "emailAddresses": [],
        "phoneNumbers": [],
        "addresses": [],
        "medicalConditions": [],
        "workRight": null,
        "workRightExpiryDate": null,
        "customFields": {},
        "jobs": [],
        "documents": [],
        "image": null,
        "isSupervisor": false,
    })
}
