//! `PATCH /v3/rejection_details/{id}`

use serde_json::{Map, Value};

use super::{
    Done, Write,
    body::{Fields, Required, Takes, check, sent},
};
use crate::greenhouse::sandbox::v3::errors::Refusal;

const FIELDS: Fields = &[("rejection_reason_id", Takes::Id("rejection_reasons"), Required)];

/// Changes why an application was rejected.
pub fn change(write: &mut Write, id: u64, body: &Map<String, Value>) -> Result<Done, Refusal> {
    let application = write.row("rejection_details", id)?["application_id"].as_u64();
    check(write.documents, body, FIELDS)?;
    write.set("rejection_details", id, [("rejection_reason_id", sent(body, "rejection_reason_id").clone())]);
    write.touch("rejection_details", id);
    if let Some(application) = application {
        write.acted_on(application);
    }
    Ok(Done::Changed("rejection_details", id))
}
