//! What each outcome of a comparison weighs.

use std::collections::HashMap;

use crate::{
    compare::{LEVELS, Level, Outcome},
    traits::{Trait, Traits},
};

/// What each outcome weighs, in bits: by how many doublings it makes it likelier (or, below zero, less likely) that two
/// records are one person.
#[derive(Clone, Debug)]
pub struct Weights {
    /// How often each level comes out with records of one person.
    pub(crate) same: [[f64; LEVELS]; Trait::ALL.len()],
    /// How often with records of two people.
    pub(crate) other: [[f64; LEVELS]; Trait::ALL.len()],
    /// How likely it is beforehand, in bits.
    pub(crate) before: f64,
    /// How rare each value is; empty where that is not known.
    pub(crate) shares: Shares,
}

/// How large a share of the records has a value, for those traits where values differ much in that.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shares([HashMap<String, f64>; COUNTED.len()]);

/// The traits whose values are counted: to share a rare one says more than to share a frequent one.
const COUNTED: [Trait; 6] =
    [Trait::First, Trait::Last, Trait::Street, Trait::Line, Trait::City, Trait::Postcode];

fn value(record: &Traits, which: Trait) -> &str {
    match which {
        Trait::First => &record.first,
        Trait::Last => &record.last,
        Trait::Street => &record.street,
        Trait::Line => &record.line,
        Trait::City => &record.city,
        _ => &record.postcode,
    }
}

impl Shares {
    pub(crate) fn of(records: &[Traits]) -> Self {
        Self(COUNTED.map(|which| {
            let mut counts: HashMap<String, f64> = HashMap::new();
            let known = records.iter().map(|record| value(record, which)).filter(|text| !text.is_empty());
            let mut all = 0.0;
            for text in known {
                *counts.entry(text.to_owned()).or_default() += 1.0;
                all += 1.0;
            }
            counts.values_mut().for_each(|count| *count /= all);
            counts
        }))
    }

    fn get(&self, which: Trait, record: &Traits) -> Option<f64> {
        let nth = COUNTED.iter().position(|counted| *counted == which)?;
        self.0[nth].get(value(record, which)).copied()
    }
}

impl Weights {
    /// What an outcome of one trait weighs, in bits.
    pub fn bits(&self, which: Trait, level: Level, one: &Traits) -> f64 {
        if level == Level::Unknown {
            return 0.0;
        }
        let (nth, place) = (which as usize, level as usize);
        let mut by_chance = self.other[nth][place];
        if level == Level::Same
            && let Some(share) = self.shares.get(which, one)
        {
            // Halfway, in bits, between what all values say and what this one does: few counts are no certainty.
            by_chance = (by_chance * share).sqrt();
        }
        (self.same[nth][place] / by_chance).log2()
    }

    /// How likely two records are one person, in bits: 0 is one to one, 10 is a thousand to one.
    pub fn weigh(&self, outcome: &Outcome, one: &Traits) -> f64 {
        let sum: f64 = Trait::ALL.iter().map(|which| self.bits(*which, outcome[*which as usize], one)).sum();
        let twice = |a: Trait, b: Trait| {
            // A swap is one slip although two traits show it.
            let both = [a, b].iter().all(|which| outcome[*which as usize] == Level::Swapped);
            if both { self.bits(b, Level::Swapped, one).min(0.0) } else { 0.0 }
        };
        self.before + sum - twice(Trait::First, Trait::Last) - twice(Trait::Street, Trait::Line)
    }

    /// Weights for a pool that grows by one person at a time and has too few known pairs to learn from. They stand for
    /// what such records are like: an address or a page is shared by chance by one pair in ten million, a last name by
    /// one in a thousand.
    pub fn fixed() -> Self {
        // Different, alike, close, swapped, same.
        let row = |different: f64, alike: f64, close: f64, swapped: f64, same: f64| {
            [1.0, different, alike, close, swapped, same]
        };
        let mut weights = Self {
            same: [row(0.2, 0.1, 0.1, 0.1, 0.5); Trait::ALL.len()],
            other: [row(0.9, 0.05, 0.03, 0.01, 0.01); Trait::ALL.len()],
            before: -17.0,
            shares: Shares::default(),
        };
        let mut set = |which: Trait, same: [f64; LEVELS], other: [f64; LEVELS]| {
            weights.same[which as usize] = same;
            weights.other[which as usize] = other;
        };
        set(Trait::Email, row(0.3, 0.1, 0.01, 0.1, 0.6), row(1.0, 1e-3, 1e-5, 0.1, 4e-8));
        // A family may share one.
        set(Trait::Phone, row(0.3, 0.1, 0.15, 0.1, 0.5), row(1.0, 0.1, 2e-5, 0.1, 4e-5));
        set(Trait::Page, row(0.2, 0.1, 0.1, 0.1, 0.7), row(1.0, 0.1, 0.1, 0.1, 4e-8));
        set(Trait::First, row(0.04, 0.03, 0.07, 0.02, 0.84), row(0.95, 0.03, 0.01, 2e-4, 0.01));
        set(Trait::Last, row(0.05, 0.02, 0.04, 0.02, 0.87), row(0.97, 0.02, 4e-3, 2e-4, 1e-3));
        set(Trait::Birth, row(0.02, 0.02, 0.04, 0.1, 0.92), row(0.98, 0.015, 2e-3, 0.1, 5e-5));
        set(Trait::City, row(0.3, 0.05, 0.05, 0.1, 0.6), row(0.9, 0.04, 0.01, 0.1, 0.03));
        set(Trait::Street, row(0.3, 0.05, 0.1, 0.05, 0.5), row(0.95, 0.04, 5e-3, 1e-4, 1e-4));
        set(Trait::Postcode, row(0.3, 0.05, 0.05, 0.1, 0.6), row(0.95, 0.03, 0.01, 0.1, 2e-3));
        set(Trait::Company, row(0.4, 0.05, 0.05, 0.1, 0.5), row(0.97, 0.01, 5e-3, 0.1, 5e-3));
        weights
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::compare;

    fn person(first: &str, last: &str, email: &str) -> Traits {
        Traits {
            first: first.into(),
            last: last.into(),
            emails: Some(email).filter(|email| !email.is_empty()).map(str::to_owned).into_iter().collect(),
            ..Traits::default()
        }
    }

    fn bits(one: &Traits, other: &Traits) -> f64 {
        Weights::fixed().weigh(&compare(one, other), one)
    }

    #[test]
    fn an_address_decides_a_name_alone_does_not() {
        let ida = person("ida", "larsen", "ida@example.com");
        assert!(bits(&ida, &ida) > 20.0);
        assert!(bits(&ida, &person("", "", "ida@example.com")) > 6.7);
        let namesake = bits(&ida, &person("ida", "larsen", ""));
        assert!((-6.0..0.0).contains(&namesake), "a namesake is not even asked about: {namesake}");
        let neighbour = Traits { city: "oslo".into(), ..person("ida", "larsen", "") };
        let maybe = bits(&neighbour, &neighbour);
        assert!((0.0..6.6).contains(&maybe), "asked about, not merged: {maybe}");
        assert!(bits(&ida, &person("tom", "smith", "tom@example.com")) < -20.0);
        let shared = bits(&ida, &person("tom", "smith", "ida@example.com"));
        assert!((-6.0..6.6).contains(&shared), "one address of two names is no proof: {shared}");
    }

    #[test]
    fn a_rare_name_says_more() {
        let mut all = vec![person("ida", "smith", ""); 99];
        all.push(person("ida", "quillfeather", ""));
        let weights = Weights { shares: Shares::of(&all), ..Weights::fixed() };
        let bits = |nth: usize| weights.weigh(&compare(&all[nth], &all[nth]), &all[nth]);
        assert!(bits(99) > bits(0) + 3.0);
    }
}
