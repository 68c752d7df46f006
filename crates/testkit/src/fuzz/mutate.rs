//! Bytes that are nearly what a parser takes.

use rand::{Rng, RngExt};

/// Values on which parsers trip: ends of ranges, and bytes that mean something.
const ODD: [u8; 16] = [0, 1, 9, 10, 13, 34, 39, 60, 92, 123, 125, 127, 128, 192, 254, 255];

/// Numbers that don't fit where a number is meant.
const NUMBERS: [&[u8]; 6] = [b"-1", b"0", b"4294967296", b"99999999999999999999", b"1e400", b"0x7fffffff"];

/// No input grows beyond this.
const LONGEST: usize = 256 * 1024;

/// One seed with a few changes: bits, bytes, parts that are cut out, doubled, or come from another seed.
pub fn mutate(seeds: &[Vec<u8>], dice: &mut impl Rng) -> Vec<u8> {
    let mut bytes = seeds[dice.random_range(0..seeds.len())].clone();
    for _ in 0..dice.random_range(1..=8) {
        change(&mut bytes, seeds, dice);
    }
    bytes.truncate(LONGEST);
    bytes
}

fn change(bytes: &mut Vec<u8>, seeds: &[Vec<u8>], dice: &mut impl Rng) {
    let at = dice.random_range(0..=bytes.len());
    let end = (at + dice.random_range(0..64)).min(bytes.len());
    match dice.random_range(0..9) {
        0 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << dice.random_range(0..8);
            }
        }
        1 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = ODD[dice.random_range(0..ODD.len())];
            }
        }
        2 => bytes.truncate(at),
        3 => drop(bytes.drain(at..end)),
        4 => {
            let part = bytes[at..end].to_vec();
            for _ in 0..dice.random_range(1..32) {
                bytes.splice(at..at, part.iter().copied());
            }
        }
        5 => {
            let other = &seeds[dice.random_range(0..seeds.len())];
            let from = dice.random_range(0..=other.len());
            let to = (from + dice.random_range(0..512)).min(other.len());
            bytes.splice(at..end, other[from..to].iter().copied());
        }
        6 => {
            let number = NUMBERS[dice.random_range(0..NUMBERS.len())];
            let digits = bytes[at..].iter().position(u8::is_ascii_digit).map(|first| at + first);
            let first = digits.unwrap_or(at);
            let last = bytes[first..].iter().position(|byte| !byte.is_ascii_digit());
            let last = last.map_or(bytes.len(), |length| first + length);
            bytes.splice(first..last, number.iter().copied());
        }
        7 => {
            let inserted: Vec<u8> = (0..dice.random_range(1..16)).map(|_| dice.random()).collect();
            bytes.splice(at..at, inserted);
        }
        _ => {
            let deep = dice.random_range(1..2_000);
            let open = [b'[', b'{', b'(', b'<'][dice.random_range(0..4)];
            bytes.splice(at..at, std::iter::repeat_n(open, deep));
        }
    }
}
