//! Records as plain JSON, for a path that ends in `.json`: attributes beside the id, related records inside.

use serde_json::{Map, Value, json};

use super::{documents::Record, query::Include, render::View};

/// A whole answer. As in the vendor's framework, what is said about the data is left out where there is nothing.
pub fn document(data: Value, meta: Value) -> Value {
    if meta == json!({}) { json!({"data": data}) } else { json!({"data": data, "meta": meta}) }
}

/// One record with what was brought along.
pub fn object<'r>(view: &View<'r>, record: Record<'r>, include: &Include) -> Value {
    let mut object = Map::from_iter([("id".to_owned(), Value::from(record.id))]);
    object.extend(view.attributes(record).map(|(name, value)| (name.to_owned(), value.into_owned())));
    for (name, _, behind) in include.of(record.resource) {
        let Some(linkage) = view.compound.linkage(record, name) else { continue };
        object.insert(name.to_owned(), linkage.map(|there| self::object(view, there, behind)));
    }
    Value::Object(object)
}
