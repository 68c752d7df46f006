//! Where a score places an application, and the person's word above it.

use serde::{Deserialize, Serialize};

use super::Score;

/// The least points for [`Standing::PreQualified`], 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Threshold(pub u8);

impl Default for Threshold {
    fn default() -> Self {
        Self(70)
    }
}

/// Where an application stands in screening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Below the threshold, or set aside by a knock-out rule.
    NotQualified,
    /// At the threshold or above.
    PreQualified,
    /// A person said so. No rule and no score gives it.
    Qualified,
    /// There is not enough to tell.
    Unscored,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 4] = [Self::NotQualified, Self::PreQualified, Self::Qualified, Self::Unscored];

    /// The word kept in the database and used by the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotQualified => "not_qualified",
            Self::PreQualified => "pre_qualified",
            Self::Qualified => "qualified",
            Self::Unscored => "unscored",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.as_str() == word)
    }

    /// Where the score alone places an application.
    pub fn of(score: &Score, threshold: Threshold) -> Self {
        Self::at(score.points, score.aside(), threshold)
    }

    /// Where points alone place an application that a knock-out rule sets aside or not.
    pub fn at(points: Option<u8>, aside: bool, threshold: Threshold) -> Self {
        match points {
            _ if aside => Self::NotQualified,
            None => Self::Unscored,
            Some(points) if points >= threshold.0 => Self::PreQualified,
            Some(_) => Self::NotQualified,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screening::KnockOutResult;

    fn score(points: Option<u8>, aside: Option<bool>) -> Score {
        Score {
            points,
            judged: 100,
            reasons: vec![],
            knock_outs: vec![KnockOutResult { rule: "k".into(), aside, sentence: String::new() }],
            summary: String::new(),
            scorer: "1".into(),
            input: String::new(),
        }
    }

    #[test]
    fn the_threshold_places_and_missing_data_is_not_low() {
        let at = |points, aside| Standing::of(&score(points, aside), Threshold::default());
        assert_eq!(at(Some(70), Some(false)), Standing::PreQualified);
        assert_eq!(at(Some(69), None), Standing::NotQualified);
        assert_eq!(at(None, None), Standing::Unscored);
        assert_eq!(at(Some(99), Some(true)), Standing::NotQualified);
        assert!((0..=100).all(|points| at(Some(points), None) != Standing::Qualified));
        assert!(
            Standing::ALL.into_iter().all(|standing| Standing::parse(standing.as_str()) == Some(standing))
        );
    }
}
