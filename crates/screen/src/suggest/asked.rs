//! What one sentence of a job asks for.

use model::screening::{Asks, Degree, Fluency};

use crate::score::{LANGUAGES, time};
use crate::skills::{Hit, Taxonomy, Word, words};

/// Something asked for, and the months of it that are named.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    pub(super) asks: Asks,
    pub(super) months: Option<u32>,
}

impl Ask {
    /// What two asks of the same thing share: everything but the months.
    pub(super) fn subject(&self) -> Asks {
        match &self.asks {
            Asks::Experience { titled, .. } => Asks::Experience { months: 1, titled: titled.clone() },
            asks => asks.clone(),
        }
    }

    /// The criterion's question, with its months.
    pub(super) fn asks(self) -> Asks {
        match (self.asks, self.months) {
            (Asks::Skill { any_of, .. }, months) => Asks::Skill { any_of, months },
            (Asks::Experience { titled, .. }, Some(months)) => Asks::Experience { months, titled },
            (asks, _) => asks,
        }
    }
}

/// Everything that a sentence asks for.
pub(super) fn of(sentence: &str) -> Vec<Ask> {
    let found = words(sentence);
    let mut months = least(&found);
    let plain = |asks| Ask { asks, months: None };
    let mut asks = Vec::new();
    for (certificate, any_of) in skills(sentence) {
        if certificate {
            asks.push(plain(Asks::Certificate { any_of }));
        } else {
            // The time belongs to the first skill; the others are asked for without.
            asks.push(Ask { asks: Asks::Skill { any_of, months: None }, months: months.take() });
        }
    }
    asks.extend(education(sentence).map(plain));
    asks.extend(languages(sentence, &found).into_iter().map(plain));
    let at_work = found
        .iter()
        .any(|word| matches!(word.low.as_str(), "experience" | "professional" | "work" | "years"));
    if months.is_some() && at_work {
        asks.push(Ask { asks: Asks::Experience { months: 1, titled: vec![] }, months });
    }
    asks
}

/// The least time that a sentence names: 36 months of “3-5 years”.
fn least(found: &[Word]) -> Option<u32> {
    let at = found
        .windows(2)
        .position(|pair| time(&pair[0].low, &pair[1].low).is_some_and(|months| months > 0))?;
    let unit = &found[at + 1].low;
    let lower =
        at.checked_sub(1).and_then(|before| time(&found[before].low, unit)).filter(|months| *months > 0);
    lower.or_else(|| time(&found[at].low, unit))
}

/// Skills and certificates; those that “or” or a stroke joins are one choice.
fn skills(sentence: &str) -> Vec<(bool, Vec<String>)> {
    let taxonomy = Taxonomy::shipped();
    let ours = |hit: &Hit| taxonomy.skills()[hit.skill].trade.is_some();
    let mut found: Vec<(bool, Vec<String>)> = Vec::new();
    let mut end = 0;
    for hit in taxonomy.find(sentence).into_iter().filter(ours) {
        let skill = &taxonomy.skills()[hit.skill];
        let (start, until) = (hit.span.start as usize, hit.span.end as usize);
        let between = sentence.get(end..start).unwrap_or("").trim();
        match found.last_mut() {
            Some((certificate, names))
                if *certificate == skill.certificate && matches!(between, "or" | "/" | ", or") =>
            {
                names.push(skill.name.clone());
            }
            _ => found.push((skill.certificate, vec![skill.name.clone()])),
        }
        end = until;
    }
    found.dedup();
    found
}

/// The lowest degree that a sentence names, and in what.
fn education(sentence: &str) -> Option<Asks> {
    const NAMES: &[(Degree, &[&str])] = &[
        (Degree::School, &["high school", "secondary school", "school diploma", "a-levels", "ged"]),
        (Degree::Vocational, &["apprenticeship", "vocational training", "vocational qualification"]),
        (
            Degree::Diploma,
            &["associate degree", "associate's degree", "foundation degree", "higher national diploma"],
        ),
        (
            Degree::Bachelor,
            &[
                "bachelor",
                "bsc",
                "b.sc",
                "university degree",
                "college degree",
                "undergraduate degree",
                "degree in",
            ],
        ),
        (
            Degree::Master,
            &["master's", "master’s", "master degree", "masters degree", "master of", "msc", "m.sc", "mba"],
        ),
        (Degree::Doctorate, &["phd", "ph.d", "doctorate", "doctoral"]),
    ];
    let low = sentence.to_ascii_lowercase();
    let whole =
        |name: &str| low.match_indices(name).any(|(at, _)| !low[..at].ends_with(char::is_alphanumeric));
    let named = |of: &[&str]| of.iter().any(|name| whole(name));
    // “Master's degree in” names no bachelor, though it holds “degree in”.
    let higher = NAMES[4..].iter().any(|(_, of)| named(of))
        && !["bachelor", "bsc", "b.sc"].iter().any(|name| whole(name));
    let (at_least, _) =
        NAMES.iter().find(|(degree, of)| named(of) && !(higher && *degree == Degree::Bachelor))?;
    let field = low.find(" in ").map(|at| &sentence[at + 4..]);
    let field = field.map(|field| field.split([',', '.', ';', '(', '/']).next().unwrap_or("").trim());
    let field =
        field.map(|field| field.split(" or ").next().unwrap_or("").split(" is ").next().unwrap_or("").trim());
    let field =
        field.filter(|field| !field.is_empty() && field.split(' ').count() <= 4 && !field.contains("field"));
    Some(Asks::Education { at_least: *at_least, fields: field.map(str::to_owned).into_iter().collect() })
}

/// Languages, in a sentence that is of speaking: “a German customer” asks for none.
fn languages(sentence: &str, found: &[Word]) -> Vec<Asks> {
    let has = |of: &[&str]| found.iter().any(|word| of.contains(&word.low.as_str()));
    let at_least = if has(&["native"]) {
        Some(Fluency::Native)
    } else if has(&["fluent", "fluency", "fluently", "excellent", "c1", "c2", "proficient", "proficiency"]) {
        Some(Fluency::Fluent)
    } else if has(&["b1", "b2", "good", "conversational", "working"]) {
        Some(Fluency::Working)
    } else if has(&["a1", "a2", "basic"]) {
        Some(Fluency::Basic)
    } else {
        None
    };
    let spoken =
        has(&["speak", "speaker", "speaking", "spoken", "language", "languages", "written", "bilingual"]);
    if !spoken && at_least.is_none() {
        return vec![];
    }
    let named = |name: &str| {
        found.iter().any(|word| &sentence[word.span.start as usize..word.span.end as usize] == name)
    };
    let of = LANGUAGES.iter().filter(|(_, name)| named(name));
    of.map(|(code, _)| Asks::Language { code: (*code).into(), at_least }).collect()
}
