//! What can be chosen of the company's lists: identifiers as values, names to read.

use model::hire::Choice;
use serde_json::Value;

use crate::intellihr::wire::Item;

/// The choices of a list: what is switched off is not offered.
pub fn of(items: &[Item]) -> Vec<Choice> {
    let offered: Vec<&Item> =
        items.iter().filter(|item| item.more.get("isEnabled") != Some(&Value::Bool(false))).collect();
    offered
        .iter()
        .map(|item| {
            let alone = offered.iter().filter(|other| same(&other.name, &item.name)).count() == 1;
            let more = if alone { None } else { qualifier(item, items) };
            let label = more.map_or_else(|| item.name.clone(), |more| format!("{} ({more})", item.name));
            Choice { value: item.id.clone(), label }
        })
        .collect()
}

/// Words that the API knows and lists nowhere, with the words people use for them.
pub fn fixed(words: &[(&str, &str)]) -> Vec<Choice> {
    words.iter().map(|(value, label)| Choice { value: (*value).into(), label: (*label).into() }).collect()
}

/// What tells an entry from another of the same name: the type of a class, the parent of a unit, a code, a country.
fn qualifier(item: &Item, items: &[Item]) -> Option<String> {
    let text = |value: &Value| value.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    let more = |name: &str| item.more.get(name);
    let parent = || {
        let parent = more("parentId")?.as_str()?;
        items.iter().find(|other| other.id == parent).map(|parent| parent.name.clone())
    };
    more("workType")
        .and_then(|kind| text(&kind["name"]))
        .or_else(parent)
        .or_else(|| more("code").and_then(text))
        .or_else(|| more("country").and_then(text))
}

/// Whether two names are the same to a person.
pub fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_that_stand_twice_are_told_apart_and_what_is_off_is_left_out() {
        let items: Vec<Item> = serde_json::from_value(json!([
            {"id": "1", "name": "Full-Time", "isEnabled": true, "workType": {"id": "7", "name": "Permanent"}},
            {"id": "2", "name": "Full-Time", "isEnabled": true, "workType": {"id": "8", "name": "Fixed Contract"}},
            {"id": "3", "name": "Casual", "isEnabled": true, "workType": {"id": "9", "name": "Temporary/Casual"}},
            {"id": "4", "name": "Casual", "isEnabled": false, "workType": {"id": "7", "name": "Permanent"}},
        ]))
        .unwrap();
        let labels: Vec<_> = of(&items).into_iter().map(|choice| (choice.value, choice.label)).collect();
        let expected = [("1", "Full-Time (Permanent)"), ("2", "Full-Time (Fixed Contract)"), ("3", "Casual")];
        assert_eq!(labels, expected.map(|(id, label)| (id.to_owned(), label.to_owned())));
    }
}
