//! What each criterion gave of a score's points, so that a person can add them up.

use model::screening::{Criteria, Criterion, Reason, Score, Verdict};

/// A criterion with what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// What was asked.
    pub criterion: &'a Criterion,
    /// Why it came out as it did.
    pub reason: &'a Reason,
    /// What it gave, in tenths of a point.
    pub got: u32,
    /// What it could have given, in tenths of a point; 0 where it could not be judged, which takes nothing away.
    pub of: u32,
}

/// The parts of a score, in the order of the criteria that it was made by. A criterion without a reason is left out.
pub fn parts<'a>(criteria: &'a Criteria, score: &'a Score) -> Vec<Part<'a>> {
    let pairs: Vec<_> = criteria
        .criteria
        .iter()
        .filter_map(|criterion| {
            let reason = score.reasons.iter().find(|reason| reason.criterion == criterion.id)?;
            Some((criterion, reason))
        })
        .collect();
    let judged = |reason: &Reason| reason.verdict != Verdict::NotEnoughData;
    let all: u32 = pairs.iter().filter(|(_, reason)| judged(reason)).map(|(one, _)| one.counts()).sum();
    let part = |(criterion, reason): (&'a Criterion, &'a Reason)| {
        let of = if judged(reason) { criterion.counts() } else { 0 };
        let tenths = |hundredths: u32| (of * hundredths * 10 + all / 2).checked_div(all).unwrap_or(0);
        Part { criterion, reason, got: tenths(u32::from(reason.share)), of: tenths(100) }
    };
    pairs.into_iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use model::screening::{Asks, Need};

    use super::*;

    #[test]
    fn parts_add_up_to_the_points_and_what_is_open_takes_nothing() {
        let criterion = |id: &str, need| Criterion {
            id: id.into(),
            need,
            weight: 5,
            asks: Asks::Words { any_of: vec!["a".into()] },
        };
        let reason = |id: &str, verdict, share| Reason {
            criterion: id.into(),
            verdict,
            matched_by: None,
            share,
            sentence: String::new(),
            quotes: vec![],
            would_change: None,
        };
        let criteria = Criteria {
            criteria: vec![
                criterion("must", Need::Must),
                criterion("open", Need::Must),
                criterion("nice", Need::Preferred),
            ],
            knock_outs: vec![],
        };
        let score = Score {
            points: Some(83),
            judged: 60,
            reasons: vec![
                reason("must", Verdict::Met, 100),
                reason("open", Verdict::NotEnoughData, 0),
                reason("nice", Verdict::Partly, 50),
            ],
            knock_outs: vec![],
            summary: String::new(),
            scorer: String::new(),
            input: String::new(),
        };
        let found: Vec<_> = parts(&criteria, &score).iter().map(|part| (part.got, part.of)).collect();
        assert_eq!(found, [(667, 667), (0, 0), (167, 333)]);
        assert!(parts(&Criteria::default(), &score).is_empty());
    }
}
