//! A rate, its ratio to the highest, and the four-fifths rule.

use super::significance::{fisher, two_proportions};

/// Which test was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestKind {
    /// Fisher's exact test, where fewer than five are expected in a cell.
    Fisher,
    /// The test of two proportions.
    TwoProportions,
}

/// How likely it is that a rate differs from the highest by chance alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Test {
    /// Which test.
    pub kind: TestKind,
    /// Its two-sided p.
    pub p: f64,
}

/// How many of a group met with something good.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Of how many it is known whether they did.
    pub of: u32,
    /// How many did.
    pub hit: u32,
    /// The share; `None` where nobody is counted.
    pub rate: Option<f64>,
    /// The share over the highest group's; `None` where the group is left out or nobody met with it.
    pub ratio: Option<f64>,
    /// Whether the ratio is below four fifths, computed in whole numbers.
    pub below_four_fifths: bool,
    /// Against the highest group; `None` for that group itself and where there is no ratio.
    pub test: Option<Test>,
}

impl Rate {
    /// A difference that is both large and unlikely by chance (p below 0.05).
    pub fn is_striking(&self) -> bool {
        self.below_four_fifths && self.test.is_some_and(|test| test.p < 0.05)
    }
}

/// The rates of groups, given how many of how many and whether the group counts for the ratio.
pub fn rates(groups: &[(u32, u32, bool)]) -> Vec<Rate> {
    let counted = groups.iter().enumerate().filter(|(_, (_, of, counts))| *counts && *of > 0);
    // a/b is higher than c/d where a·d is more than c·b; of equals the first.
    let highest = counted.map(|(at, &(hit, of, _))| (at, hit, of)).reduce(|best, next| {
        if u64::from(next.1) * u64::from(best.2) > u64::from(best.1) * u64::from(next.2) {
            next
        } else {
            best
        }
    });
    let rate = |(at, &(hit, of, counts)): (usize, &(u32, u32, bool))| {
        let share = (of > 0).then(|| f64::from(hit) / f64::from(of));
        let best = highest.filter(|(_, best_hit, _)| counts && of > 0 && *best_hit > 0);
        let Some((best_at, best_hit, best_of)) = best else {
            return Rate { of, hit, rate: share, ratio: None, below_four_fifths: false, test: None };
        };
        let (own, top) = (u64::from(hit) * u64::from(best_of), u64::from(best_hit) * u64::from(of));
        let ratio = f64::from(hit) * f64::from(best_of) / (f64::from(best_hit) * f64::from(of));
        let test = (at != best_at).then(|| test((hit, of), (best_hit, best_of)));
        Rate { of, hit, rate: share, ratio: Some(ratio), below_four_fifths: 5 * own < 4 * top, test }
    };
    groups.iter().enumerate().map(rate).collect()
}

fn test(one: (u32, u32), other: (u32, u32)) -> Test {
    let (hits, all) = (u64::from(one.0) + u64::from(other.0), u64::from(one.1) + u64::from(other.1));
    let expected_below_five = |of: u32| {
        let of = u64::from(of);
        of * hits < 5 * all || of * (all - hits) < 5 * all
    };
    if expected_below_five(one.1) || expected_below_five(other.1) {
        Test { kind: TestKind::Fisher, p: fisher(one, other) }
    } else {
        Test { kind: TestKind::TwoProportions, p: two_proportions(one, other) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_uniform_guidelines() {
        // Questions and Answers on the Uniform Guidelines: 48 of 80 and 12 of 40 were hired; 30 over 60 is half.
        let [first, second] = rates(&[(48, 80, true), (12, 40, true)])[..] else { panic!("two") };
        assert_eq!(
            (first.rate, first.ratio, first.below_four_fifths, first.test),
            (Some(0.6), Some(1.0), false, None)
        );
        assert_eq!((second.rate, second.ratio, second.below_four_fifths), (Some(0.3), Some(0.5), true));
        assert!(second.is_striking() && second.test.unwrap().kind == TestKind::TwoProportions);
    }

    #[test]
    fn four_fifths_to_the_person() {
        let below = |hit, of| rates(&[(50, 100, true), (hit, of, true)])[1].below_four_fifths;
        assert!(!below(40, 100), "four fifths are not below four fifths");
        assert!(below(39, 100));
        assert!(!below(2, 5) && below(1, 5));
    }

    #[test]
    fn small_numbers_take_fishers_test_and_are_seldom_striking() {
        let second = rates(&[(3, 4, true), (1, 4, true)])[1];
        assert!(second.below_four_fifths && !second.is_striking());
        assert_eq!(second.test.unwrap().kind, TestKind::Fisher);
    }

    #[test]
    fn nobody_and_nothing_give_no_ratio() {
        let none = rates(&[(0, 10, true), (0, 5, true), (0, 0, true)]);
        assert!(none.iter().all(|rate| rate.ratio.is_none() && !rate.below_four_fifths));
        assert_eq!((none[0].rate, none[2].rate), (Some(0.0), None));
        let left_out = rates(&[(1, 1, false), (5, 10, true), (4, 10, true)]);
        assert_eq!((left_out[0].ratio, left_out[1].ratio, left_out[2].ratio), (None, Some(1.0), Some(0.8)));
    }
}
