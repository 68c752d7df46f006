//! Custom field values: `{apiName: {"value": …}}` on the way in, every defined field on the way out.

use serde_json::{Map, Value, json};

use super::{
    documents::{array, text},
    references,
};

/// Takes the values that were sent for records of a kind; what is wrong is added to the list.
pub fn accept(
    documents: &Value,
    model: &str,
    sent: Option<&Value>,
    wrong: &mut Vec<String>,
) -> Map<String, Value> {
    let mut kept = Map::new();
    for (name, field) in sent.and_then(Value::as_object).into_iter().flatten() {
        let Some(definition) =
            definitions(documents, model).find(|definition| text(&definition["apiName"]) == name)
        else {
            wrong.push(format!("The custom field {name} is not defined for {model}."));
            continue;
        };
        match value(documents, definition, &field["value"]) {
            Ok(value) => drop(kept.insert(name.clone(), value)),
            Err(why) => wrong.push(format!("The custom field {name} {why}.")),
        }
    }
    kept
}

fn value(documents: &Value, definition: &Value, sent: &Value) -> Result<Value, String> {
    if sent.is_null() {
        return Ok(Value::Null);
    }
    match text(&definition["type"]) {
        "NUMBER" if sent.is_number() => Ok(sent.clone()),
        "NUMBER" => Err("must be a number".into()),
        "TEXT" if sent.is_string() => Ok(sent.clone()),
        "TEXT" => Err("must be a text".into()),
        "SINGLE_SELECT" => option(definition, &sent["id"], &sent["label"]),
        "MULTI_SELECT" => several(definition, sent),
        _ => people(documents, sent),
    }
}

fn several(definition: &Value, sent: &Value) -> Result<Value, String> {
    let (ids, labels) = (array(&sent["ids"]), array(&sent["labels"]));
    if ids.is_empty() && labels.is_empty() {
        return Err("needs an object with at least one of its labels".into());
    }
    let by_label = labels.iter().map(|label| option(definition, &Value::Null, label));
    let by_id = ids.iter().filter(|_| labels.is_empty()).map(|id| option(definition, id, &Value::Null));
    let chosen = by_label.chain(by_id).collect::<Result<Vec<_>, _>>()?;
    let each = |key: &str| chosen.iter().map(|option| option[key].clone()).collect::<Value>();
    Ok(json!({"ids": each("id"), "labels": each("label")}))
}

fn option(definition: &Value, id: &Value, label: &Value) -> Result<Value, String> {
    let options = array(&definition["definitions"]["options"]).iter();
    let mut enabled = options.filter(|option| option["isEnabled"] != false);
    let fits = |held: &Value, sought: &Value| sought.is_null() || held == sought;
    let nothing = id.is_null() && label.is_null();
    let found = enabled.find(|option| !nothing && fits(&option["id"], id) && fits(&option["label"], label));
    let found = found.ok_or("needs an object with one of its labels")?;
    Ok(json!({"id": found["id"], "label": found["label"]}))
}

fn people(documents: &Value, sent: &Value) -> Result<Value, String> {
    let chosen = sent.as_array().ok_or("needs a list of {\"person\": …}")?;
    let options = chosen.iter().map(|one| {
        let sought = one["person"].as_object().ok_or("needs a list of {\"person\": …}")?;
        let person = references::person(documents, sought).map_err(|why| format!("finds nobody: {why}"))?;
        Ok(json!({"person": {"id": person["id"]}, "job": Value::Null}))
    });
    Ok(json!({"options": options.collect::<Result<Vec<_>, String>>()?}))
}

/// Every defined field of a kind of record, with its value or null.
pub fn show(documents: &Value, model: &str, kept: &Value) -> Value {
    let shown = definitions(documents, model).map(|definition| {
        let name = text(&definition["apiName"]);
        let field = json!({
            "definitionId": definition["id"],
            "name": definition["name"],
            "type": definition["type"],
            "value": kept[name],
        });
        (name.to_owned(), field)
    });
    Value::Object(shown.collect())
}

/// The enabled definitions of a kind of record.
fn definitions<'a>(documents: &'a Value, model: &str) -> impl Iterator<Item = &'a Value> {
    let all = array(&documents["lists"]["custom-field-definitions"]).iter();
    all.filter(move |definition| definition["modelType"] == model && definition["isEnabled"] != false)
}
