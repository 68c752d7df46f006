//! Precision and recall of the scorer and of two baselines, by kind of criterion.

use std::collections::{BTreeMap, HashMap};

use model::screening::{Asks, Criteria, Month, Verdict};
use screen::score::{Application, asked, language, score};
use screen::skills::{Taxonomy, words};
use screen::{blind, profile};

use crate::quality::set::Pair;

/// The month in which everything is read.
pub const AS_OF: Month = Month { year: 2024, month: 6 };

/// How often something was said to be met, and was.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub right: u32,
    pub wrong: u32,
    pub missed: u32,
}

impl Counts {
    fn add(&mut self, said: bool, met: bool) {
        match (said, met) {
            (true, true) => self.right += 1,
            (true, false) => self.wrong += 1,
            (false, true) => self.missed += 1,
            (false, false) => {}
        }
    }

    pub fn precision(&self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.wrong).max(1))
    }

    pub fn recall(&self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.missed).max(1))
    }

    pub fn f1(&self) -> f64 {
        2.0 * f64::from(self.right) / f64::from((2 * self.right + self.wrong + self.missed).max(1))
    }
}

/// Results by kind of criterion.
pub type Table = BTreeMap<&'static str, Counts>;

pub fn kind(asks: &Asks) -> &'static str {
    match asks {
        Asks::Skill { months: None, .. } => "skill",
        Asks::Skill { .. } => "skill with a time",
        Asks::Experience { .. } => "experience",
        Asks::Title { .. } => "title",
        Asks::Education { .. } => "education",
        Asks::Language { .. } => "language",
        Asks::Certificate { .. } => "certificate",
        Asks::Words { .. } => "words",
    }
}

/// What the scorer says, over text, profile and blinding; with what it got wrong.
pub fn ours(pairs: &[Pair]) -> (Table, Vec<String>) {
    let (mut table, mut faults) = (Table::new(), Vec::new());
    let taxonomy = Taxonomy::shipped();
    for (number, pair) in pairs.iter().enumerate() {
        let resume = blind::blind(&profile::read(pair.resume.clone(), AS_OF, taxonomy), taxonomy);
        let criteria = Criteria { criteria: pair.criteria.clone(), knock_outs: vec![] };
        let given =
            score(&Application { resume: Some(&resume), answers: &[], fields: &[] }, &criteria, AS_OF, None);
        for ((criterion, &met), reason) in pair.criteria.iter().zip(&pair.met).zip(&given.reasons) {
            let said = reason.verdict == Verdict::Met;
            table.entry(kind(&criterion.asks)).or_default().add(said, met);
            if said != met {
                let of = asked(&criterion.asks);
                faults.push(format!(
                    "{number} {}: {of}: met {met}: {}",
                    kind(&criterion.asks),
                    reason.sentence
                ));
            }
        }
    }
    (table, faults)
}

/// What a count of keywords says: met where every word of what is asked stands in the text.
pub fn keywords(pairs: &[Pair]) -> Table {
    let mut table = Table::new();
    for pair in pairs {
        let text: Vec<String> = words(&pair.resume.text).into_iter().map(|word| word.low).collect();
        for (criterion, &met) in pair.criteria.iter().zip(&pair.met) {
            let said = query(&criterion.asks).iter().all(|word| text.contains(word));
            table.entry(kind(&criterion.asks)).or_default().add(said, met);
        }
    }
    table
}

/// What BM25 (k1 1.2, b 0.75) says, each kind with the threshold that is best for it on this very set.
pub fn bm25(pairs: &[Pair]) -> Table {
    let texts: Vec<Vec<String>> =
        pairs.iter().map(|p| words(&p.resume.text).into_iter().map(|w| w.low).collect()).collect();
    let average = texts.iter().map(Vec::len).sum::<usize>() as f64 / texts.len() as f64;
    let mut holders: HashMap<&str, f64> = HashMap::new();
    for text in &texts {
        let unique: std::collections::HashSet<&str> = text.iter().map(String::as_str).collect();
        unique.into_iter().for_each(|word| *holders.entry(word).or_default() += 1.0);
    }
    let mut scores: BTreeMap<&'static str, Vec<(f64, bool)>> = BTreeMap::new();
    for (pair, text) in pairs.iter().zip(&texts) {
        for (criterion, &met) in pair.criteria.iter().zip(&pair.met) {
            let score = query(&criterion.asks)
                .iter()
                .map(|word| {
                    let holders = holders.get(word.as_str()).copied().unwrap_or(0.0);
                    let rare = (1.0 + (texts.len() as f64 - holders + 0.5) / (holders + 0.5)).ln();
                    let often = text.iter().filter(|other| *other == word).count() as f64;
                    rare * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * text.len() as f64 / average))
                })
                .sum();
            scores.entry(kind(&criterion.asks)).or_default().push((score, met));
        }
    }
    scores
        .into_iter()
        .map(|(kind, scores)| {
            let at = |least: f64| {
                let mut counts = Counts::default();
                scores.iter().for_each(|&(score, met)| counts.add(score >= least, met));
                counts
            };
            let best = scores.iter().map(|&(least, _)| at(least)).max_by(|a, b| a.f1().total_cmp(&b.f1()));
            (kind, best.unwrap_or_default())
        })
        .collect()
}

/// What somebody would type: names, and “bachelor” with the field.
fn query(asks: &Asks) -> Vec<String> {
    let text = match asks {
        Asks::Skill { any_of, .. }
        | Asks::Title { any_of }
        | Asks::Certificate { any_of }
        | Asks::Words { any_of } => any_of.join(" "),
        Asks::Experience { .. } => "experience".into(),
        Asks::Education { fields, .. } => format!("bachelor {}", fields.join(" ")),
        Asks::Language { code, .. } => language(code),
    };
    words(&text).into_iter().map(|word| word.low).collect()
}
