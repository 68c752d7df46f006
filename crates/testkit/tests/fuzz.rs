//! No parser of foreign bytes falls over what is nearly right. Few inputs here; `--bin fuzz` goes on for as long as told.

use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use testkit::fuzz::{Parser, Until, all, run};

#[test]
fn every_parser_survives_what_is_nearly_right() {
    for parser in all(&mut ChaCha20Rng::seed_from_u64(7)) {
        assert!(parser.seeds.iter().any(|seed| !seed.is_empty()), "{} has no seeds", parser.name);
        let inputs = if parser.name == "resume" { 150 } else { 1_000 };
        let (tried, faults) = run(&parser, 7, Until::Inputs(inputs));
        assert_eq!(tried, inputs);
        assert!(faults.is_empty(), "{} fell over {faults:?}", parser.name);
    }
}

#[test]
fn a_parser_that_falls_over_is_found() {
    let read = |bytes: &[u8]| assert!(!bytes.contains(&255), "never this");
    let weak = Parser { name: "weak", seeds: vec![vec![b'a'; 64]], read };
    let (_, faults) = run(&weak, 1, Until::Inputs(500));
    assert!(!faults.is_empty() && faults.iter().all(|fault| fault.bytes.contains(&255)));
    let (_, again) = run(&weak, 1, Until::Inputs(500));
    assert_eq!(again.len(), faults.len(), "the same seed finds the same");
}
