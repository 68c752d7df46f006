//! The points: what is shown of what could be judged, by weight.

use model::screening::{Criterion, Reason, Verdict};

/// Hundredths of the weight that must be judged for points to be given. Below it there is not enough to tell.
pub const LEAST_JUDGED: u8 = 50;

/// Points and the hundredths of the weight that they rest on. What could not be judged counts neither way.
pub fn points(criteria: &[Criterion], reasons: &[Reason]) -> (Option<u8>, u8) {
    let (mut all, mut judged, mut shown) = (0_u64, 0_u64, 0_u64);
    for (criterion, reason) in criteria.iter().zip(reasons) {
        let counts = u64::from(criterion.counts());
        all += counts;
        if reason.verdict != Verdict::NotEnoughData {
            judged += counts;
            shown += counts * u64::from(reason.share);
        }
    }
    if all == 0 {
        return (None, 0);
    }
    // Both are at most 100.
    let hundredths = u8::try_from(judged * 100 / all).unwrap_or(100);
    let points = || u8::try_from((2 * shown + judged) / (2 * judged)).unwrap_or(100);
    ((hundredths >= LEAST_JUDGED).then(points), hundredths)
}

#[cfg(test)]
mod tests {
    use model::screening::{Asks, Need};

    use super::*;

    fn of(of: &[(Need, u8, Verdict, u8)]) -> (Option<u8>, u8) {
        let asks = || Asks::Words { any_of: vec!["a".into()] };
        let criterion = |&(need, weight, ..): &(Need, u8, Verdict, u8)| Criterion {
            id: "c".into(),
            need,
            weight,
            asks: asks(),
        };
        let reason = |&(.., verdict, share): &(Need, u8, Verdict, u8)| Reason {
            criterion: "c".into(),
            verdict,
            matched_by: None,
            share,
            sentence: String::new(),
            quotes: vec![],
            would_change: None,
        };
        points(&of.iter().map(criterion).collect::<Vec<_>>(), &of.iter().map(reason).collect::<Vec<_>>())
    }

    #[test]
    fn points_are_the_weighted_share_of_what_could_be_judged() {
        use Need::{Must, Nice, Preferred};
        use Verdict::{Met, NotEnoughData, NotShown, Partly};
        // (6·5·100 + 3·5·50 + 1·5·0) / (6·5 + 3·5 + 1·5) = 75
        assert_eq!(
            of(&[(Must, 5, Met, 100), (Preferred, 5, Partly, 50), (Nice, 5, NotShown, 0)]),
            (Some(75), 100)
        );
        // What can't be judged takes nothing: 100 of 30 judged, 30 of 60 is half.
        assert_eq!(of(&[(Must, 5, Met, 100), (Must, 5, NotEnoughData, 0)]), (Some(100), 50));
        // Less than half can be judged: no points, which is no zero.
        assert_eq!(of(&[(Must, 5, Met, 100), (Must, 6, NotEnoughData, 0)]), (None, 45));
        assert_eq!(of(&[]), (None, 0));
        // 2/3 of 100 is rounded to the nearest.
        assert_eq!(of(&[(Nice, 1, Met, 100), (Nice, 1, Met, 100), (Nice, 1, NotShown, 0)]), (Some(67), 100));
    }
}
