//! Completing somebody who is there: gaps are filled, lists grow, nothing goes.

use model::{newcomer::NewPerson, note::Note};
use serde_json::{Map, Value, json};

use super::{There, contacts};
use crate::greenhouse::custom;

/// What a change of somebody who is there has to say so that they have what the newcomer brings and these labels, and what of the newcomer was not taken over because something
/// else stands there. Each list is said whole, because it takes the place of the one that is there. Empty where nothing
/// is lacking.
pub fn lacking(there: &There, person: &NewPerson, tags: &[String]) -> (Map<String, Value>, Vec<Note>) {
    let (mut body, mut notes) = (Map::new(), vec![]);
    for (key, stands, brought) in [
        ("first_name", &there.first_name, &person.first_name),
        ("last_name", &there.last_name, &person.last_name),
        ("company", &there.company, &person.company),
        ("title", &there.title, &person.headline),
    ] {
        let (stands, brought) = (stands.as_deref().unwrap_or_default().trim(), brought.trim());
        if stands.is_empty() && !brought.is_empty() {
            body.insert(key.into(), brought.into());
        } else if !brought.is_empty() && stands != brought {
            let what = key.replace('_', " ");
            notes.push(Note::on(key, format!("Another {what} stands there and was kept.")));
        }
    }
    for (list, normal) in contacts::LISTS {
        let stands = contacts::there(&there.contacts, list);
        let known: Vec<_> = stands.iter().filter_map(|entry| normal(entry.value.as_deref()?)).collect();
        let mut new: Vec<_> = contacts::brought(person, list);
        new.retain(|entry| entry.value.as_deref().and_then(normal).is_some_and(|new| !known.contains(&new)));
        if !new.is_empty() {
            let stands = stands.iter().filter(|entry| entry.value.is_some());
            let all = stands.chain(&new).map(|entry| contacts::written(list, entry));
            body.insert(list.into(), all.collect());
        }
    }
    let has = |tag: &&String| there.tags.iter().any(|known| known.to_lowercase() == tag.to_lowercase());
    let new: Vec<_> = tags.iter().filter(|tag| !has(tag)).collect();
    if !new.is_empty() {
        body.insert("tags".into(), there.tags.iter().chain(new).map(|name| json!(name)).collect());
    }
    (body, notes)
}

/// The values that differ from those that stand there.
pub fn differing(there: &custom::Values, values: Map<String, Value>) -> Map<String, Value> {
    let differs = |key: &String, value: &Value| {
        let now = there.get(key).map_or(&Value::Null, |valued| &valued.value);
        custom::text(now) != custom::text(value)
    };
    values.into_iter().filter(|(key, value)| differs(key, value)).collect()
}

#[cfg(test)]
mod tests {
    use model::newcomer::{Reach, ReachKind};

    use super::*;

    fn there() -> There {
        serde_json::from_value(json!({
            "id": 7, "first_name": "Ida", "last_name": "Larsen", "company": null, "title": "Engineer",
            "tags": ["Ruby"], "email_addresses": [{"value": "Ida@example.com", "type": "work"}],
            "social_media_addresses": [{"value": "https://www.linkedin.com/in/ida"}],
            "custom_fields": {"level": {"name": "Level", "type": "short_text", "value": "3"}},
        }))
        .unwrap()
    }

    #[test]
    fn gaps_are_filled_lists_grow_and_nothing_goes() {
        let reach = |value: &str| Reach { value: value.into(), kind: ReachKind::Private };
        let person = NewPerson {
            first_name: "Ida".into(),
            last_name: "Larsen-Holm".into(),
            company: "Oak & Co".into(),
            emails: vec![reach("ida@example.com"), reach("ida.larsen@example.org")],
            profiles: vec!["linkedin.com/in/ida/".into(), "https://github.example/ida".into()],
            ..NewPerson::default()
        };
        let tags = ["ruby".to_owned(), "Referred".to_owned()];
        let (body, notes) = lacking(&there(), &person, &tags);
        assert_eq!(
            Value::Object(body),
            json!({
                "company": "Oak & Co",
                "email_addresses": [
                    {"value": "Ida@example.com", "type": "work"},
                    {"value": "ida.larsen@example.org", "type": "personal"},
                ],
                "social_media_addresses": [
                    {"value": "https://www.linkedin.com/in/ida"}, {"value": "https://github.example/ida"},
                ],
                "tags": ["Ruby", "Referred"],
            })
        );
        assert_eq!(notes.iter().map(|note| note.field.as_str()).collect::<Vec<_>>(), ["last_name"]);
    }

    #[test]
    fn somebody_who_lacks_nothing_is_left_alone() {
        let person = NewPerson {
            first_name: "Ida".into(),
            last_name: "Larsen".into(),
            profiles: vec!["linkedin.com/in/ida".into()],
            ..NewPerson::default()
        };
        assert_eq!(lacking(&there(), &person, &[]), (Map::new(), vec![]));
        let values = json!({"level": "3", "other": "x"}).as_object().cloned().unwrap();
        let differing = differing(&there().values().unwrap(), values);
        assert_eq!(differing.keys().collect::<Vec<_>>(), ["other"]);
    }
}
