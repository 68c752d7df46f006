//! Two records compared trait by trait.

use crate::{
    letters::{alike, slips},
    traits::{Trait, Traits},
};

/// How a comparison came out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Level {
    /// One of the two does not know it: it says nothing.
    #[default]
    Unknown,
    /// Nothing alike.
    Different,
    /// A little alike.
    Alike,
    /// A slip of the pen apart.
    Close,
    /// Each stands in the other's place: first and last name, or the lines of the address.
    Swapped,
    /// The same.
    Same,
}

/// How many levels there are.
pub const LEVELS: usize = 6;

/// How every trait came out, in the order of [`Trait::ALL`].
pub type Outcome = [Level; Trait::ALL.len()];

/// Compares two records.
pub fn compare(one: &Traits, other: &Traits) -> Outcome {
    let mut outcome = Outcome::default();
    let mut set = |which: Trait, level: Level| outcome[which as usize] = level;
    set(Trait::Email, any(&one.emails, &other.emails, email));
    set(Trait::Phone, any(&one.phones, &other.phones, phone));
    set(
        Trait::Page,
        any(&one.pages, &other.pages, |a, b| if a == b { Level::Same } else { Level::Different }),
    );
    let (first, last) = pair((&one.first, &one.last), (&other.first, &other.last));
    set(Trait::First, first);
    set(Trait::Last, last);
    set(Trait::Birth, figures(&one.birth, &other.birth, 2));
    set(Trait::Number, figures(&one.number, &other.number, 1));
    let (street, line) = pair((&one.street, &one.line), (&other.street, &other.line));
    set(Trait::Street, street);
    set(Trait::Line, line);
    set(Trait::City, words(&one.city, &other.city));
    set(Trait::Postcode, figures(&one.postcode, &other.postcode, 2));
    set(Trait::Region, figures(&one.region, &other.region, 1));
    set(Trait::Company, words(&one.company, &other.company));
    outcome
}

/// From here on two words are a slip of the pen apart.
const CLOSE: f64 = 0.9;

/// From here on two words are a little alike.
const ALIKE: f64 = 0.78;

fn words(one: &str, other: &str) -> Level {
    if one.is_empty() || other.is_empty() {
        return Level::Unknown;
    }
    if one == other {
        return Level::Same;
    }
    match alike(one, other) {
        much if much >= CLOSE => Level::Close,
        some if some >= ALIKE => Level::Alike,
        // A part of it may be missing: `van der berg` and `berg`.
        _ if contains_word(one, other) || contains_word(other, one) => Level::Alike,
        _ => Level::Different,
    }
}

fn contains_word(text: &str, part: &str) -> bool {
    part.len() > 2 && text.split(' ').any(|word| word == part)
}

/// Two texts that are sometimes put in each other's place.
fn pair(one: (&str, &str), other: (&str, &str)) -> (Level, Level) {
    let straight = (words(one.0, other.0), words(one.1, other.1));
    let at_best = straight.0.max(straight.1);
    if at_best >= Level::Close {
        return straight;
    }
    let fits = |level: Level| level == Level::Same || level == Level::Close;
    let swapped = match (words(one.0, other.1), words(one.1, other.0)) {
        (a, b) if fits(a) && fits(b) => true,
        (a, Level::Unknown) | (Level::Unknown, a) => fits(a),
        _ => false,
    };
    if swapped { (Level::Swapped, Level::Swapped) } else { straight }
}

fn figures(one: &str, other: &str, most: usize) -> Level {
    if one.is_empty() || other.is_empty() {
        return Level::Unknown;
    }
    if one == other {
        return Level::Same;
    }
    match slips(one, other, most) {
        Some(1) => Level::Close,
        Some(_) => Level::Alike,
        None => Level::Different,
    }
}

/// The best that any of one's has with any of the other's.
fn any(one: &[String], other: &[String], compare: impl Fn(&str, &str) -> Level) -> Level {
    one.iter().flat_map(|a| other.iter().map(|b| compare(a, b))).max().unwrap_or_default()
}

fn email(one: &str, other: &str) -> Level {
    if one == other {
        return Level::Same;
    }
    // The same person often has the same name before the @, there and there.
    let before = |address: &str| address.split('@').next().unwrap_or_default().to_owned();
    let (a, b) = (before(one), before(other));
    match slips(one, other, 1) {
        Some(_) => Level::Close,
        None if a == b && a.len() > 5 => Level::Alike,
        None => Level::Different,
    }
}

fn phone(one: &str, other: &str) -> Level {
    const NATIONAL: usize = 9;
    let end = |number: &str| number.get(number.len().saturating_sub(NATIONAL)..).unwrap_or(number).to_owned();
    if one == other {
        Level::Same
    } else if one.len().min(other.len()) >= NATIONAL && end(one) == end(other) {
        // One of the two is written without its country.
        Level::Close
    } else {
        Level::Different
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(first: &str, last: &str) -> Traits {
        Traits { first: first.into(), last: last.into(), ..Traits::default() }
    }

    fn names(one: &Traits, other: &Traits) -> (Level, Level) {
        let outcome = compare(one, other);
        (outcome[Trait::First as usize], outcome[Trait::Last as usize])
    }

    #[test]
    fn names_are_the_same_close_swapped_or_different() {
        assert_eq!(names(&named("ida", "larsen"), &named("ida", "larson")), (Level::Same, Level::Close));
        let swapped = (Level::Swapped, Level::Swapped);
        assert_eq!(names(&named("ida", "larsen"), &named("larsen", "ida")), swapped);
        assert_eq!(names(&named("ida", "larsen"), &named("larsen", "")), swapped);
        assert_eq!(names(&named("ida", "larsen"), &named("ida", "")), (Level::Same, Level::Unknown));
        assert_eq!(
            names(&named("ida", "berg"), &named("tom", "smith")),
            (Level::Different, Level::Different)
        );
    }

    #[test]
    fn the_best_of_several_addresses_counts() {
        let with = |emails: &[&str], phones: &[&str]| Traits {
            emails: emails.iter().map(|text| (*text).to_owned()).collect(),
            phones: phones.iter().map(|text| (*text).to_owned()).collect(),
            ..Traits::default()
        };
        let one = with(&["ida@example.com", "ida.larsen@example.org"], &["442079460018"]);
        let other = with(&["ida.larsen@example.org"], &["02079460018"]);
        let outcome = compare(&one, &other);
        assert_eq!(outcome[Trait::Email as usize], Level::Same);
        assert_eq!(outcome[Trait::Phone as usize], Level::Close, "written without its country");
        assert_eq!(compare(&one, &Traits::default()), Outcome::default());
        let moved = with(&["ida.larsen@example.net"], &[]);
        assert_eq!(compare(&other, &moved)[Trait::Email as usize], Level::Alike);
    }

    #[test]
    fn figures_may_have_slips() {
        let born = |birth: &str| Traits { birth: birth.into(), ..Traits::default() };
        let level = |a: &str, b: &str| compare(&born(a), &born(b))[Trait::Birth as usize];
        assert_eq!(level("19800401", "19800410"), Level::Close);
        assert_eq!(level("19800401", "19810411"), Level::Alike);
        assert_eq!(level("19800401", "19751230"), Level::Different);
    }
}
