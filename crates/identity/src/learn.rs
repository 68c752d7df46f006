//! What outcomes weigh, learnt from the records themselves: nobody says which of them are one person.

use std::collections::HashMap;

use crate::{
    compare::{LEVELS, Outcome, compare},
    traits::{Trait, Traits},
    weights::{Shares, Weights},
};

/// How many pairs taken at random show what records of two people are like.
const BY_CHANCE: u64 = 50_000;

/// After so many rounds nothing changes any more.
const ROUNDS: usize = 25;

/// Learns weights from records and the pairs of them that were compared.
///
/// What records of two people are like shows in pairs taken at random, of which next to none are one person. What
/// records of one person are like shows in the compared pairs: in turn it is worked out how likely each of these is
/// one person, and what the likely ones are like. `across` is where the second of two lists begins, whose records are
/// compared with those of the first only.
pub fn learn(records: &[Traits], outcomes: &[Outcome], across: Option<usize>) -> Weights {
    let mut weights = Weights { shares: Shares::default(), ..Weights::fixed() };
    weights.other = by_chance(records, across);
    weights.same = beginning();
    let mut patterns: HashMap<Outcome, f64> = HashMap::new();
    for outcome in outcomes {
        *patterns.entry(*outcome).or_default() += 1.0;
    }
    let mut patterns: Vec<(Outcome, f64)> = patterns.into_iter().collect();
    patterns.sort_unstable_by_key(|(outcome, _)| *outcome);
    let all = outcomes.len() as f64;
    let mut share: f64 = 0.1;
    for _ in 0..ROUNDS {
        weights.before = (share / (1.0 - share)).log2();
        let mut counts = [[0.0; LEVELS]; Trait::ALL.len()];
        let mut same = 0.0;
        for (outcome, times) in &patterns {
            let likely = times * likelihood(weights.weigh(outcome, &Traits::default()));
            same += likely;
            for (nth, level) in outcome.iter().enumerate() {
                counts[nth][*level as usize] += likely;
            }
        }
        share = (same / all.max(1.0)).clamp(1e-6, 0.999);
        weights.same = shares_of(counts);
    }
    // Beforehand, any two records: the compared ones were chosen for being alike, and that they are was weighed.
    let (n, m) = (records.len() as f64, across.unwrap_or(0) as f64);
    let possible = if across.is_some() { m * (n - m) } else { n * (n - 1.0) / 2.0 };
    let odds = (share * all / possible.max(1.0)).clamp(1e-12, 0.5);
    weights.before = (odds / (1.0 - odds)).log2();
    weights.shares = Shares::of(records);
    weights
}

/// From bits to a likelihood between 0 and 1.
pub fn likelihood(bits: f64) -> f64 {
    1.0 / (1.0 + (-bits).exp2())
}

/// What records of one person are taken to be like before the first round.
fn beginning() -> [[f64; LEVELS]; Trait::ALL.len()] {
    [[1.0, 0.05, 0.05, 0.1, 0.05, 0.75]; Trait::ALL.len()]
}

fn by_chance(records: &[Traits], across: Option<usize>) -> [[f64; LEVELS]; Trait::ALL.len()] {
    let mut counts = [[0.0; LEVELS]; Trait::ALL.len()];
    let n = records.len() as u64;
    if n < 2 {
        return shares_of(counts);
    }
    // A fixed sequence (splitmix64): the same records give the same weights.
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: u64| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % below) as usize
    };
    for _ in 0..BY_CHANCE {
        let (one, other) = match across {
            Some(second) => (next(second as u64), second + next(n - second as u64)),
            None => (next(n), next(n)),
        };
        if one != other {
            for (nth, level) in compare(&records[one], &records[other]).iter().enumerate() {
                counts[nth][*level as usize] += 1.0;
            }
        }
    }
    shares_of(counts)
}

/// Counts as shares of what was known; what never came out counts a little, so that nothing is impossible.
fn shares_of(counts: [[f64; LEVELS]; Trait::ALL.len()]) -> [[f64; LEVELS]; Trait::ALL.len()] {
    counts.map(|row| {
        let all: f64 = row[1..].iter().sum::<f64>() + 0.5 * (LEVELS - 1) as f64;
        let mut shares = row.map(|count| (count + 0.5) / all);
        shares[0] = 1.0;
        shares
    })
}
