//! Which skills a text names, and where, in one pass over its words.

use model::screening::{MatchedBy, Span};

use super::denied::is_denied;
use super::taxonomy::{Label, Taxonomy};
use super::words::{Break, Word, words};

/// A place that names a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The skill, as a place in [`Taxonomy::skills`].
    pub skill: usize,
    /// Where.
    pub span: Span,
    /// By its name, an alias, or another form of either.
    pub by: MatchedBy,
}

/// Endings of the names of firms: what stands before one is no skill.
const FIRMS: &[&str] =
    &["inc", "corp", "corporation", "ltd", "limited", "llc", "gmbh", "ag", "se", "plc", "bv", "sa"];

/// As [`FIRMS`], for everyday words only.
const HOUSES: &[&str] = &[
    "group",
    "holdings",
    "logistics",
    "transportation",
    "transport",
    "health",
    "healthcare",
    "bank",
    "university",
    "college",
    "school",
    "hospital",
    "street",
    "road",
    "avenue",
    "airlines",
    "industries",
    "company",
    "partners",
    "solutions",
    "consulting",
    "hotel",
    "insurance",
    "foods",
    "energy",
    "motors",
];

/// Words that lead to a skill.
const LEADS: &[&str] = &["experience", "expertise", "proficient", "proficiency", "skilled", "knowledge"];

/// How far off, in words, another skill of the trade still is company, and a telltale word.
const NEAR_SKILL: usize = 12;
const NEAR_WORD: usize = 6;

struct Candidate {
    at: usize,
    end: usize,
    label: usize,
    by: MatchedBy,
    sure: bool,
}

/// How many words the longest name has, and the labels that are written so.
type Longest = Option<(usize, Vec<(usize, MatchedBy)>)>;

impl Taxonomy {
    /// Every place of a text that names a skill and does not deny it, in their order. Where one of our names holds
    /// another, only the longer counts: “Objective-C” does not name C.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let found = words(text);
        let candidates = self.candidates(text, &found);
        let kept = candidates.iter().filter(|candidate| {
            (candidate.sure || self.has_company(candidate, &candidates, &found))
                && !is_denied(&found, candidate.at)
        });
        kept.map(|candidate| Hit {
            skill: self.labels[candidate.label].skill,
            span: Span { start: found[candidate.at].span.start, end: found[candidate.end - 1].span.end },
            by: candidate.by,
        })
        .collect()
    }

    fn candidates(&self, text: &str, found: &[Word]) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        let mut covered = 0;
        for at in 0..found.len() {
            let mut best: [Longest; 2] = [None, None];
            for (length, ends) in self.walk(&found[at..]) {
                if found[at + 1..at + length].iter().any(|word| word.begins >= Break::Clause) {
                    break;
                }
                let fit = ends.iter().filter_map(|&label| {
                    Some((label, self.fits(&self.labels[label], text, &found[at..], length)?))
                });
                for (label, by) in fit {
                    let ours = self.skills()[self.labels[label].skill].trade.is_some();
                    let place = &mut best[usize::from(!ours)];
                    match place {
                        Some((longest, labels)) if *longest == length => labels.push((label, by)),
                        _ => *place = Some((length, vec![(label, by)])),
                    }
                }
            }
            let [ours, esco] = best;
            if let Some((length, labels)) = ours.filter(|(length, _)| at + length > covered) {
                covered = covered.max(at + length);
                let sure = |label: usize| self.labels[label].company.is_none();
                candidates.extend(labels.into_iter().map(|(label, by)| Candidate {
                    at,
                    end: at + length,
                    label,
                    by,
                    sure: sure(label),
                }));
            }
            if let Some((length, labels)) = esco.filter(|(length, _)| at + length > covered) {
                let (label, by) = labels[0];
                candidates.push(Candidate { at, end: at + length, label, by, sure: true });
            }
        }
        candidates
    }

    /// Whether a name stands at the beginning of these words, and by what it is recognised.
    fn fits(&self, label: &Label, text: &str, found: &[Word], length: usize) -> Option<MatchedBy> {
        let as_written = |word: &Word| &text[word.span.start as usize..word.span.end as usize];
        let shown = &found[..length];
        if label.exact && !shown.iter().zip(&label.written).all(|(word, written)| as_written(word) == written)
        {
            return None;
        }
        if length == 1 {
            let next =
                found.get(1).filter(|word| word.begins == Break::None).map_or("", |word| word.low.as_str());
            let after =
                found.get(2).filter(|word| word.begins == Break::None).map_or("", |word| word.low.as_str());
            let firm = FIRMS.contains(&next) || (HOUSES.contains(&next) && FIRMS.contains(&after));
            if firm || (label.company.is_some() && HOUSES.contains(&next)) {
                return None;
            }
            if label.company.is_some() && is_part_of_another(text, shown[0].span) {
                return None;
            }
        }
        let same = shown.iter().zip(&label.written).all(|(word, written)| word.low == written.to_lowercase());
        Some(match (same, label.is_name) {
            (true, true) => MatchedBy::Name,
            (true, false) => MatchedBy::Alias,
            (false, _) => MatchedBy::Stem,
        })
    }

    /// Whether what stands before says that a skill follows: “experience in Go”, “with Spring”.
    fn is_led_to(&self, candidate: &Candidate, found: &[Word]) -> bool {
        let from = candidate.at.saturating_sub(3);
        let whole = (from + 1..=candidate.at).all(|at| found[at].begins < Break::Clause);
        let long = found[candidate.at].low.len() > 1 && self.labels[candidate.label].exact;
        let before = found[from..candidate.at].iter().map(|word| word.low.as_str());
        let last = before.clone().next_back().unwrap_or("");
        long && whole
            && (matches!(last, "using" | "with")
                || (matches!(last, "in" | "of") && before.clone().any(|word| LEADS.contains(&word))))
    }

    fn has_company(&self, candidate: &Candidate, all: &[Candidate], found: &[Word]) -> bool {
        let trade = |label: usize| self.skills()[self.labels[label].skill].trade;
        let wanted = self.labels[candidate.label].company.as_deref().unwrap_or_default();
        let from = candidate.at.saturating_sub(NEAR_WORD);
        let near = &found[from..(candidate.end + NEAR_WORD).min(found.len())];
        let told = |(at, word): (usize, &Word)| {
            !(candidate.at..candidate.end).contains(&(from + at)) && wanted.contains(&word.stem)
        };
        near.iter().enumerate().any(told)
            || (self.is_led_to(candidate, found)
                && all.iter().filter(|other| other.at == candidate.at).count() == 1)
            || all.iter().any(|other| {
                let apart = other.at.abs_diff(candidate.at);
                let listed = apart > 0 && apart <= 2 && {
                    let later = other.at.max(candidate.at);
                    found[later].begins == Break::Comma
                };
                let trades = trade(other.label) == trade(candidate.label);
                trades && apart > 0 && (other.sure && apart <= NEAR_SKILL || listed)
            })
    }
}

/// Whether an everyday word is joined to another by a hyphen, or is a letter of a person's name.
fn is_part_of_another(text: &str, span: Span) -> bool {
    let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut next = after.chars();
    let joined = (next.next() == Some('-') && word(next.next()))
        || (before.ends_with('-') && word(before.chars().rev().nth(1)));
    let initial = span.end - span.start == 1
        && after.strip_prefix(". ").is_some_and(|rest| rest.starts_with(char::is_uppercase));
    joined || initial
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of our own skills that a text shows.
    fn ours(text: &str) -> Vec<String> {
        let taxonomy = Taxonomy::shipped();
        let mut names = Vec::new();
        for hit in taxonomy.find(text) {
            let skill = &taxonomy.skills()[hit.skill];
            if skill.trade.is_some() && !names.contains(&skill.name) {
                names.push(skill.name.clone());
            }
        }
        names
    }

    #[test]
    fn names_with_signs_and_letters_that_are_words() {
        assert_eq!(
            ours("Languages: C, C++, C#, R, Go and .NET; Node.js"),
            ["C", "C++", "C#", "R", "Go", ".NET", "Node.js"]
        );
        assert_eq!(ours("Wrote backend services in Go."), ["Back-end development", "Go"]);
        assert_eq!(ours("Seven years of experience in Go"), ["Go"]);
        assert_eq!(ours("Statistics in R with ggplot2"), ["Statistics", "R"]);
        assert_eq!(ours("Objective-C and Swift for iOS"), ["Objective-C", "Swift", "iOS"]);
    }

    #[test]
    fn everyday_words_are_no_skills() {
        for text in [
            "Go to the office and rust never sleeps",
            "Led the go-to team at C-level, R. Miller and Vitamin C",
            "Excel at talking to people; express yourself; a swift spring",
            "Driver at Swift Transportation, then Rust Holdings",
            "Worked at SQL Holdings Inc with some success",
            "The rest of the node was a notion of dart",
        ] {
            assert_eq!(ours(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn short_forms_need_company() {
        assert_eq!(ours("RN, intensive care unit"), ["Registered nursing", "Critical care"]);
        assert_eq!(ours("Mobile apps with RN and React"), ["Mobile development", "React Native", "React"]);
        assert_eq!(ours("Shipped K8s, JS and ts clusters"), ["Kubernetes", "JavaScript"]);
    }

    #[test]
    fn how_it_was_recognised_and_where() {
        let text = "Clusters on K8s; postgresql; negotiated contracts; contract negotiations";
        let taxonomy = Taxonomy::shipped();
        let found: Vec<_> = taxonomy
            .find(text)
            .into_iter()
            .filter(|hit| taxonomy.skills()[hit.skill].trade.is_some())
            .map(|hit| (&text[hit.span.start as usize..hit.span.end as usize], hit.by))
            .collect();
        assert_eq!(
            found,
            [
                ("K8s", MatchedBy::Alias),
                ("postgresql", MatchedBy::Name),
                ("negotiated contracts", MatchedBy::Stem),
                ("contract negotiations", MatchedBy::Stem),
            ]
        );
    }

    #[test]
    fn what_is_denied_and_what_is_a_firm_are_not_found() {
        assert_eq!(ours("No experience with Kubernetes. Docker daily."), ["Docker"]);
        assert_eq!(ours("Analyst at Oracle Corporation and SAP SE"), [""; 0]);
    }

    #[test]
    fn concepts_of_esco_are_found_too() {
        let taxonomy = Taxonomy::shipped();
        let found = taxonomy.find("Experience in plastic welding and meteorology");
        let names: Vec<_> = found.iter().map(|hit| taxonomy.skills()[hit.skill].name.as_str()).collect();
        assert!(names.contains(&"plastic welding") && names.contains(&"meteorology"), "{names:?}");
    }
}
