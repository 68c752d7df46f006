//! What is wrong with a write, in the form of the framework behind the vendor's API.

use axum::http::StatusCode;
use serde_json::json;

use crate::pinpoint::sandbox::errors::{Problem, Refusal};

/// Something that is wrong with an attribute of `data` or of `included/{n}`.
pub fn attribute(place: &str, name: &str, message: &str, code: &str) -> Problem {
    at(place, "attributes", name, message, code)
}

/// Something that is wrong with a relationship.
pub fn relationship(place: &str, name: &str, message: &str, code: &str) -> Problem {
    at(place, "relationships", name, message, code)
}

fn at(place: &str, part: &str, name: &str, message: &str, code: &str) -> Problem {
    Problem {
        detail: format!("{} {message}", human(name)),
        source: Some(("pointer", format!("/{place}/{part}/{name}"))),
        meta: Some(json!({"attribute": name, "message": message, "code": code})),
    }
}

/// An attribute that is not there and has to be.
pub fn blank(place: &str, name: &str) -> Problem {
    attribute(place, name, "can't be blank", "blank")
}

/// A relationship that leads to nothing and must lead somewhere.
pub fn missing(place: &str, name: &str) -> Problem {
    relationship(place, name, "must exist", "blank")
}

/// 422 where anything is wrong.
///
/// # Errors
/// With all that is wrong.
pub fn none_of(problems: Vec<Problem>) -> Result<(), Refusal> {
    if problems.is_empty() { Ok(()) } else { Err(invalid(problems)) }
}

/// 422
pub fn invalid(problems: Vec<Problem>) -> Refusal {
    Refusal::of(StatusCode::UNPROCESSABLE_ENTITY, problems)
}

/// `first_name` as people read it: `First name`.
fn human(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
