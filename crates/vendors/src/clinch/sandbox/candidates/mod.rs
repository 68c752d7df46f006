//! Candidates.

mod list;
mod write;

pub use list::{list, one};
use serde_json::{Map, Value};
pub use write::{change, make};

/// Who may not be seen by a program: the members of lists that are set to Restricted.
pub fn is_hidden(documents: &Value, id: &str) -> bool {
    let lists = documents["lists"].as_object().into_iter().flatten();
    let mut restricted = lists.filter(|(_, list)| list["visibility"] == "restricted");
    restricted.any(|(_, list)| list["_members"].as_array().is_some_and(|all| all.iter().any(|one| one == id)))
}

/// A candidate who may be seen.
pub fn find<'a>(documents: &'a Value, id: &str) -> Option<&'a Value> {
    documents["candidates"].get(id).filter(|_| !is_hidden(documents, id))
}

/// The candidate with an e-mail address, hidden or not.
pub fn with_email(documents: &Value, email: &str) -> Option<String> {
    let all = documents["candidates"].as_object().into_iter().flatten();
    let mut all =
        all.filter(|(_, one)| one["email"].as_str().is_some_and(|known| known.eq_ignore_ascii_case(email)));
    all.next().map(|(id, _)| id.clone())
}

/// Takes away everything that tells who somebody is.
pub fn anonymise(candidate: &mut Map<String, Value>, now: &str) {
    for name in super::seed::PERSONAL {
        candidate.insert((*name).into(), Value::Null);
    }
    candidate.insert("tags".into(), Value::Array(vec![]));
    candidate.insert("custom_fields".into(), Map::new().into());
    candidate.insert("subscribed".into(), false.into());
    candidate.insert("anonymized_at".into(), now.into());
    candidate.insert("updated_at".into(), now.into());
}
