//! Search objects: how a request names something that is there already.
//!
//! The keys that are sent narrow the search together. Of several that fit, the best match is taken, so that a name
//! may lead to something else than was meant: an id never does.

use serde_json::{Map, Value};

use super::documents::{array, plain, text};

/// Finds an entry of a reference list.
pub fn entry<'a>(documents: &'a Value, list: &str, sought: &Map<String, Value>) -> Result<&'a Value, String> {
    let all = array(&documents["lists"][list]);
    let nothing = || format!("Nothing of {list} could be found for {}.", shown(sought));
    let keys: Vec<_> = sought.iter().filter(|(key, value)| *key != "id" && !value.is_null()).collect();
    let score = |entry: &Value| {
        keys.iter()
            .map(|(key, value)| closeness(&plain(&entry[key.as_str()]), &plain(value)))
            .sum::<Option<u32>>()
    };
    let found = match sought.get("id").filter(|id| !id.is_null()) {
        Some(id) => all.iter().find(|entry| entry["id"] == *id).filter(|entry| score(entry).is_some()),
        None if keys.is_empty() => None,
        None => {
            let enabled = all.iter().filter(|entry| entry["isEnabled"] != false);
            // Of equally good ones the first: `max_by_key` would take the last.
            enabled
                .filter_map(|entry| Some((score(entry)?, entry)))
                .rev()
                .max_by_key(|(score, _)| *score)
                .map(|f| f.1)
        }
    };
    let found = found.ok_or_else(nothing)?;
    if found["isEnabled"] == false {
        return Err(format!("“{}” of {list} is disabled.", text(&found["name"])));
    }
    Ok(found)
}

/// The same, the whole word, its beginning, or a part of it.
fn closeness(held: &str, sought: &str) -> Option<u32> {
    let (held, sought) = (held.to_lowercase(), sought.trim().to_lowercase());
    if sought.is_empty() {
        None
    } else if held == sought {
        Some(3)
    } else if held.starts_with(&sought) {
        Some(2)
    } else if held.contains(&sought) {
        Some(1)
    } else {
        None
    }
}

/// Finds a person. Several that fit are refused.
pub fn person<'a>(documents: &'a Value, sought: &Map<String, Value>) -> Result<&'a Value, String> {
    let mut keys = sought.iter().filter(|(_, value)| !value.is_null()).peekable();
    if keys.peek().is_none() {
        return Err("A person has to be named by id, name, primaryEmailAddress, employeeNumber or \
                    autoIncrementIntellihrId."
            .into());
    }
    let keys: Vec<_> = keys.collect();
    let by_id = sought.get("id").and_then(Value::as_str);
    let candidates: Vec<&Value> = match by_id {
        Some(id) => documents["people"].get(id).into_iter().collect(),
        None => documents["people"].as_object().into_iter().flat_map(Map::values).collect(),
    };
    let fits = |person: &&Value| keys.iter().all(|(key, value)| person_fits(person, key, &plain(value)));
    let mut found = candidates.into_iter().filter(fits);
    match (found.next(), found.next()) {
        (Some(person), None) => Ok(person),
        (None, _) => Err(format!("No person could be found for {}.", shown(sought))),
        (Some(_), Some(_)) => {
            Err(format!("The search for {} could not be narrowed to a single person.", shown(sought)))
        }
    }
}

/// Whether a person is the one that a key means.
pub fn person_fits(person: &Value, key: &str, sought: &str) -> bool {
    match key {
        "name" => is_called(person, sought),
        "primaryEmailAddress" | "primaryEmail" => {
            let emails = array(&person["emailAddresses"]).iter();
            let primary = emails.filter(|email| email["isPrimary"] == true);
            primary.into_iter().any(|email| text(&email["email"]).eq_ignore_ascii_case(sought.trim()))
        }
        _ => !sought.is_empty() && plain(&person[key]) == sought,
    }
}

/// Whether every word that is sought is a word of the person's names, in any order.
pub fn is_called(person: &Value, sought: &str) -> bool {
    let words = |text: &str| {
        let lower = text.to_lowercase();
        lower.split(|c: char| c.is_whitespace() || "(),".contains(c)).map(str::to_owned).collect::<Vec<_>>()
    };
    let names = ["firstName", "middleName", "lastName", "preferredName"];
    let held: Vec<String> = names.into_iter().flat_map(|name| words(text(&person[name]))).collect();
    let sought: Vec<String> = words(sought).into_iter().filter(|word| !word.is_empty()).collect();
    !sought.is_empty() && sought.iter().all(|word| held.contains(word))
}

fn shown(sought: &Map<String, Value>) -> String {
    sought.iter().map(|(key, value)| format!("{key} “{}”", plain(value))).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn find(sought: Value) -> Result<String, String> {
        let documents = json!({"lists": {"locations": [
            {"id": "1", "name": "Sydney Harbour", "isEnabled": true},
            {"id": "2", "name": "Sydney", "isEnabled": true},
            {"id": "3", "name": "Perth", "isEnabled": false},
        ]}});
        entry(&documents, "locations", sought.as_object().unwrap())
            .map(|entry| plain(&entry["id"]).into_owned())
    }

    #[test]
    fn the_best_match_is_taken_and_of_equal_ones_the_first() {
        assert_eq!(find(json!({"name": "sydney"})), Ok("2".into()), "the whole name");
        assert_eq!(find(json!({"name": "syd"})), Ok("1".into()), "two begin so: the first");
        assert_eq!(find(json!({"name": "harbour"})), Ok("1".into()), "a part");
    }

    #[test]
    fn keys_narrow_together_and_an_id_does_not_lead_astray() {
        assert_eq!(find(json!({"id": "1", "name": "Sydney Harbour"})), Ok("1".into()));
        assert!(find(json!({"id": "1", "name": "Perth"})).is_err());
        assert!(find(json!({"id": "9"})).is_err());
        assert!(find(json!({})).is_err());
    }

    #[test]
    fn what_is_disabled_is_not_taken() {
        assert!(find(json!({"name": "Perth"})).is_err());
        assert!(find(json!({"id": "3"})).unwrap_err().contains("disabled"));
    }

    #[test]
    fn names_are_found_in_any_order() {
        let person = json!({"firstName": "Bruce", "lastName": "Wayne", "preferredName": "Bat"});
        assert!(is_called(&person, "Bat (Bruce) Wayne") && is_called(&person, "wayne bruce"));
        assert!(!is_called(&person, "Bru") && !is_called(&person, " "));
    }
}
