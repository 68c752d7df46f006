//! Making and changing candidates.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use super::{find, is_hidden, with_email};
use crate::clinch::sandbox::{
    dispatch::Called,
    refusal::Refusal,
    render::{Answer, next_id, one, time},
};

/// What a program may write, beside tags and the company's own fields.
const TEXTS: [&str; 11] = [
    "email",
    "first_name",
    "last_name",
    "phone_number",
    "address",
    "city",
    "region",
    "country",
    "employer",
    "job_title",
    "linkedin_url",
];

const KINDS: [&str; 2] = ["candidate", "candidates"];

type Problem = (String, String);

/// `POST candidates`
pub fn make(called: &Called) -> Answer {
    let attributes = called.attributes(&KINDS)?;
    let now = time(called.world.clock.now());
    called.world.change(|documents| {
        let mut problems = problems(documents, &attributes);
        let email = attributes["email"].as_str().unwrap_or_default().to_owned();
        if email.is_empty() {
            problems.push(("email".into(), "Email can't be blank".into()));
        }
        if !problems.is_empty() {
            return Err(Refusal::invalid(problems));
        }
        if let Some(id) = with_email(documents, &email) {
            return taken(documents, &id, &attributes, &now);
        }
        let id = next_id(documents, "cand");
        let mut candidate = json!({
            "source": called.credential, "tags": [], "custom_fields": {}, "interaction_score": 0.0,
            "subscribed": true, "archived": false, "anonymized_at": null, "consent_status": "missing",
            "consent_expires_at": null, "last_touch_at": null, "created_at": now, "updated_at": now,
        });
        for name in TEXTS {
            candidate[name] = Value::Null;
        }
        apply(&mut candidate, &attributes);
        documents["candidates"][&id] = candidate;
        Ok(one(StatusCode::CREATED, "candidate", &id, &documents["candidates"][&id]))
    })
}

/// Somebody has the address already. What the vendor does then is not known, so it is a switch.
fn taken(documents: &mut Value, id: &str, attributes: &Value, now: &str) -> Answer {
    let switch = documents["on_known_email"].as_str().unwrap_or("update");
    let detail = "Email has already been taken";
    match switch {
        "conflict" => Err(Refusal::new(StatusCode::CONFLICT, "Conflict", detail)),
        "update" if !is_hidden(documents, id) => {
            let candidate = &mut documents["candidates"][id];
            apply(candidate, attributes);
            candidate["updated_at"] = now.into();
            Ok(one(StatusCode::OK, "candidate", id, candidate))
        }
        _ => Err(Refusal::invalid([("email".into(), detail.into())])),
    }
}

/// `PATCH candidates/{id}`
pub fn change(called: &Called, id: &str) -> Answer {
    let attributes = called.attributes(&KINDS)?;
    let now = time(called.world.clock.now());
    called.world.change(|documents| {
        let candidate = find(documents, id).ok_or_else(Refusal::not_found)?;
        if !candidate["anonymized_at"].is_null() {
            let detail = "An anonymized candidate can't be changed";
            return Err(Refusal::new(StatusCode::CONFLICT, "Conflict", detail));
        }
        let mut problems = problems(documents, &attributes);
        if let Some(email) = attributes["email"].as_str()
            && with_email(documents, email).is_some_and(|other| other != id)
        {
            problems.push(("email".into(), "Email has already been taken".into()));
        }
        if !problems.is_empty() {
            return Err(Refusal::invalid(problems));
        }
        let candidate = &mut documents["candidates"][id];
        apply(candidate, &attributes);
        candidate["updated_at"] = now.as_str().into();
        Ok(one(StatusCode::OK, "candidate", id, candidate))
    })
}

fn apply(candidate: &mut Value, attributes: &Value) {
    for (name, value) in attributes.as_object().into_iter().flatten() {
        if name == "custom_fields" {
            for (slot, value) in value.as_object().into_iter().flatten() {
                candidate["custom_fields"][slot] = value.clone();
            }
        } else {
            candidate[name] = value.clone();
        }
    }
}

fn problems(documents: &Value, attributes: &Value) -> Vec<Problem> {
    let nothing = Map::new();
    let attributes = attributes.as_object().unwrap_or(&nothing);
    let mut problems = vec![];
    for (name, value) in attributes {
        let at = |sentence: &str| (name.clone(), sentence.to_owned());
        match name.as_str() {
            "email" if value.as_str().is_some_and(|email| !is_email(email)) => {
                problems.push(at("Email is invalid"));
            }
            "tags" if !value.as_array().is_some_and(|tags| tags.iter().all(Value::is_string)) => {
                problems.push(at("Tags are a list of texts"));
            }
            "custom_fields" => problems.extend(custom(documents, value)),
            "tags" => {}
            known if TEXTS.contains(&known) && (value.is_string() || value.is_null()) => {
                if value.as_str().is_some_and(|text| text.chars().count() > 255) {
                    problems.push(at("The value is too long (maximum is 255 characters)"));
                }
            }
            known if TEXTS.contains(&known) => problems.push(at("The value is no text")),
            _ => problems.push(at(&format!("{name} can't be written"))),
        }
    }
    problems
}

/// The company's own fields: each has to be there, and a choice has to be one.
fn custom(documents: &Value, values: &Value) -> Vec<Problem> {
    let Some(values) = values.as_object() else {
        return vec![("custom_fields".into(), "Custom fields are values by their mapping names".into())];
    };
    let all = documents["custom_fields"].as_object();
    let field = |slot: &str| all.into_iter().flatten().find(|(_, field)| field["mapping_name"] == slot);
    let problem = |(slot, value): (&String, &Value)| {
        let sentence = match (field(slot), value) {
            (None, _) => "There is no such custom field",
            (Some((_, field)), Value::String(text)) if field["kind"] == "dropdown" => {
                let mut options = field["options"].as_array().into_iter().flatten();
                if options.any(|option| option == text) {
                    return None;
                }
                "The value is none of the options"
            }
            (Some(_), Value::String(_) | Value::Null) => return None,
            _ => "The value is no text",
        };
        Some((format!("custom_fields/{slot}"), sentence.to_owned()))
    };
    values.iter().filter_map(problem).collect()
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(local, host)| {
        !local.is_empty() && host.contains('.') && !host.contains('@') && !text.contains(char::is_whitespace)
    })
}
