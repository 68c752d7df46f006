//! Which request is struck: decided by the seed and the request's number alone, so that a run can be repeated.

use http::Method;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::{Fault, Faults};

/// Throws for each request that arrives.
pub(crate) struct Dice {
    seed: u64,
    faults: Faults,
    arrived: u64,
    /// For each rule, how many requests matched it.
    matched: Vec<u64>,
}

impl Dice {
    pub fn new(seed: u64, faults: Faults) -> Self {
        let matched = vec![0; faults.rules().len()];
        Self { seed, faults, arrived: 0, matched }
    }

    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Every rule throws for every request, so that a limit on one rule does not shift what strikes by another.
    pub fn throw(&mut self, method: &Method, path: &str) -> Option<Fault> {
        self.arrived += 1;
        let mut dice = ChaCha8Rng::seed_from_u64(self.seed);
        dice.set_stream(self.arrived);
        let mut struck = None;
        for (rule, matched) in self.faults.rules().iter().zip(&mut self.matched) {
            let thrown: f64 = dice.random();
            if !rule.matches(method, path) {
                continue;
            }
            *matched += 1;
            if struck.is_none() && (thrown < rule.rate || rule.nth == Some(*matched)) {
                struck = Some(rule.fault());
            }
        }
        struck
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faults::Kind;

    fn struck(seed: u64, spec: &str, requests: usize) -> Vec<Option<Kind>> {
        let mut dice = Dice::new(seed, spec.parse().unwrap());
        (0..requests).map(|_| dice.throw(&Method::GET, "/a").map(|fault| fault.kind)).collect()
    }

    #[test]
    fn the_same_seed_strikes_the_same_requests() {
        let spec = "500=0.3,drop_after=0.2";
        assert_eq!(struck(7, spec, 200), struck(7, spec, 200));
        assert_ne!(struck(7, spec, 200), struck(8, spec, 200));
    }

    #[test]
    fn a_rate_is_about_kept() {
        let hits = struck(1, "500=0.25", 4000).into_iter().flatten().count();
        assert!((900..1100).contains(&hits), "{hits} of 4000");
    }

    #[test]
    fn the_nth_counts_matching_requests_only() {
        let mut dice = Dice::new(1, "500[POST /a]@2".parse().unwrap());
        let mut hit = |method, path| dice.throw(&method, path).is_some();
        assert!(!hit(Method::POST, "/a/1"));
        assert!(!hit(Method::GET, "/a/1"));
        assert!(!hit(Method::POST, "/b"));
        assert!(hit(Method::POST, "/a/2"));
        assert!(!hit(Method::POST, "/a/3"));
    }
}
