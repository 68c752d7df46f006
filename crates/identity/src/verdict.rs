//! What is done about two records.

use crate::{compare::compare, learn::likelihood, traits::Traits, weights::Weights};

/// From which likelihood on two records are taken for one person, and from which on somebody is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// From here on they are one.
    pub same: f64,
    /// From here on a person is asked.
    pub ask: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { same: 0.99, ask: 0.5 }
    }
}

/// What is done about two records.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// They are one person.
    Same {
        /// How likely, from 0 to 1.
        likelihood: f64,
    },
    /// They may be; a person says.
    Ask {
        /// How likely, from 0 to 1.
        likelihood: f64,
    },
    /// They are two.
    Different,
}

/// Compares two records and says what is done about them.
pub fn judge(one: &Traits, other: &Traits, weights: &Weights, thresholds: Thresholds) -> Verdict {
    let likelihood = likelihood(weights.weigh(&compare(one, other), one));
    if likelihood >= thresholds.same {
        Verdict::Same { likelihood }
    } else if likelihood >= thresholds.ask {
        Verdict::Ask { likelihood }
    } else {
        Verdict::Different
    }
}
