//! What is kept of a job: references as ids, moments in UTC.

use serde_json::{Map, Value, json};

use super::{pay, supervisor};
use crate::intellihr::sandbox::{
    custom_fields,
    documents::{array, entry, plain, text},
    errors::Refusal,
    ids, moments, references,
};

/// The fields that refer to an entry of a list.
const REFERENCES: [(&str, &str); 7] = [
    ("businessEntity", "business-entities"),
    ("businessUnit", "business-units"),
    ("location", "locations"),
    ("workClass", "work-classes"),
    ("workType", "work-types"),
    ("payGrade", "pay-grades"),
    ("employmentCondition", "employment-conditions"),
];

/// Takes what was sent, after its form was looked at. `held` is the job as it is, where there is one.
///
/// A position title is made only after everything else was found to be right.
pub fn accept(
    documents: &mut Value,
    held: Option<&Value>,
    sent: &Map<String, Value>,
) -> Result<Map<String, Value>, Refusal> {
    let mut wrong = vec![];
    let mut kept = Map::new();
    for (name, value) in sent {
        if let Some((_, list)) = REFERENCES.iter().find(|(field, _)| field == name) {
            kept.insert(name.clone(), found(documents, list, value, &mut wrong));
            continue;
        }
        let value = match name.as_str() {
            "name" | "supervisorJob" | "supervisorPerson" | "effectiveFrom" | "effectiveTo"
            | "jobChangeReason" => continue,
            "person" => match value.as_object().map(|sought| references::person(documents, sought)) {
                Some(Ok(person)) => person["id"].clone(),
                Some(Err(why)) => {
                    wrong.push(why);
                    continue;
                }
                None => continue,
            },
            "companyStartDate" | "companyEndDate" | "startDate" | "endDate" => moment(value),
            "fte" => fte(value, &mut wrong),
            "remunerationSchedule" => pay::accept(documents, value, &mut wrong),
            "recruitment" => recruitment(documents, value, &mut wrong),
            "customFields" => {
                let mut all = held.map_or(json!({}), |held| held["customFields"].clone());
                let new = custom_fields::accept(documents, "JOB", Some(value), &mut wrong);
                new.into_iter().for_each(|(name, value)| all[name] = value);
                all
            }
            _ => value.clone(),
        };
        kept.insert(name.clone(), value);
    }
    supervisor::accept(documents, sent, &mut kept, &mut wrong);
    work_type(documents, held, &mut kept, &mut wrong);
    if !wrong.is_empty() {
        return Err(Refusal::bad(wrong));
    }
    if let Some(name) = sent.get("name") {
        kept.insert("positionTitle".into(), position_title(documents, text(name)));
    }
    Ok(kept)
}

fn found(documents: &Value, list: &str, sought: &Value, wrong: &mut Vec<String>) -> Value {
    let Some(sought) = sought.as_object() else { return Value::Null };
    match references::entry(documents, list, sought) {
        Ok(found) => found["id"].clone(),
        Err(why) => {
            wrong.push(why);
            Value::Null
        }
    }
}

fn moment(value: &Value) -> Value {
    moments::read(text(value)).map_or(Value::Null, |moment| moments::write(moment).into())
}

fn fte(value: &Value, wrong: &mut Vec<String>) -> Value {
    if value.is_null() {
        return Value::Null;
    }
    match plain(value).parse::<f64>() {
        Ok(fte) if (0.0..=10.0).contains(&fte) => json!(fte),
        _ => {
            wrong.push("The fte field must be a number of at least 0.".into());
            Value::Null
        }
    }
}

fn recruitment(documents: &Value, sent: &Value, wrong: &mut Vec<String>) -> Value {
    let source =
        sent["source"].as_object().map(|_| found(documents, "recruitment-sources", &sent["source"], wrong));
    pay::check_currency("recruitment.currency", &sent["currency"], wrong);
    json!({"source": source, "cost": sent["cost"], "currency": sent["currency"]})
}

/// A work class belongs to a work type: without one it says which, and with one it has to be the same.
fn work_type(
    documents: &Value,
    held: Option<&Value>,
    kept: &mut Map<String, Value>,
    wrong: &mut Vec<String>,
) {
    let class = kept.get("workClass").or_else(|| held.map(|held| &held["workClass"]));
    let of_class =
        class.and_then(|class| entry(documents, "work-classes", text(class))).map(|class| &class["workType"]);
    match (kept.get("workType").filter(|sent| !sent.is_null()), of_class) {
        (Some(sent), Some(of_class)) if sent != of_class => {
            wrong.push("The workClass does not belong to the workType.".into());
        }
        (None, Some(of_class)) if kept.contains_key("workClass") => {
            let of_class = of_class.clone();
            kept.insert("workType".into(), of_class);
        }
        _ => {}
    }
}

/// The title of that name, or a new one: a typing error makes a new title, and nobody is told.
fn position_title(documents: &mut Value, name: &str) -> Value {
    let name = name.trim();
    let known = array(&documents["lists"]["position-titles"]).iter();
    let known = known.filter(|title| title["isEnabled"] != false);
    if let Some(title) =
        known.into_iter().find(|title| text(&title["name"]).to_lowercase() == name.to_lowercase())
    {
        return title["id"].clone();
    }
    let id = ids::fresh(documents);
    if let Some(titles) = documents["lists"]["position-titles"].as_array_mut() {
        titles.push(json!({"id": id, "name": name, "code": null, "isEnabled": true}));
    }
    id.into()
}
