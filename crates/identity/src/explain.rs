//! Why two records are taken for one person, or not, in words.

use crate::{
    compare::{Level, compare},
    traits::{Trait, Traits},
    weights::Weights,
};

/// What weighs less than this, in bits, is not worth a sentence.
const WORTH_SAYING: f64 = 0.5;

/// What speaks for it and what against it, the weightiest first.
pub fn explain(one: &Traits, other: &Traits, weights: &Weights) -> Vec<String> {
    let outcome = compare(one, other);
    let mut told: Vec<(f64, String)> = Trait::ALL
        .iter()
        .map(|which| (*which, outcome[*which as usize]))
        .filter(|(which, level)| *level != Level::Unknown && !told_with_another(*which, *level))
        .map(|(which, level)| (weights.bits(which, level, one), sentence(which, level)))
        .filter(|(bits, _)| bits.abs() >= WORTH_SAYING)
        .collect();
    told.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    told.into_iter().map(|(_, sentence)| sentence).collect()
}

/// A swap shows in two traits and is told once.
fn told_with_another(which: Trait, level: Level) -> bool {
    level == Level::Swapped && matches!(which, Trait::Last | Trait::Line)
}

fn sentence(which: Trait, level: Level) -> String {
    let label = which.label();
    match (level, which) {
        (Level::Swapped, Trait::First) => "First and last name stand in each other's place.".into(),
        (Level::Swapped, _) => "The lines of the address stand in each other's place.".into(),
        (Level::Same, _) => format!("The same {label}."),
        (Level::Close, Trait::Phone) => "The same phone number, once without its country.".into(),
        (Level::Close, _) => format!("Nearly the same {label}."),
        (Level::Alike, Trait::Email) => "The same name before the @ of another e-mail address.".into(),
        (Level::Alike, _) => format!("A similar {label}."),
        (Level::Different, _) => format!("Another {label}."),
        (Level::Unknown, _) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weightiest_reason_comes_first() {
        let with = |first: &str, email: &str, city: &str| Traits {
            first: first.into(),
            last: "larsen".into(),
            emails: vec![email.into()],
            city: city.into(),
            ..Traits::default()
        };
        let (one, other) =
            (with("ida", "ida@example.com", "oslo"), with("idda", "ida@example.com", "bergen"));
        let reasons = explain(&one, &other, &Weights::fixed());
        assert_eq!(reasons[0], "The same e-mail address.");
        assert!(reasons.contains(&"Nearly the same first name.".to_owned()), "{reasons:?}");
        assert!(reasons.contains(&"Another town.".to_owned()));
        assert!(explain(&Traits::default(), &one, &Weights::fixed()).is_empty());
    }
}
