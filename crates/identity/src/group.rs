//! Who is whom, out of pairs that each may be one person.

use std::collections::HashMap;

use crate::{compare::compare, pair::Pair, traits::Traits, weights::Weights};

/// Groups of records that are one person each: begun with the likeliest pair, and joined only where all records of the
/// one speak on the average for being the same person as those of the other. So one odd pair joins no two people.
pub fn groups(records: &[Traits], pairs: &[Pair], weights: &Weights, least: f64) -> Vec<Vec<u32>> {
    let known: HashMap<(u32, u32), f64> =
        pairs.iter().map(|pair| ((pair.one, pair.other), pair.bits)).collect();
    let bits = |a: u32, b: u32| {
        let (one, other) = (a.min(b), a.max(b));
        known.get(&(one, other)).copied().unwrap_or_else(|| {
            let (one, other) = (&records[one as usize], &records[other as usize]);
            weights.weigh(&compare(one, other), one)
        })
    };
    let mut of: Vec<u32> = (0..records.len()).map(|nth| u32::try_from(nth).unwrap_or(u32::MAX)).collect();
    let mut members: Vec<Vec<u32>> = of.iter().map(|nth| vec![*nth]).collect();
    for pair in likeliest_first(pairs, least) {
        let (one, other) = (of[pair.one as usize], of[pair.other as usize]);
        if one == other {
            continue;
        }
        let (ours, theirs) = (&members[one as usize], &members[other as usize]);
        let sum: f64 = ours.iter().flat_map(|a| theirs.iter().map(|b| bits(*a, *b))).sum();
        if sum / (ours.len() * theirs.len()) as f64 >= least {
            let moved = std::mem::take(&mut members[other as usize]);
            moved.iter().for_each(|nth| of[*nth as usize] = one);
            members[one as usize].extend(moved);
        }
    }
    members.into_iter().filter(|group| group.len() > 1).collect()
}

/// The likeliest partner of each, where both lists hold everybody once: who has one is nobody else's.
pub fn partners(pairs: &[Pair], least: f64) -> Vec<(u32, u32)> {
    let mut taken = std::collections::HashSet::new();
    let mut partners = Vec::new();
    for pair in likeliest_first(pairs, least) {
        if !taken.contains(&pair.one) && !taken.contains(&pair.other) {
            taken.extend([pair.one, pair.other]);
            partners.push((pair.one, pair.other));
        }
    }
    partners
}

fn likeliest_first(pairs: &[Pair], least: f64) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = pairs.iter().filter(|pair| pair.bits >= least).copied().collect();
    pairs.sort_by(|a, b| b.bits.total_cmp(&a.bits).then((a.one, a.other).cmp(&(b.one, b.other))));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(one: u32, other: u32, bits: f64) -> Pair {
        Pair { one, other, bits }
    }

    #[test]
    fn one_odd_pair_joins_no_two_people() {
        let records = vec![Traits::default(); 4];
        let pairs =
            [pair(0, 1, 20.0), pair(2, 3, 20.0), pair(1, 2, 6.0), pair(0, 2, -15.0), pair(0, 3, -9.0)];
        let found = groups(&records, &pairs, &Weights::fixed(), 0.0);
        assert_eq!(found, [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn everybody_has_one_partner_at_most() {
        let pairs = [pair(0, 2, 9.0), pair(1, 2, 12.0), pair(0, 3, 4.0), pair(1, 3, 11.0)];
        assert_eq!(partners(&pairs, 0.0), [(1, 2), (0, 3)]);
        assert_eq!(partners(&pairs, 10.0), [(1, 2)]);
    }
}
