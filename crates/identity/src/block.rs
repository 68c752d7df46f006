//! Which records are compared at all: those that share a key. Comparing each with each would take n² comparisons.

use std::collections::HashMap;

use crate::{letters::sound, traits::Traits};

/// A key under which many more records than this stand tells nobody apart, and is passed over.
const MOST: usize = 400;

/// The pairs of records that share a key, each once, as places in `records`, the lower one first.
pub fn pairs(records: &[Traits]) -> Vec<(u32, u32)> {
    let mut blocks: HashMap<u64, Vec<u32>> = HashMap::new();
    for (nth, record) in (0_u32..).zip(records) {
        for key in keys(record) {
            blocks.entry(key).or_default().push(nth);
        }
    }
    let mut pairs = Vec::new();
    for block in blocks.values_mut() {
        block.dedup();
        if block.len() > MOST {
            continue;
        }
        for (at, one) in block.iter().enumerate() {
            pairs.extend(block[at + 1..].iter().map(|other| (*one, *other)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The keys of one record. Each needs two things to agree, so that few records share it, and no two of them need the
/// same two: where one thing is wrong, another key still brings the pair together.
pub fn keys(record: &Traits) -> Vec<u64> {
    let mut keys = Vec::with_capacity(16);
    let mut add = |kind: u8, parts: &[&[u8]]| {
        if parts.iter().all(|part| !part.is_empty()) {
            keys.push(hash(kind, parts));
        }
    };
    for email in &record.emails {
        add(1, &[email.as_bytes()]);
    }
    for phone in &record.phones {
        add(2, &[&phone.as_bytes()[phone.len().saturating_sub(9)..]]);
    }
    for page in &record.pages {
        add(3, &[page.as_bytes()]);
    }
    let sounds = |name: &str| if name.is_empty() { vec![] } else { sound(name).to_vec() };
    let (first, last) = (sounds(&record.first), sounds(&record.last));
    // First and last name may stand in each other's place.
    let (low, high) = if first <= last { (&first, &last) } else { (&last, &first) };
    let birth = record.birth.as_bytes();
    let (year, day) = if birth.len() == 8 { birth.split_at(4) } else { (&birth[..0], &birth[..0]) };
    add(4, &[birth]);
    add(5, &[low, high]);
    for name in [&first, &last] {
        add(6, &[name, year]);
        add(7, &[name, day]);
        add(8, &[name, record.postcode.as_bytes()]);
        add(9, &[name, record.number.as_bytes()]);
        add(14, &[name, head(&record.city)]);
    }
    add(10, &[record.postcode.as_bytes(), record.number.as_bytes()]);
    for street in [&record.street, &record.line] {
        add(11, &[head(street), record.number.as_bytes()]);
        add(12, &[head(street), record.postcode.as_bytes()]);
        add(13, &[head(street), day]);
    }
    keys
}

/// The beginning of a text.
fn head(text: &str) -> &[u8] {
    &text.as_bytes()[..text.len().min(6)]
}

/// FNV-1a, with a mark between the parts.
fn hash(kind: u8, parts: &[&[u8]]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut take = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    take(kind);
    for part in parts {
        part.iter().copied().chain([0xff]).for_each(&mut take);
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(first: &str, last: &str, birth: &str, postcode: &str) -> Traits {
        Traits {
            first: first.into(),
            last: last.into(),
            birth: birth.into(),
            postcode: postcode.into(),
            ..Traits::default()
        }
    }

    #[test]
    fn one_wrong_thing_keeps_nobody_apart() {
        let records = [
            record("ida", "larsen", "19800401", "2119"),
            record("larsen", "ida", "", "4000"),
            record("ida", "larsen", "19800410", "2119"),
            record("tom", "smith", "19751230", "9999"),
        ];
        assert_eq!(pairs(&records), [(0, 1), (0, 2), (1, 2)]);
    }

    #[test]
    fn what_hundreds_share_is_no_key() {
        let all = vec![record("ida", "larsen", "", ""); MOST + 1];
        assert!(pairs(&all).is_empty());
        assert!(keys(&Traits::default()).is_empty());
    }
}
