//! Records that are made along with an application: values of custom fields, and answers.

use serde_json::{Map, Value, json};

use crate::pinpoint::sandbox::{
    errors::Refusal,
    write::{
        Write,
        attributes::{self, Table, Takes},
        custom_attributes, links,
        payload::{Payload, Sent},
        problems::{attribute, invalid, missing, relationship},
        values,
    },
};

const ANSWER: Table = &[
    ("text_answer", Takes::Text),
    ("boolean_answer", Takes::Flag),
    ("date_answer", Takes::Day),
    ("url_answer", Takes::Text),
    ("multiple_choice_answer", Takes::Special),
];

/// A record to be made: its kind, attributes, and what it leads to beside the application.
pub struct Nested {
    kind: &'static str,
    attributes: Map<String, Value>,
    to: (&'static str, String),
}

/// Looks at every record that is to be made. Every one that is included has to be meant by a relationship.
///
/// # Errors
/// 422 where a relationship means none, or where one could not be made by itself either.
pub fn check(write: &Write, payload: &Payload, job: &str) -> Result<Vec<Nested>, Refusal> {
    let (mut nested, mut meant) = (vec![], vec![]);
    for name in ["custom_attributes", "answers"] {
        for pointer in links::many(&payload.data, name) {
            let found = payload.made(pointer).filter(|(_, sent)| sent.kind == name);
            let (place, sent) = found.ok_or_else(|| {
                invalid(vec![relationship("data", name, "can only lead to records made with it", "invalid")])
            })?;
            meant.push(place);
            let place = format!("included/{place}");
            let one = match name {
                "answers" => answer(write, &place, sent, job)?,
                _ => value(write, &place, sent)?,
            };
            if nested.iter().any(|before: &Nested| before.to == one.to) {
                return Err(invalid(vec![relationship(&place, one.to.0, "has already been taken", "taken")]));
            }
            nested.push(one);
        }
    }
    match (0..payload.included.len()).find(|place| !meant.contains(place)) {
        None => Ok(nested),
        Some(place) => {
            let place = format!("included/{place}");
            Err(invalid(vec![attribute(&place, "temp-id", "is not meant by any relationship", "invalid")]))
        }
    }
}

fn value(write: &Write, place: &str, sent: &Sent) -> Result<Nested, Refusal> {
    write.caller.insist(&["custom_attribute"], "write", "custom_attributes")?;
    attributes::check(place, &sent.attributes, &[values::TABLE])?;
    links::check(place, sent, &["custom_field"])?;
    let (_, field) = links::needed(write.documents, place, sent, "custom_field", &["custom_fields"])?;
    let attributes = custom_attributes::fitting(write.documents, place, ("applications", None), field, sent)?;
    Ok(Nested { kind: "custom_attributes", attributes, to: ("custom_field", field.to_owned()) })
}

fn answer(write: &Write, place: &str, sent: &Sent, job: &str) -> Result<Nested, Refusal> {
    attributes::check(place, &sent.attributes, &[ANSWER])?;
    links::check(place, sent, &["question"])?;
    let (_, question) = links::needed(write.documents, place, sent, "question", &["questions"])?;
    let asked = &write.record("jobs", job)["rels"]["questions"];
    if !asked.as_array().is_some_and(|asked| asked.iter().any(|one| one == question)) {
        return Err(invalid(vec![missing(place, "question")]));
    }
    let attributes = sent.attributes.clone();
    Ok(Nested { kind: "answers", attributes, to: ("question", question.to_owned()) })
}

/// Makes them.
pub fn keep(write: &mut Write, application: &str, nested: Vec<Nested>) {
    for one in nested {
        let of = match one.kind {
            "answers" => json!({"application": application}),
            _ => json!({"custom_attributable": {"type": "applications", "id": application}}),
        };
        let mut rels = of;
        rels[one.to.0] = one.to.1.into();
        write.add(one.kind, one.attributes, rels);
    }
}
