//! The fields that a company made for itself.

use model::{
    hire::{Choice, HireField, HireFieldKind, HireRecord},
    note::Note,
};
use serde_json::{Map, Number, Value, json};

use crate::intellihr::wire::{CustomBodies, CustomBody, CustomField, CustomModel, CustomType, CustomValues};

/// The form's fields of one model, in a section of that key, and what could not be offered.
pub fn fields(
    definitions: &[CustomField],
    model: &CustomModel,
    section: &str,
) -> (Vec<HireField>, Vec<Note>) {
    let (mut fields, mut notes) = (vec![], vec![]);
    let on = |definition: &&CustomField| {
        definition.model_type == *model && definition.more.get("isEnabled") != Some(&Value::Bool(false))
    };
    for definition in definitions.iter().filter(on) {
        match kind(definition) {
            Ok((kind, choices)) => fields.push(HireField {
                key: format!("{section}.{}", definition.api_name),
                label: definition.name.clone(),
                kind,
                choices,
                required_by: None,
                fills_from: None,
                writable: None,
                help: definition.description.clone().unwrap_or_default(),
            }),
            Err(why) => notes.push(Note::on("", format!("{} is not offered: {why}.", definition.name))),
        }
    }
    (fields, notes)
}

fn kind(definition: &CustomField) -> Result<(HireFieldKind, Vec<Choice>), String> {
    match &definition.kind {
        CustomType::Text => Ok((HireFieldKind::Text, vec![])),
        CustomType::Number => Ok((HireFieldKind::Decimal, vec![])),
        CustomType::SingleSelect => Ok((HireFieldKind::Choice, options(&definition.definitions)?)),
        CustomType::MultiSelect => Ok((HireFieldKind::MultiChoice, options(&definition.definitions)?)),
        CustomType::PeopleDropdown => Err("choosing people of intelliHR is better done there".into()),
        CustomType::Unknown(word) => Err(format!("Gangway does not know intelliHR's type “{word}”")),
    }
}

/// The API takes an option by its label, so that the label is the value here.
fn options(definitions: &Value) -> Result<Vec<Choice>, String> {
    let all = definitions["options"].as_array().or_else(|| definitions.as_array());
    let all = all.ok_or("intelliHR did not say what can be chosen")?;
    let on = all.iter().filter(|option| option["isEnabled"] != false);
    let labels = on.filter_map(|option| option["label"].as_str());
    Ok(labels.map(|label| Choice { value: label.into(), label: label.into() }).collect())
}

/// The values of a section of the record as a request carries them. Which type a field has is not in the record, so
/// the definitions say it.
pub fn bodies(record: &HireRecord, section: &str, definitions: &[CustomField]) -> CustomBodies {
    let model = if section == "custom" { CustomModel::Person } else { CustomModel::Job };
    let value = |name: &str, text: &str| {
        let found = definitions.iter().find(|one| one.model_type == model && one.api_name == name);
        match found.map(|definition| &definition.kind) {
            Some(CustomType::Number) => {
                text.parse::<f64>().ok().and_then(Number::from_f64).map_or_else(|| text.into(), Value::Number)
            }
            Some(CustomType::SingleSelect) => json!({"label": text}),
            Some(CustomType::MultiSelect) => json!({"labels": lines(text)}),
            _ => text.into(),
        }
    };
    let values = record.section(section).into_iter();
    values.map(|(name, text)| (name.to_owned(), CustomBody { value: value(name, text) })).collect()
}

/// A value as the record writes it; `None` where nothing stands there.
pub fn held(values: &CustomValues, name: &str) -> Option<String> {
    let text = match &values.get(name)?.value {
        Value::Object(chosen) => chosen_text(chosen),
        Value::Null => return None,
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    Some(text).filter(|text| !text.trim().is_empty())
}

fn chosen_text(chosen: &Map<String, Value>) -> String {
    match (chosen.get("label"), chosen.get("labels")) {
        (Some(Value::String(label)), _) => label.clone(),
        (_, Some(Value::Array(labels))) => {
            labels.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n")
        }
        _ => String::new(),
    }
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn definitions() -> Vec<CustomField> {
        let options = json!({"options": [{"id": "1", "label": "S", "isEnabled": true},
            {"id": "2", "label": "M", "isEnabled": true}, {"id": "3", "label": "XXL", "isEnabled": false}]});
        let one = |name: &str, model: &str, kind: &str, definitions: &Value| {
            json!({"id": name, "name": name, "apiName": name, "modelType": model, "type": kind,
                "definitions": definitions})
        };
        serde_json::from_value(json!([
            one("shirt", "PERSON", "SINGLE_SELECT", &options),
            one("skills", "PERSON", "MULTI_SELECT", &options),
            one("desk", "PERSON", "NUMBER", &Value::Null),
            one("buddy", "PERSON", "PEOPLE_DROPDOWN", &Value::Null),
            one("desk", "JOB", "TEXT", &Value::Null),
        ]))
        .unwrap()
    }

    #[test]
    fn the_form_has_what_can_be_written_and_says_what_can_not() {
        let (fields, notes) = fields(&definitions(), &CustomModel::Person, "custom");
        let seen: Vec<_> = fields.iter().map(|field| (field.key.as_str(), field.kind)).collect();
        assert_eq!(
            seen,
            [
                ("custom.shirt", HireFieldKind::Choice),
                ("custom.skills", HireFieldKind::MultiChoice),
                ("custom.desk", HireFieldKind::Decimal),
            ]
        );
        assert_eq!(fields[0].choices.len(), 2, "what is switched off is not offered");
        assert!(notes[0].text.starts_with("buddy is not offered"), "{notes:?}");
    }

    #[test]
    fn values_go_in_the_form_of_their_type_and_come_back_as_they_were() {
        let mut record = HireRecord::default();
        for (key, value) in [
            ("custom.shirt", "M"),
            ("custom.skills", "S\nM"),
            ("custom.desk", "12.5"),
            ("jobCustom.desk", "12"),
        ] {
            record.set(key, value);
        }
        let sent = json!(bodies(&record, "custom", &definitions()));
        let expected = json!({"shirt": {"value": {"label": "M"}}, "skills": {"value": {"labels": ["S", "M"]}},
            "desk": {"value": 12.5}});
        assert_eq!(sent, expected);
        assert_eq!(json!(bodies(&record, "jobCustom", &definitions())), json!({"desk": {"value": "12"}}));
        let values: CustomValues = serde_json::from_value(json!({
            "shirt": {"value": {"id": "2", "label": "M"}},
            "skills": {"value": {"ids": ["1", "2"], "labels": ["S", "M"]}},
            "desk": {"value": 12.5},
            "empty": {"value": null},
        }))
        .unwrap();
        let back = |name| held(&values, name);
        assert_eq!((back("shirt"), back("skills")), (Some("M".into()), Some("S\nM".into())));
        assert_eq!((back("desk"), back("empty"), back("none")), (Some("12.5".into()), None, None));
    }
}
