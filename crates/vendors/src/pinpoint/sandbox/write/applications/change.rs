//! Changing an application: its attributes, its tags, where it stands.

use serde_json::Value;

use super::{TABLE, create::address, stages, tags};
use crate::pinpoint::sandbox::{
    errors::Refusal,
    write::{Write, attributes, links, payload::Payload, problems::none_of},
};

/// Changes an application. Summary, résumé, job and answers can't be changed.
pub fn change(write: &mut Write, id: &str, payload: &Payload) -> Result<(), Refusal> {
    let sent = &payload.data;
    attributes::check("data", &sent.attributes, &[TABLE])?;
    links::check("data", sent, &["stage"])?;
    let record = write.record("applications", id);
    let names = ["first_name", "last_name", "email"];
    attributes::require("data", &sent.attributes, &record["attributes"], &names)?;
    none_of(address(&sent.attributes, &record["attributes"]))?;
    let tags = tags::changed(write.documents, &record["attributes"]["tags"], &sent.attributes)?;
    let job = record["rels"]["job"].as_str().unwrap_or_default();
    let stage = stages::wanted(write.documents, sent, job)?.map(str::to_owned);

    let mut kept = attributes::kept(&sent.attributes, TABLE);
    kept.insert("tags".into(), tags);
    write.set("applications", id, kept);
    let standing = &write.record("applications", id)["rels"]["stage"];
    if let Some(stage) = stage.filter(|stage| standing != &Value::from(stage.as_str())) {
        stages::stand(write, id, &stage);
        stages::announce_move(write, id);
    }
    Ok(())
}
