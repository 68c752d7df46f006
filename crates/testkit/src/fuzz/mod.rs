//! Parsers of foreign bytes are given bytes that are nearly right, for seconds in a test and for minutes by hand. The same
//! seed gives the same bytes, so that what was found once is found again.

mod mutate;
mod parsers;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::{Duration, Instant},
};

use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;

pub use parsers::{Parser, all};

/// Longer than this no input may take: the product gives a file fifteen seconds, and this one is not optimised.
const SLOW: Duration = Duration::from_secs(30);

/// An input that a parser did not survive.
#[derive(Debug)]
pub struct Fault {
    /// Which parser.
    pub parser: &'static str,
    /// Which input of the seed, from 0.
    pub number: u64,
    /// What happened.
    pub what: String,
    /// The input.
    pub bytes: Vec<u8>,
}

/// When a run ends.
#[derive(Clone, Copy, Debug)]
pub enum Until {
    /// After so many inputs of each parser.
    Inputs(u64),
    /// After so much time for each parser.
    Time(Duration),
}

/// Gives a parser its inputs, and says how many there were and what was found.
pub fn run(parser: &Parser, seed: u64, until: Until) -> (u64, Vec<Fault>) {
    let mut dice = ChaCha20Rng::seed_from_u64(seed);
    let (began, mut number, mut faults) = (Instant::now(), 0, vec![]);
    let goes_on = |number| match until {
        Until::Inputs(most) => number < most,
        Until::Time(most) => began.elapsed() < most,
    };
    while goes_on(number) {
        let bytes = mutate::mutate(&parser.seeds, &mut dice);
        let started = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| (parser.read)(&bytes)));
        let what = match outcome {
            Err(_) => Some("it panicked".to_owned()),
            Ok(()) if started.elapsed() > SLOW => Some(format!("it took {:?}", started.elapsed())),
            Ok(()) => None,
        };
        if let Some(what) = what {
            faults.push(Fault { parser: parser.name, number, what, bytes });
        }
        number += 1;
    }
    (number, faults)
}
