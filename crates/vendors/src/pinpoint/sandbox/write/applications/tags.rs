//! Tags, each in the context of a category that the company or the vendor made.

use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::pinpoint::sandbox::{
    errors::Refusal,
    write::problems::{attribute, invalid},
};

/// A tag as it is sent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    tag: String,
    context: String,
}

/// An application's tags after what is sent. Adding one that is there, or taking one away that is not, changes
/// nothing. A new tag in a known category is made, which is inferred from the framework.
///
/// # Errors
/// 400 where what is sent is no tag, 422 where its context is unknown, which is ours.
pub fn changed(documents: &Value, before: &Value, sent: &Map<String, Value>) -> Result<Value, Refusal> {
    let mut tags = before.as_array().cloned().unwrap_or_default();
    let one = |name: &'static str| -> Result<Option<Value>, Refusal> {
        sent.get(name).filter(|tag| !tag.is_null()).map(|tag| read(documents, name, tag)).transpose()
    };
    if let Some(tag) = one("remove_tag_with_context")? {
        tags.retain(|known| known != &tag);
    }
    let several = match sent.get("add_tags_with_context") {
        Some(Value::Array(several)) => several.as_slice(),
        Some(Value::Null) | None => &[],
        Some(_) => return Err(malformed("add_tags_with_context")),
    };
    let several = several.iter().map(|tag| read(documents, "add_tags_with_context", tag));
    let several: Vec<_> = several.collect::<Result<_, _>>()?;
    for tag in one("add_tag_with_context")?.into_iter().chain(several) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    Ok(tags.into())
}

fn read(documents: &Value, name: &str, sent: &Value) -> Result<Value, Refusal> {
    let tag = Sent::deserialize(sent).map_err(|_| malformed(name))?;
    if tag.tag.trim().is_empty() {
        return Err(invalid(vec![attribute("data", name, "needs a tag", "blank")]));
    }
    let mut categories = documents["tag_categories"].as_array().into_iter().flatten();
    if categories.any(|category| category["context"] == tag.context.as_str()) {
        return Ok(json!({"name": tag.tag, "context": tag.context}));
    }
    Err(invalid(vec![attribute("data", name, "has an unknown context", "inclusion")]))
}

fn malformed(name: &str) -> Refusal {
    let problem = attribute("data", name, "should be a tag with its context", "type_error");
    Refusal::of(StatusCode::BAD_REQUEST, vec![problem])
}
