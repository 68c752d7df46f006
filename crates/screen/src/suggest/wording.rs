//! How much a job needs something, from its headings and from the words around.

use model::screening::Need;

/// A sentence or an item of a list, and how much what it names is needed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) need: Need,
}

const NICE: &[&str] = &[
    "nice to have",
    "nice-to-have",
    "bonus",
    "is a plus",
    "a plus",
    "good to have",
    "would be great",
    "optional",
    "advantage",
    "nice if",
];
const PREFERRED: &[&str] =
    &["preferred", "preferably", "ideally", "desirable", "desired", "beneficial", "we prefer"];
const MUST: &[&str] = &[
    "must",
    "required",
    "requirement",
    "essential",
    "mandatory",
    "at least",
    "minimum",
    "you have",
    "you bring",
    "we expect",
    "need to have",
    "necessary",
    "prerequisite",
    "qualifications",
    "your profile",
    "who you are",
    "what we are looking for",
    "what we're looking for",
];
/// Headings of parts that ask for nothing.
const OTHER: &[&str] = &[
    "about us",
    "about the company",
    "who we are",
    "our company",
    "benefits",
    "what we offer",
    "we offer",
    "perks",
    "our offer",
    "how to apply",
    "equal opportunity",
    "why join",
    "why us",
    "compensation",
];
/// Headings of the work itself.
const WORK: &[&str] = &[
    "responsibilities",
    "what you will do",
    "what you'll do",
    "the role",
    "your tasks",
    "duties",
    "your role",
];

/// The sentences that may ask for something.
pub(super) fn sentences(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut part = Some(Need::Preferred);
    let mut start = 0;
    for line in text.split('\n') {
        let low = line.trim().to_lowercase();
        let is_item = low.starts_with(['-', '•', '*', '–', '·']);
        let heads = !is_item && low.split_whitespace().count() <= 6 && !low.ends_with(['.', ';']);
        match heads.then(|| heading(&low)).flatten() {
            Some(of) => part = of,
            None => {
                if let Some(need) = part {
                    items(line, start, need, &mut sentences);
                }
            }
        }
        start += line.len() + 1;
    }
    sentences
}

/// What a heading says of what stands under it; nothing asked at all in some parts.
fn heading(low: &str) -> Option<Option<Need>> {
    let says = |of: &[&str]| of.iter().any(|phrase| low.contains(phrase));
    if says(OTHER) {
        return Some(None);
    }
    if says(WORK) {
        return Some(Some(Need::Preferred));
    }
    // A heading ends with a colon or is nothing but a heading's words; “Python is a must” is none.
    let bare = low.ends_with(':') || (!says(&[" is ", " are "]) && low.split_whitespace().count() <= 4);
    said(low).filter(|_| bare).map(Some)
}

fn said(low: &str) -> Option<Need> {
    let says = |of: &[&str]| of.iter().any(|phrase| low.contains(phrase));
    [(NICE, Need::Nice), (PREFERRED, Need::Preferred), (MUST, Need::Must)]
        .into_iter()
        .find(|(of, _)| says(of))
        .map(|(_, need)| need)
}

fn items(line: &str, start: usize, need: Need, sentences: &mut Vec<Sentence>) {
    let mut from = 0;
    let ends = line.match_indices(". ").chain(line.match_indices("; ")).map(|(at, _)| at);
    let mut ends: Vec<usize> = ends.chain([line.len()]).collect();
    ends.sort_unstable();
    for end in ends {
        let item = &line[from..end];
        let bare = item.trim_start_matches(['-', '•', '*', '–', '·', ' ', '\t', '.', ';']);
        let begin = from + item.len() - bare.len();
        let bare = bare.trim_end();
        if !bare.is_empty() {
            let need = said(&bare.to_lowercase()).unwrap_or(need);
            sentences.push(Sentence { start: start + begin, end: start + begin + bare.len(), need });
        }
        from = end;
    }
}

/// A title without its rank and without what stands in brackets.
pub(super) fn bare_title(title: &str) -> String {
    let title = title.split(['(', '[', '|', '–', ',']).next().unwrap_or("");
    let title = title.split(" - ").next().unwrap_or("");
    const RANKS: &[&str] =
        &["senior", "junior", "lead", "principal", "staff", "sr", "sr.", "jr", "jr.", "mid-level"];
    let words = title.split_whitespace().filter(|word| !RANKS.contains(&word.to_lowercase().as_str()));
    words.collect::<Vec<_>>().join(" ")
}
