//! Answers: a record with its tag, or part of it; a page of records; what changed meanwhile.

use axum::{
    Json,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use engine::Error;
use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::problem::Problem;

/// A page of records.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T: ToSchema> {
    /// The records, newest first.
    pub items: Vec<T>,
    /// What to ask `after` for the next page; null where this is the last.
    pub next: Option<String>,
}

/// One record, or the fields of it that are asked for, with the tag that stands for its content. Who holds that content
/// already is told so and given nothing.
///
/// # Errors
/// 422 where a field is none of the record's.
pub fn one(headers: &HeaderMap, fields: Option<&str>, record: &impl Serialize) -> Result<Response, Problem> {
    let whole = json(record)?;
    let tag = tag(&whole);
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|tags| names(tags, &tag));
    let tagged = [(header::ETAG, tag)];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, tagged).into_response());
    }
    Ok((tagged, Json(part(whole, fields)?)).into_response())
}

/// A record that was made, with where it is found.
///
/// # Errors
/// Where it can't be written down.
pub fn made(place: String, record: &impl Serialize) -> Result<Response, Problem> {
    let whole = json(record)?;
    let told = [(header::ETAG, tag(&whole)), (header::LOCATION, place)];
    Ok((StatusCode::CREATED, told, Json(whole)).into_response())
}

/// A page of records, or of the fields of them that are asked for.
///
/// # Errors
/// 422 where a field is none of the records'.
pub fn page<T: Serialize + ToSchema>(
    headers: &HeaderMap,
    fields: Option<&str>,
    page: Page<T>,
) -> Result<Response, Problem> {
    let items = page.items.iter().map(|item| part(json(item)?, fields)).collect::<Result<Vec<_>, _>>()?;
    let whole = serde_json::json!({ "items": items, "next": page.next });
    one(headers, None, &whole)
}

/// Refuses where the caller's `If-Match` names another content than the record has now.
///
/// # Errors
/// 412 where it was changed meanwhile.
pub fn unless_changed(headers: &HeaderMap, record: &impl Serialize) -> Result<(), Problem> {
    let Some(wanted) = headers.get(header::IF_MATCH) else { return Ok(()) };
    if names(wanted, &tag(&json(record)?)) {
        return Ok(());
    }
    let detail = "It was changed since you read it, so nothing was done. Read it again and decide anew.";
    Err(Problem::of(StatusCode::PRECONDITION_FAILED, "changed_meanwhile", "Changed meanwhile", detail))
}

fn json(record: &impl Serialize) -> Result<Value, Problem> {
    serde_json::to_value(record).map_err(|error| {
        tracing::error!(%error, "an answer could not be written down");
        let detail = "The answer could not be written down. Nothing is lost; tell whoever runs this hub.";
        Problem::of(StatusCode::INTERNAL_SERVER_ERROR, "answer", "Something went wrong", detail)
    })
}

/// What stands for a content: the same for the same, another for another.
fn tag(content: &Value) -> String {
    let digest = Sha256::digest(content.to_string());
    format!("\"{}\"", digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect::<String>())
}

/// Whether a list of tags has this one. What compresses an answer on its way may have marked the tag as weak.
fn names(tags: &HeaderValue, tag: &str) -> bool {
    let Ok(tags) = tags.to_str() else { return false };
    tags.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}

fn part(whole: Value, fields: Option<&str>) -> Result<Value, Problem> {
    let (Some(fields), Value::Object(whole)) = (fields, &whole) else { return Ok(whole) };
    let mut part = Map::new();
    for field in fields.split(',').map(str::trim).filter(|field| !field.is_empty()) {
        let Some(value) = whole.get(field) else {
            let known = whole.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
            let sentence = format!("There is no field “{field}” here; there are {known}.");
            return Err(Error::field("fields", sentence).into());
        };
        part.insert(field.to_owned(), value.clone());
    }
    Ok(Value::Object(part))
}

/// A file's bytes, to be kept and not to be shown: what strangers send is never drawn on this site.
pub fn file(name: &str, content_type: &str, bytes: Vec<u8>) -> Response {
    let named: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || ".-_ ".contains(c) { c } else { '_' }).collect();
    let headers: [(HeaderName, String); 2] = [
        (header::CONTENT_TYPE, content_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{named}\"")),
    ];
    (headers, bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(name: HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    #[test]
    fn a_part_has_the_fields_that_are_asked_for_and_a_strange_one_is_refused() {
        let whole = serde_json::json!({ "id": 1, "title": "Welder", "status": "open" });
        assert_eq!(
            part(whole.clone(), Some("id, status")).unwrap(),
            serde_json::json!({"id": 1, "status": "open"})
        );
        let refused = part(whole, Some("salary")).unwrap_err();
        assert_eq!((refused.status, refused.errors[0].field.as_str()), (422, "fields"));
    }

    #[test]
    fn who_holds_the_content_is_given_nothing_and_who_holds_an_older_one_changes_nothing() {
        let record = serde_json::json!({ "id": 1 });
        let tag = tag(&record);
        for known in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".into()] {
            let answer = one(&asks(header::IF_NONE_MATCH, &known), None, &record).unwrap();
            assert_eq!(answer.status(), StatusCode::NOT_MODIFIED, "{known}");
            assert!(unless_changed(&asks(header::IF_MATCH, &known), &record).is_ok());
        }
        assert_eq!(
            one(&asks(header::IF_NONE_MATCH, "\"x\""), None, &record).unwrap().status(),
            StatusCode::OK
        );
        assert_eq!(unless_changed(&asks(header::IF_MATCH, "\"x\""), &record).unwrap_err().status, 412);
    }
}
