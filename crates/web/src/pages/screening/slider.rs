//! A threshold with what it would make of the people, as a number field and, with the script, a slider.

use engine::screening::spread::Spread;
use model::screening::{Standing, Threshold};

/// A threshold with what it makes of the people.
pub struct Slider {
    pub threshold: u8,
    pub below: u64,
    pub above: u64,
    pub unscored: u64,
    pub aside: u64,
    pub decided: u64,
    /// How many have each number of points, for the script.
    pub counts: String,
    /// The bars of the picture: where each begins, how high it is of 40, whether it is above.
    pub bars: Vec<(usize, u64, bool)>,
}

/// How many points a bar stands for.
const WIDE: usize = 5;

impl Slider {
    /// What a threshold makes of the people.
    pub fn of(threshold: Threshold, spread: &Spread) -> Self {
        let counts = spread.by_points();
        // The last bar holds 100, too.
        let bar = |at: usize| {
            let to = if at == 95 { 101 } else { at + WIDE };
            counts[at..to].iter().sum::<u64>()
        };
        let highest = (0..100).step_by(WIDE).map(bar).max().unwrap_or(0).max(1);
        let bars = (0..100).step_by(WIDE).map(|at| {
            let high = (bar(at) * 40).div_ceil(highest);
            (at, high, at >= usize::from(threshold.0))
        });
        let words: Vec<_> = counts.iter().map(u64::to_string).collect();
        let aside = spread.aside();
        Self {
            threshold: threshold.0,
            below: spread.at(Standing::NotQualified, threshold) - aside,
            above: spread.at(Standing::PreQualified, threshold),
            unscored: spread.at(Standing::Unscored, threshold),
            aside,
            decided: spread.decided(),
            counts: words.join(","),
            bars: bars.collect(),
        }
    }

    /// Whether there is anybody to sort.
    pub fn any(&self) -> bool {
        self.below + self.above > 0
    }
}
