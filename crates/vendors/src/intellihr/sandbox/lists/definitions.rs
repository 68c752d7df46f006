//! Making and changing custom field definitions: the options of a select get ids of their own.

use serde_json::{Map, Value, json};

use crate::intellihr::sandbox::{
    documents::{array, text},
    errors::Refusal,
    ids,
};

/// Brings what was sent for a definition into the form in which it is kept.
pub fn prepare(
    documents: &mut Value,
    held: Option<&Value>,
    sent: &mut Map<String, Value>,
) -> Result<(), Refusal> {
    if let Some(name) = sent.get("apiName").filter(|_| held.is_none()) {
        let all = array(&documents["lists"]["custom-field-definitions"]).iter();
        if all.into_iter().any(|one| one["apiName"] == *name && one["modelType"] == sent["modelType"]) {
            return Err(Refusal::one("The apiName is already used."));
        }
    }
    let kind = held.map_or_else(|| sent.get("type").cloned(), |held| held.get("type").cloned());
    let selects = kind.as_ref().is_some_and(|kind| text(kind).ends_with("_SELECT"));
    match sent.remove("selectDefinition").filter(|definition| !definition.is_null()) {
        Some(_) if !selects => Err(Refusal::one("Only a select has a selectDefinition.")),
        Some(definition) => {
            let known = held.map(|held| held["definitions"]["options"].clone()).unwrap_or_default();
            let options = array(&definition["options"]).iter().map(|option| {
                let same = array(&known).iter().find(|known| known["label"] == option["label"]);
                let id = same.map_or_else(|| ids::fresh(documents).into(), |same| same["id"].clone());
                json!({"id": id, "label": option["label"], "isEnabled": option["isEnabled"] != false})
            });
            let options: Vec<Value> = options.collect();
            sent.insert("definitions".into(), json!({"options": options}));
            Ok(())
        }
        None if selects && held.is_none() => Err(Refusal::one("The selectDefinition field is required.")),
        None => Ok(()),
    }
}
