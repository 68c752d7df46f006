//! Filling the tenant's form with what is known: pure, so that form, preview, rule and bulk fill alike.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::{
    contact::normal_name,
    field::{boolean, decimal},
    hire::{Choice, HireField, HireFieldKind, HireForm, HireRecord, Source, money},
    note::Note,
};

use super::facts::Facts;

/// A filled form.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Filled {
    /// The values.
    pub record: HireRecord,
    /// Where each came from, in words.
    pub origins: BTreeMap<String, String>,
    /// What is known and could not be used.
    pub notes: Vec<Note>,
}

/// Fills every field whose source is known and fits. What doesn't fit, or may not be written there, is left empty and
/// remarked on.
pub(super) fn fill(form: &HireForm, mapping: &BTreeMap<String, Source>, facts: &Facts) -> Filled {
    let mut filled = Filled::default();
    let mut forbidden = Vec::new();
    for field in form.fields() {
        let Some(source) = mapping.get(&field.key).or(field.fills_from.as_ref()) else { continue };
        let Some(known) = facts.get(source) else { continue };
        if field.writable == Some(false) {
            forbidden.push(field.label.as_str());
            continue;
        }
        match fit(field, known) {
            Ok(value) => {
                filled.record.set(&field.key, value);
                filled.origins.insert(field.key.clone(), facts.label(source));
            }
            Err(why) => filled.notes.push(Note::on(&field.key, why)),
        }
    }
    if !forbidden.is_empty() {
        let which = forbidden.join(", ");
        let why = format!("Left empty, because the key's owner may not write it there: {which}.");
        filled.notes.push(Note::on("", why));
    }
    filled
}

fn fit(field: &HireField, known: &str) -> Result<String, String> {
    let fitted = match field.kind {
        HireFieldKind::Text | HireFieldKind::Phone | HireFieldKind::LongText | HireFieldKind::Email => {
            Some(known.to_owned())
        }
        HireFieldKind::Date => known.parse::<Date>().ok().map(|date| date.to_string()),
        HireFieldKind::Integer => known.parse::<i64>().ok().map(|number| number.to_string()),
        HireFieldKind::Decimal => decimal(known),
        HireFieldKind::Money => money(known).map(|(amount, currency)| format!("{amount} {currency}")),
        HireFieldKind::Boolean => boolean(known),
        HireFieldKind::Choice => choose(&field.choices, known),
        HireFieldKind::MultiChoice => known
            .split(['\n', ';'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| choose(&field.choices, part))
            .collect::<Option<Vec<_>>>()
            .map(|chosen| chosen.join("\n")),
    };
    fitted.ok_or_else(|| match field.kind {
        HireFieldKind::Choice | HireFieldKind::MultiChoice => {
            format!("“{known}” is not in the HR system's list for {}. Choose one.", field.label)
        }
        _ => format!("“{known}” does not fit {}. It was left empty.", field.label),
    })
}

/// The tenant's own value for a word of ours: the same value, or else the same label, whatever the case.
fn choose(choices: &[Choice], word: &str) -> Option<String> {
    let word = normal_name(word);
    let by = |text: fn(&Choice) -> &String| choices.iter().find(|choice| normal_name(text(choice)) == word);
    by(|choice| &choice.value).or_else(|| by(|choice| &choice.label)).map(|choice| choice.value.clone())
}

#[cfg(test)]
mod tests {
    use model::hire::HireSection;

    use super::*;

    fn field(key: &str, kind: HireFieldKind, from: &str) -> HireField {
        HireField {
            key: key.into(),
            label: key.into(),
            kind,
            choices: vec![
                Choice { value: "12".into(), label: "London Office".into() },
                Choice { value: "Leeds".into(), label: "Leeds".into() },
            ],
            required_by: None,
            fills_from: Some(Source(from.into())),
            writable: None,
            help: String::new(),
        }
    }

    fn form(fields: Vec<HireField>) -> HireForm {
        HireForm {
            sections: vec![HireSection { key: String::new(), label: "All".into(), fields }],
            notes: vec![],
        }
    }

    #[test]
    fn a_list_takes_the_tenants_value_by_value_or_label() {
        let form = form(vec![field("location", HireFieldKind::Choice, "job.location")]);
        for (known, value) in [("london  office", "12"), ("LEEDS", "Leeds"), ("12", "12")] {
            let filled = fill(&form, &BTreeMap::new(), &Facts::of(&[("job.location", known)]));
            assert_eq!(filled.record.get("location"), Some(value), "{known}");
            assert_eq!(filled.origins["location"], "Job: location");
        }
    }

    #[test]
    fn what_the_key_may_not_write_is_left_empty_and_remarked_on() {
        let mut pay = field("pay", HireFieldKind::Text, "offer.pay");
        pay.writable = Some(false);
        let filled = fill(&form(vec![pay]), &BTreeMap::new(), &Facts::of(&[("offer.pay", "1.00 GBP")]));
        assert_eq!(filled.record, HireRecord::default());
        assert!(filled.notes[0].text.ends_with("may not write it there: pay."), "{:?}", filled.notes);
    }

    #[test]
    fn a_value_outside_the_list_is_left_empty_and_remarked_on() {
        let form = form(vec![field("location", HireFieldKind::Choice, "job.location")]);
        let filled = fill(&form, &BTreeMap::new(), &Facts::of(&[("job.location", "Paris")]));
        assert_eq!(filled.record, HireRecord::default());
        assert_eq!(filled.notes[0].field, "location");
        assert!(filled.notes[0].text.contains("“Paris” is not in"), "{}", filled.notes[0].text);
    }

    #[test]
    fn the_administrators_mapping_wins_and_may_be_a_constant_or_nothing() {
        let form = form(vec![field("title", HireFieldKind::Text, "job.title")]);
        let facts = Facts::of(&[("job.title", "Nurse"), ("job.department", "Ward 3")]);
        let value = |source: &str| {
            let mapping = BTreeMap::from([("title".to_owned(), Source(source.into()))]);
            fill(&form, &mapping, &facts).record.get("title").map(str::to_owned)
        };
        assert_eq!(value("job.department"), Some("Ward 3".into()));
        assert_eq!(value("text:Staff"), Some("Staff".into()));
        assert_eq!(value(""), None);
    }

    #[test]
    fn pay_needs_its_currency() {
        let form = form(vec![field("pay", HireFieldKind::Money, "offer.pay")]);
        let filled = |pay| fill(&form, &BTreeMap::new(), &Facts::of(&[("offer.pay", pay)]));
        assert_eq!(filled("52000 GBP").record.get("pay"), Some("52000 GBP"));
        assert_eq!(filled("52000").notes.len(), 1);
    }
}
