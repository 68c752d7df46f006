//! Read back: every field that was sent is compared with what the HR system now holds.

use model::{
    field::decimal,
    handoff::Difference,
    hire::{HireRecord, money},
};
use serde_json::json;
use store::integrations::form;

use super::{Outcome, Stop, employee};
use crate::{App, handoff::deliver::Delivery};

pub(super) async fn read_back(app: &App, delivery: &Delivery) -> Result<Outcome, Stop> {
    let sent = &delivery.handoff.record;
    let (hris, ctx) = delivery.hris()?;
    let held = hris.read_back(ctx, &employee(delivery)?, sent).await?;
    let mut handoff = delivery.handoff.clone();
    handoff.differences = differences(sent, &held);
    if !handoff.differences.is_empty() {
        let form = form::get(&app.db, delivery.workspace(), handoff.connection).await?;
        for difference in &mut handoff.differences {
            if let Some(field) = form.as_ref().and_then(|(form, _)| form.field(&difference.field)) {
                difference.label.clone_from(&field.label);
            }
        }
    }
    let result = json!({"compared": sent.0.len(), "differences": handoff.differences.len()});
    Ok(Outcome::Done { result, handoff: Box::new(handoff) })
}

/// The fields that are not as they were sent, by their keys; names come later.
fn differences(sent: &HireRecord, held: &HireRecord) -> Vec<Difference> {
    sent.0
        .iter()
        .filter(|(key, value)| held.get(key).is_none_or(|found| !same(value, found)))
        .map(|(key, value)| Difference {
            field: key.clone(),
            label: key.clone(),
            sent: value.clone(),
            found: held.get(key).map(str::to_owned),
        })
        .collect()
}

/// Whether two texts mean the same value: numbers and amounts may be written with other zeros.
fn same(sent: &str, found: &str) -> bool {
    let (sent, found) = (sent.trim(), found.trim());
    let lines = |text: &str| {
        let mut lines: Vec<_> = text.lines().map(|line| line.trim().to_owned()).collect();
        lines.sort();
        lines
    };
    lines(sent) == lines(found)
        || number(sent).is_some_and(|number_sent| number(found) == Some(number_sent))
        || money(sent).zip(money(found)).is_some_and(
            |((amount, currency), (amount_there, currency_there))| {
                currency == currency_there && number(&amount) == number(&amount_there)
            },
        )
}

fn number(text: &str) -> Option<String> {
    let plain = decimal(text)?;
    // Only a number with a fraction, or one without leading zeros: "007" is a code, not seven.
    if plain.len() > 1 && plain.starts_with('0') && !plain.starts_with("0.") {
        return None;
    }
    Some(if plain.contains('.') {
        plain.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        plain
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_may_be_written_with_other_zeros_and_codes_may_not() {
        assert!(same("52000", "52000.00"));
        assert!(same("52000.00 GBP", "52000 GBP"));
        assert!(same("b\na", "a\nb"));
        assert!(!same("52000 GBP", "52000 USD"));
        assert!(!same("007", "7"));
        assert!(!same("Ana", "ana"));
    }

    #[test]
    fn what_is_left_out_or_other_is_named() {
        let record = |pairs: &[(&str, &str)]| {
            HireRecord(pairs.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect())
        };
        let sent = record(&[("a", "1"), ("b", "2"), ("c", "3")]);
        let found = differences(&sent, &record(&[("a", "1"), ("b", "x")]));
        let named: Vec<_> = found.iter().map(|d| (d.field.as_str(), d.found.as_deref())).collect();
        assert_eq!(named, [("b", Some("x")), ("c", None)]);
    }
}
