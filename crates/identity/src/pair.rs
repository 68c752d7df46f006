//! All pairs of a set of records that may be one person, with what each weighs.

use crate::{
    block,
    compare::{Outcome, compare},
    learn::learn,
    traits::Traits,
    weights::Weights,
};

/// Two records that may be one person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The place of one of them.
    pub one: u32,
    /// The place of the other.
    pub other: u32,
    /// How likely they are one, in bits.
    pub bits: f64,
}

/// Compares a set of records within itself, with weights learnt from it, and says what they are. `across` is where the
/// second of two lists begins, where only records of different lists may be one person.
pub fn weighed(records: &[Traits], across: Option<usize>) -> (Vec<Pair>, Weights) {
    let mut pairs = block::pairs(records);
    if let Some(second) = across {
        pairs.retain(|(one, other)| (*one as usize) < second && *other as usize >= second);
    }
    let outcomes: Vec<Outcome> = pairs
        .iter()
        .map(|(one, other)| compare(&records[*one as usize], &records[*other as usize]))
        .collect();
    let weights = learn(records, &outcomes, across);
    let weigh = |((one, other), outcome): (&(u32, u32), &Outcome)| Pair {
        one: *one,
        other: *other,
        bits: weights.weigh(outcome, &records[*one as usize]),
    };
    (pairs.iter().zip(&outcomes).map(weigh).collect(), weights)
}
