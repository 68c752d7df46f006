//! Invented people in any number, the same ones each time, and what is looked for among them.
//!
//! Skills, titles and towns are spread as in life: a few are frequent, most are rare.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use search::Document;

const BEGINNINGS: [&str; 24] = [
    "Al", "Ber", "Cor", "Dan", "El", "Fen", "Gar", "Hal", "Ing", "Jo", "Kar", "Lor", "Mar", "Nor", "Ol",
    "Per", "Quin", "Ros", "Sten", "Tor", "Ul", "Vin", "Wil", "Yor",
];
const MIDDLES: [&str; 20] = [
    "a", "be", "da", "di", "e", "fa", "gi", "i", "ka", "le", "li", "ma", "ne", "o", "ra", "ri", "sa", "te",
    "u", "vi",
];
const ENDS: [&str; 20] = [
    "berg", "dal", "der", "feld", "gren", "ham", "kin", "land", "ley", "lin", "man", "mark", "na", "nell",
    "rick", "sen", "son", "ton", "well", "wick",
];
const RANKS: [&str; 8] =
    ["", "Senior ", "Junior ", "Lead ", "Principal ", "Head of ", "Assistant ", "Chief "];
const TRADES: [&str; 30] = [
    "Software Engineer",
    "Data Analyst",
    "Nurse",
    "Welder",
    "Product Manager",
    "Accountant",
    "Sales Manager",
    "Electrician",
    "Data Scientist",
    "Recruiter",
    "Project Manager",
    "Teacher",
    "Driver",
    "Chemist",
    "Designer",
    "Civil Engineer",
    "Buyer",
    "Planner",
    "Physiotherapist",
    "Editor",
    "Architect",
    "Cook",
    "Machinist",
    "Controller",
    "Tester",
    "Technician",
    "Pharmacist",
    "Surveyor",
    "Translator",
    "Operator",
];

/// How many different skills there are.
const SKILLS: usize = 600;
/// How many towns.
const TOWNS: usize = 250;
/// How many different words stand in summaries.
const VOCABULARY: usize = 20_000;

fn word(nth: usize) -> String {
    let (begin, rest) = (BEGINNINGS[nth % 24], nth / 24);
    let (middle, rest) = (MIDDLES[rest % 20], rest / 20);
    format!("{begin}{middle}{}", ENDS[rest % 20])
}

/// One of so many, the first ones much more often than the last ones.
fn spread(dice: &mut ChaCha8Rng, of: usize) -> usize {
    let even: f64 = dice.random();
    ((of as f64).powf(even) - 1.0).floor().max(0.0) as usize
}

fn skill(nth: usize) -> String {
    format!("{}ics", word(nth * 7 + 3))
}

fn town(nth: usize) -> String {
    format!("{}stad", word(nth * 13 + 5))
}

/// So many people, made as they are asked for.
pub fn people(count: usize) -> impl Iterator<Item = Document> {
    let mut dice = ChaCha8Rng::seed_from_u64(7);
    (0..count).map(move |nth| person(&mut dice, nth))
}

fn person(dice: &mut ChaCha8Rng, nth: usize) -> Document {
    let name = format!("{} {}", word(spread(dice, 800)), word(dice.random_range(0..9_000)));
    let mut skills: Vec<String> =
        (0..dice.random_range(3..12)).map(|_| skill(spread(dice, SKILLS))).collect();
    skills.sort_unstable();
    skills.dedup();
    let title = format!("{}{}", RANKS[spread(dice, 8)], TRADES[spread(dice, 30)]);
    let summary: Vec<String> =
        (0..dice.random_range(20..60)).map(|_| word(spread(dice, VOCABULARY)).to_lowercase()).collect();
    let town_nth = spread(dice, TOWNS);
    Document {
        id: (u128::from(dice.random::<u64>()) << 64) | nth as u128,
        name,
        title,
        company: format!("{} Ltd", word(spread(dice, 9_000))),
        city: town(town_nth),
        country: ["Norway", "Sweden", "Denmark", "Finland", "Iceland"][town_nth % 5].into(),
        industry: TRADES[dice.random_range(0..20)].into(),
        skills,
        sources: vec![["Greenfield", "Blueyard", "people.csv"][nth % 3].into()],
        consent: ["unknown", "given"][nth % 2].into(),
        years: Some((nth % 35) as u8),
        text: vec![summary.join(" ")],
        changed: 1_700_000_000_000 + nth as u64,
        ..Document::default()
    }
}

/// What is looked for.
pub struct Wanted {
    /// The words that must all be there, and phrases of several.
    pub all: Vec<String>,
    /// In which town; empty for anywhere.
    pub city: String,
}

/// The kinds of questions, and so many of each.
pub fn questions(each: usize) -> Vec<(&'static str, Vec<Wanted>)> {
    let mut dice = ChaCha8Rng::seed_from_u64(11);
    let mut several = |make: &mut dyn FnMut(&mut ChaCha8Rng) -> Wanted| -> Vec<Wanted> {
        (0..each).map(|_| make(&mut dice)).collect()
    };
    let anywhere = |all: Vec<String>| Wanted { all, city: String::new() };
    vec![
        (
            "full name",
            several(&mut |dice| anywhere(vec![word(spread(dice, 800)), word(dice.random_range(0..9_000))])),
        ),
        ("one skill", several(&mut |dice| anywhere(vec![skill(spread(dice, SKILLS))]))),
        (
            "two skills",
            several(&mut |dice| anywhere(vec![skill(spread(dice, SKILLS)), skill(spread(dice, SKILLS))])),
        ),
        (
            "title, skill and city",
            several(&mut |dice| Wanted {
                all: vec![TRADES[spread(dice, 30)].into(), skill(spread(dice, SKILLS))],
                city: town(spread(dice, TOWNS)),
            }),
        ),
    ]
}
