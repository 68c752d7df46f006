//! What the figures of a report mean, in sentences.

use engine::screening::report::{Breakdown, Impact, Measure, TestKind};

use crate::pages::numbers::counted;

/// A group as a row of its table.
pub struct Row {
    pub name: String,
    pub people: u32,
    /// How many met it, of how many.
    pub met: String,
    pub rate: String,
    /// The ratio in hundredths, for its bar; `None` where there is none.
    pub hundredths: Option<u32>,
    /// Whether it is below four fifths.
    pub below: bool,
    pub ratio: String,
    pub chance: String,
    /// The tone and the word of its badge.
    pub badge: (&'static str, &'static str),
}

/// A breakdown as a section of the page.
pub struct Section {
    pub title: String,
    pub rows: Vec<Row>,
    pub unknown: u32,
    pub sentences: Vec<String>,
}

/// What a measure is called.
pub fn label(measure: Measure) -> &'static str {
    match measure {
        Measure::Scoring => "Scored above the median",
        Measure::Sorted => "Sorted above the threshold",
        Measure::Qualified => "Qualified by a person",
    }
}

/// What a measure counts, and for what it is meant.
pub fn meaning(measure: Measure) -> &'static str {
    match measure {
        Measure::Scoring => {
            "The scoring rate: how many of a group have more points than the median of everybody. It does not depend \
             on where the threshold is set, and is the figure that New York's rule on automated decision tools asks for."
        }
        Measure::Sorted => {
            "How many of a group stand at their job's threshold or above it, before a person looked. It shows what \
             the threshold of today does."
        }
        Measure::Qualified => {
            "How many of a group a person called qualified, of those on whom a person decided. It shows what people \
             made of the scores."
        }
    }
}

/// A breakdown by a measure.
pub fn section(breakdown: &Breakdown, measure: Measure) -> Section {
    let title = title(breakdown);
    let rows = breakdown.groups.iter().map(|group| {
        let rate = group.rate(measure);
        let badge = match rate.ratio {
            _ if group.small => ("", "Too few to compare"),
            None => ("", "Nothing to compare"),
            Some(_) if rate.is_striking() => ("badge-danger", "Look closer"),
            Some(_) if rate.below_four_fifths => ("badge-warn", "Below four fifths"),
            Some(_) if rate.test.is_none() => ("badge-info", "Highest rate"),
            Some(_) => ("badge-ok", "Within four fifths"),
        };
        Row {
            name: group.name(&breakdown.by),
            people: group.people,
            met: format!("{} of {}", rate.hit, rate.of),
            rate: rate.rate.map(percent).unwrap_or_default(),
            hundredths: rate.ratio.map(hundredths),
            below: rate.below_four_fifths,
            ratio: rate.ratio.map(|ratio| format!("{ratio:.2}")).unwrap_or_default(),
            chance: rate.test.map(|test| chance(test.p)).unwrap_or_default(),
            badge,
        }
    });
    Section {
        title,
        rows: rows.collect(),
        unknown: breakdown.unknown,
        sentences: sentences(breakdown, measure),
    }
}

/// The questions of a breakdown, as one name.
fn title(breakdown: &Breakdown) -> String {
    let mut words: Vec<String> = breakdown.by.iter().map(|question| question.label().to_owned()).collect();
    words.iter_mut().skip(1).for_each(|word| *word = word.to_lowercase());
    words.join(" and ")
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// A ratio in hundredths, at most 100, as a bar has it.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
fn hundredths(ratio: f64) -> u32 {
    (ratio.clamp(0.0, 1.0) * 100.0).round() as u32
}

/// How often a difference as large comes about by chance.
fn chance(p: f64) -> String {
    if p < 0.001 { "less than 0.1 %".into() } else { percent(p) }
}

fn sentences(breakdown: &Breakdown, measure: Measure) -> Vec<String> {
    let mut all = Vec::new();
    let top = breakdown.groups.iter().find(|group| {
        let rate = group.rate(measure);
        rate.ratio.is_some() && rate.test.is_none()
    });
    let Some(top) = top else {
        return vec![
            "There is nothing to compare yet: in no group that is large enough has anybody met it.".into(),
        ];
    };
    let top = top.name(&breakdown.by);
    for group in &breakdown.groups {
        let (rate, name) = (group.rate(measure), group.name(&breakdown.by));
        let Some((ratio, test)) = rate.ratio.zip(rate.test).filter(|_| rate.below_four_fifths) else {
            continue;
        };
        let kind = match test.kind {
            TestKind::Fisher => "Fisher's exact test",
            TestKind::TwoProportions => "the test of two proportions",
        };
        let how = format!("{name} met it at {:.0} % of the rate of {top}, the highest.", ratio * 100.0);
        let often = chance(test.p);
        all.push(if rate.is_striking() {
            format!(
                "{how} By chance alone a difference as large comes about in {often} of cases ({kind}), so it needs \
                 a reason. Look at what the criteria ask that sets these groups apart."
            )
        } else {
            format!(
                "{how} By chance alone a difference as large comes about in {often} of cases ({kind}): the numbers \
                 are too small to tell. Look again when there are more."
            )
        });
    }
    if all.is_empty() {
        all.push(format!("No group is below four fifths of the rate of {top}, the highest."));
    }
    let small = breakdown.groups.iter().filter(|group| group.small).count() as u64;
    if small > 0 {
        let groups = counted(small, "group has", "groups have");
        all.push(format!("{groups} less than 2 % of the applications: counted here, and not compared."));
    }
    all
}

/// The lowest ratio of all groups by a measure: the figure, whose it is, and whether it is more than chance.
pub fn lowest(impact: &Impact, measure: Measure) -> Option<(String, String, bool)> {
    let groups = impact.breakdowns.iter().flat_map(|one| one.groups.iter().map(move |group| (one, group)));
    let ratios = groups.filter_map(|(one, group)| Some((group.rate(measure).ratio?, one, group)));
    let (ratio, one, group) = ratios.min_by(|one, other| one.0.total_cmp(&other.0))?;
    let whose = format!("{}: {}", title(one), group.name(&one.by));
    Some((format!("{ratio:.2}"), whose, group.rate(measure).is_striking()))
}

#[cfg(test)]
mod tests {
    use engine::screening::report::{Group, Rate, Test};
    use model::screening::VoluntaryQuestion;

    use super::*;

    fn breakdown(p: f64, below: bool, small: bool) -> Breakdown {
        let top =
            Rate { of: 50, hit: 30, rate: Some(0.6), ratio: Some(1.0), below_four_fifths: false, test: None };
        let test = Some(Test { kind: TestKind::Fisher, p });
        let low = Rate { of: 50, hit: 15, rate: Some(0.3), ratio: Some(0.5), below_four_fifths: below, test };
        let low = if small { Rate { ratio: None, test: None, below_four_fifths: false, ..low } } else { low };
        let group =
            |word: &str, small, rate| Group { words: vec![word.into()], people: 50, small, rates: [rate; 3] };
        let groups = vec![group("female", small, low), group("male", false, top)];
        Breakdown { by: vec![VoluntaryQuestion::Gender], unknown: 3, groups }
    }

    #[test]
    fn a_difference_is_told_from_one_that_may_be_chance() {
        let striking = section(&breakdown(0.004, true, false), Measure::Sorted);
        assert!(striking.sentences[0].starts_with("Female met it at 50 % of the rate of Male, the highest."));
        assert!(
            striking.sentences[0].contains("in 0.4 % of cases") && striking.sentences[0].contains("reason")
        );
        assert_eq!((striking.rows[0].badge.1, striking.rows[1].badge.1), ("Look closer", "Highest rate"));
        let weak = section(&breakdown(0.3, true, false), Measure::Sorted);
        assert!(weak.sentences[0].contains("too small to tell"));
        assert_eq!(weak.rows[0].badge.1, "Below four fifths");
        let fine = section(&breakdown(0.3, false, false), Measure::Sorted);
        assert_eq!(fine.sentences, ["No group is below four fifths of the rate of Male, the highest."]);
    }

    #[test]
    fn small_groups_are_counted_and_not_compared() {
        let small = section(&breakdown(0.001, true, true), Measure::Scoring);
        assert_eq!((small.rows[0].badge.1, small.rows[0].hundredths), ("Too few to compare", None));
        assert!(small.sentences[1].starts_with("1 group has less than 2 %"));
    }
}
