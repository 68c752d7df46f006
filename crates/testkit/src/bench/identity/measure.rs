//! How well the pairs of a set are found.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use identity::{group, pair};

use super::febrl::Set;

/// How well, and how quickly.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// Of the pairs found, how many are one person.
    pub precision: f64,
    /// Of the pairs that are one person, how many were found.
    pub recall: f64,
    /// The harmonic mean of both.
    pub f1: f64,
    /// How long it took, from the records to the pairs.
    pub took: Duration,
}

/// Finds the pairs of a set that are one person, from `least` bits on, and compares them with the truth.
pub fn measure(set: &Set, least: f64) -> Measured {
    let begin = Instant::now();
    let found = find(set, least);
    let took = begin.elapsed();
    Measured { took, ..score(&found, &set.truth) }
}

fn find(set: &Set, least: f64) -> Vec<(u32, u32)> {
    let (pairs, weights) = pair::weighed(&set.records, set.second);
    if set.second.is_some() {
        return group::partners(&pairs, least);
    }
    let groups = group::groups(&set.records, &pairs, &weights, least);
    let mut found = Vec::new();
    for mut group in groups {
        group.sort_unstable();
        for (at, one) in group.iter().enumerate() {
            found.extend(group[at + 1..].iter().map(|other| (*one, *other)));
        }
    }
    found
}

/// Compares pairs with the truth.
pub fn score(found: &[(u32, u32)], truth: &[(u32, u32)]) -> Measured {
    let truth: BTreeSet<_> = truth.iter().collect();
    let right = found.iter().filter(|pair| truth.contains(pair)).count() as f64;
    let (precision, recall) = (right / found.len().max(1) as f64, right / truth.len().max(1) as f64);
    let f1 = if right > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    Measured { precision, recall, f1, took: Duration::ZERO }
}

/// The threshold, in bits, with which the mean F1 of these sets is best; the middle of several that are equally good.
pub fn tuned(sets: &[Set]) -> f64 {
    let mut best: (f64, Vec<f64>) = (0.0, vec![0.0]);
    for least in (-15..=15).map(f64::from) {
        let mean = sets.iter().map(|set| measure(set, least).f1).sum::<f64>() / sets.len() as f64;
        if mean > best.0 {
            best = (mean, vec![least]);
        } else if mean == best.0 {
            best.1.push(least);
        }
    }
    best.1[best.1.len() / 2]
}
