//! What degrees are called.

use model::screening::Degree::{self, *};

/// Names in small letters without full stops; the longest that stands in a line counts.
const DEGREES: &[(Degree, &[&str])] = &[
    (
        Doctorate,
        &[
            "phd",
            "dphil",
            "doctorate",
            "doctor of philosophy",
            "doctor of",
            "dr rer nat",
            "dr ing",
            "promotion",
            "doctorat",
            "doctorado",
            "md",
            "edd",
        ],
    ),
    (
        Master,
        &[
            "msc",
            "ms",
            "ma",
            "mba",
            "meng",
            "mphil",
            "mfa",
            "llm",
            "mres",
            "med",
            "master of science",
            "master of arts",
            "master of business administration",
            "master of engineering",
            "master of",
            "master's degree",
            "masters degree",
            "master's",
            "masters",
            "master",
            "magister",
            "diplom",
            "staatsexamen",
            "máster",
            "maestría",
            "licence master",
        ],
    ),
    (
        Bachelor,
        &[
            "bsc",
            "bs",
            "ba",
            "beng",
            "bba",
            "llb",
            "bed",
            "bfa",
            "btech",
            "bcom",
            "bachelor of science",
            "bachelor of arts",
            "bachelor of",
            "bachelor's degree",
            "bachelors degree",
            "bachelor's",
            "bachelors",
            "bachelor",
            "licence",
            "licenciatura",
            "grado en",
            "ingeniería",
        ],
    ),
    (
        Diploma,
        &[
            "associate degree",
            "associate of",
            "associate's degree",
            "associate",
            "higher national diploma",
            "hnd",
            "diploma",
            "foundation degree",
            "bts",
            "dut",
            "techniker",
            "técnico superior",
            "diplôme",
            "diplomado",
        ],
    ),
    (
        Vocational,
        &[
            "apprenticeship",
            "vocational training",
            "vocational qualification",
            "nvq",
            "btec",
            "city & guilds",
            "ausbildung als",
            "ausbildung zum",
            "ausbildung zur",
            "ausbildung",
            "berufsausbildung",
            "lehre als",
            "meister",
            "cap",
            "bep",
            "formación profesional",
            "trade certificate",
            "journeyman",
        ],
    ),
    (
        School,
        &[
            "high school diploma",
            "high school",
            "secondary school",
            "ged",
            "a levels",
            "a-levels",
            "gcse",
            "gcses",
            "abitur",
            "fachabitur",
            "mittlere reife",
            "realschulabschluss",
            "hauptschulabschluss",
            "baccalauréat",
            "bac",
            "bachillerato",
            "leaving certificate",
            "matura",
        ],
    ),
];

/// Short names that are also words are degrees only in capitals.
const CAPITALS: &[&str] =
    &["ms", "ma", "med", "bs", "ba", "bed", "cap", "bac", "md", "bts", "dut", "bep", "ged"];

/// Between a degree and its field.
const JOINS: &[&str] = &[
    "(hons) in ",
    "(hons) ",
    "(honours) ",
    "hons ",
    "degree in ",
    "in ",
    "of ",
    "en ",
    "im fach ",
    "de ",
    "der ",
    "- ",
    "– ",
    ": ",
    ", ",
    "als ",
];

/// What a degree of science or of arts is of is told after it.
const GENERAL: &[&str] = &["science", "arts", "applied science", "applied arts"];

/// Words that a field does not begin with.
const NO_FIELD: &[&str] =
    &["university", "universität", "college", "hochschule", "school", "institute", "the", "from", "at"];

pub(super) struct Told<'t> {
    pub degree: Degree,
    pub told: &'t str,
    pub field: Option<&'t str>,
}

pub(super) fn find(line: &str) -> Option<Told<'_>> {
    let mut best: Option<(usize, usize, Degree)> = None;
    for (degree, names) in DEGREES {
        for name in *names {
            let Some((start, end)) = stands(line, name) else { continue };
            if CAPITALS.contains(name) && line[start..end].chars().any(char::is_lowercase) {
                continue;
            }
            if best.is_none_or(|(_, length, _)| end - start > length) {
                best = Some((start, end - start, *degree));
            }
        }
    }
    let (start, length, degree) = best?;
    let told = &line[start..start + length];
    Some(Told { degree, told, field: field(&line[start + length..], told) })
}

/// Where a name stands as words of its own, full stops inside aside: “B.Sc.” is “bsc”.
fn stands(line: &str, name: &str) -> Option<(usize, usize)> {
    let mut before = ' ';
    for (start, letter) in line.char_indices() {
        let begins = !before.is_alphanumeric();
        before = letter;
        if !begins || !letter.is_alphanumeric() {
            continue;
        }
        let mut wanted = name.chars().peekable();
        for (at, letter) in line[start..].char_indices() {
            match wanted.peek() {
                None if letter == '.' && !name.contains(' ') => continue,
                None if letter.is_alphanumeric() => break,
                None => return Some((start, start + at)),
                Some(_) if letter == '.' => continue,
                Some(&next) if letter.to_lowercase().eq([next]) || (next == '\'' && letter == '’') => {
                    wanted.next();
                }
                Some(_) => break,
            }
        }
        if wanted.peek().is_none()
            && line[start..].chars().filter(|l| *l != '.').count() == name.chars().count()
        {
            return Some((start, line.len()));
        }
    }
    None
}

fn field<'t>(after: &'t str, told: &str) -> Option<&'t str> {
    let mut rest = after.trim_start_matches([' ', '.', '-']);
    let cut = |text: &'t str| {
        let end = text.find(|l: char| "\t,|–—·;:()".contains(l) || l.is_ascii_digit()).unwrap_or(text.len());
        let text = &text[..end];
        let end =
            [" at ", " - ", " from "].iter().filter_map(|mark| text.find(mark)).min().unwrap_or(text.len());
        text[..end].trim_matches([' ', '.', '-'])
    };
    let skip_joins = |mut text: &'t str| {
        while let Some(join) = JOINS
            .iter()
            .find(|join| text.get(..join.len()).is_some_and(|head| head.eq_ignore_ascii_case(join)))
        {
            text = text[join.len()..].trim_start();
        }
        text
    };
    if told.to_lowercase().ends_with(" of") {
        let general = GENERAL
            .iter()
            .find(|name| rest.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name)));
        rest = general.map_or(rest, |name| rest[name.len()..].trim_start());
    }
    let found = cut(skip_joins(rest));
    let first = found.split(' ').next().unwrap_or_default().to_lowercase();
    let other_degree = find_only_school(found);
    (found.contains(char::is_alphabetic) && !NO_FIELD.contains(&first.as_str()) && !other_degree)
        .then_some(found)
}

/// “Abitur, Gymnasium am See”: what follows the comma is the school.
fn find_only_school(text: &str) -> bool {
    super::words(text).any(|word| {
        let low = word.to_lowercase();
        super::SCHOOLS.contains(&low.as_str()) || low.ends_with("schule")
    })
}
