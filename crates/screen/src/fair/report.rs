//! The report: groups of one question, or of several crossed with each other.

use std::collections::BTreeMap;

use super::rate::{Rate, rates};

/// The least share of all people, in hundredths, from which on a group counts for the ratio.
const LEAST: usize = 2;

/// One application, as the report sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Voluntary answers: question to group. A question that is not answered is missing or empty.
    pub groups: BTreeMap<String, String>,
    /// Whether the person was selected; `None` where nothing is decided.
    pub selected: Option<bool>,
    /// Points; `None` where there are none.
    pub points: Option<u8>,
}

/// What became of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its name for each question, in the order of the questions.
    pub names: Vec<String>,
    /// How many people.
    pub people: u32,
    /// Whether it is below 2 % of all people: it is listed, but has no ratio and is nobody's measure.
    pub small: bool,
    /// How many were selected, of those that are decided.
    pub selection: Rate,
    /// New York's scoring rate: how many are above the median of all points, of those that have points.
    pub scoring: Rate,
}

/// Rates and ratios by group.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The questions.
    pub by: Vec<String>,
    /// Everybody.
    pub people: u32,
    /// Those who left one of the questions open. They are in no group, but their points are part of the median.
    pub unknown: u32,
    /// Twice the median of all points, so that it is a whole number; `None` where nobody has points.
    pub twice_median: Option<u32>,
    /// The groups, in the order of their names.
    pub groups: Vec<Group>,
}

/// Reports by one question, or by several crossed with each other.
pub fn report(people: &[Person], by: &[&str]) -> Report {
    let twice_median = twice_median(people);
    let mut members: BTreeMap<Vec<String>, Vec<&Person>> = BTreeMap::new();
    let mut unknown = 0;
    for person in people {
        match names(person, by) {
            Some(names) => members.entry(names).or_default().push(person),
            None => unknown += 1,
        }
    }
    let is_small = |members: &[&Person]| members.len() * 100 < people.len() * LEAST;
    let count = |members: &[&Person], is: &dyn Fn(&Person) -> Option<bool>| {
        let known: Vec<bool> = members.iter().filter_map(|person| is(person)).collect();
        (number(known.iter().filter(|hit| **hit).count()), number(known.len()), !is_small(members))
    };
    let above = |person: &Person| Some(2 * u32::from(person.points?) > twice_median?);
    let selection =
        rates(&members.values().map(|of| count(of, &|person| person.selected)).collect::<Vec<_>>());
    let scoring = rates(&members.values().map(|of| count(of, &above)).collect::<Vec<_>>());
    let groups = members.into_iter().zip(selection.into_iter().zip(scoring));
    let groups = groups.map(|((names, of), (selection, scoring))| Group {
        names,
        people: number(of.len()),
        small: is_small(&of),
        selection,
        scoring,
    });
    Report {
        by: by.iter().map(|question| (*question).to_owned()).collect(),
        people: number(people.len()),
        unknown,
        twice_median,
        groups: groups.collect(),
    }
}

fn names(person: &Person, by: &[&str]) -> Option<Vec<String>> {
    let name = |question: &&str| person.groups.get(*question).filter(|name| !name.trim().is_empty()).cloned();
    by.iter().map(name).collect()
}

fn twice_median(people: &[Person]) -> Option<u32> {
    let mut points: Vec<u32> = people.iter().filter_map(|person| person.points).map(u32::from).collect();
    points.sort_unstable();
    let middle = points.len() / 2;
    let upper = *points.get(middle)?;
    Some(if points.len() % 2 == 1 { 2 * upper } else { points[middle - 1] + upper })
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(sex: &str, race: &str, selected: Option<bool>, points: Option<u8>) -> Person {
        let groups = [("sex", sex), ("race", race)].map(|(question, group)| (question.into(), group.into()));
        Person { groups: groups.into(), selected, points }
    }

    fn many(count: usize, hits: usize, sex: &str) -> impl Iterator<Item = Person> {
        (0..count).map(move |at| person(sex, "", Some(at < hits), None))
    }

    fn round(number: Option<f64>) -> f64 {
        (number.unwrap() * 1000.0).round() / 1000.0
    }

    #[test]
    fn rates_and_ratios_of_large_groups_by_hand() {
        // 667 / 1390 = 0.480 and 555 / 1181 = 0.470; the second over the first is 0.979.
        let people: Vec<_> = many(1390, 667, "male").chain(many(1181, 555, "female")).collect();
        let report = report(&people, &["sex"]);
        let of = |at: usize| {
            let group = &report.groups[at];
            (group.names[0].as_str(), round(group.selection.rate), round(group.selection.ratio))
        };
        assert_eq!((of(0), of(1)), (("female", 0.47, 0.979), ("male", 0.48, 1.0)));
        assert!(!report.groups[0].selection.below_four_fifths && !report.groups[0].selection.is_striking());
    }

    #[test]
    fn the_scoring_rate_is_the_share_above_the_median_of_all() {
        // All points: 10 20 30 40 50 60; the median is 35. Above it: one of three, and two of two.
        let people = [
            person("a", "", None, Some(10)),
            person("a", "", None, Some(20)),
            person("a", "", None, Some(40)),
            person("b", "", None, Some(50)),
            person("b", "", None, Some(60)),
            person("", "", None, Some(30)),
            person("b", "", None, None),
        ];
        let report = report(&people, &["sex"]);
        assert_eq!((report.twice_median, report.unknown, report.people), (Some(70), 1, 7));
        let scoring: Vec<_> =
            report.groups.iter().map(|g| (g.scoring.hit, g.scoring.of, round(g.scoring.ratio))).collect();
        assert_eq!(scoring, [(1, 3, 0.333), (2, 2, 1.0)]);
        assert_eq!(report.groups[1].people, 3, "who has no points is a member still");
        assert_eq!(report.groups[0].selection.rate, None, "nothing is decided");
    }

    #[test]
    fn the_median_itself_is_not_above_the_median() {
        let people = [10, 20, 20, 20, 30].map(|points| person("a", "", None, Some(points)));
        let report = report(&people, &["sex"]);
        assert_eq!((report.twice_median, report.groups[0].scoring.hit), (Some(40), 1));
    }

    #[test]
    fn groups_are_crossed_and_who_left_one_question_open_is_unknown() {
        let people = [
            person("a", "x", Some(true), None),
            person("a", "y", Some(false), None),
            person("b", "x", Some(true), None),
            person("b", "", Some(true), None),
        ];
        let report = report(&people, &["sex", "race"]);
        let names: Vec<_> = report.groups.iter().map(|group| group.names.join("/")).collect();
        assert_eq!((names, report.unknown), (vec!["a/x".into(), "a/y".into(), "b/x".into()], 1));
    }

    #[test]
    fn a_group_below_two_in_a_hundred_is_listed_and_left_out_of_the_ratio() {
        let people: Vec<_> = many(99, 33, "a").chain(many(1, 1, "b")).collect();
        let small = report(&people, &["sex"]);
        assert!(small.groups[1].small && small.groups[1].selection.ratio.is_none());
        assert_eq!((small.groups[1].selection.rate, small.groups[0].selection.ratio), (Some(1.0), Some(1.0)));
        let people: Vec<_> = many(98, 33, "a").chain(many(2, 2, "b")).collect();
        assert!(
            !report(&people, &["sex"]).groups[1].small,
            "two of a hundred are not below two in a hundred"
        );
    }
}
