//! Titles of positions compared: “Sr. Software Developer” is a software engineer, “assistant manager” is not quite a
//! manager.

use crate::skills::{stem, words};

/// How like a title is to another, the most like first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Like {
    /// It has the very words, one after the other.
    Same,
    /// It has words of the same sense, or in another order.
    Words,
    /// It has them, but stands below or beside.
    Below,
}

/// Words of titles that are written in several ways.
const SAME: &[(&str, &str)] = &[
    ("developer", "engineer"),
    ("programmer", "engineer"),
    ("dev", "engineer"),
    ("sr", "senior"),
    ("jr", "junior"),
    ("mgr", "manager"),
    ("rep", "representative"),
    ("exec", "executive"),
    ("asst", "assistant"),
    ("admin", "administrator"),
    ("hr", "human resources"),
    ("vp", "vice president"),
    ("rn", "registered nurse"),
    ("cna", "nursing assistant"),
    ("lpn", "practical nurse"),
    ("swe", "software engineer"),
    ("qa", "quality assurance"),
    ("ops", "operations"),
    ("devs", "engineer"),
    ("pa", "personal assistant"),
    ("bookkeeper", "bookkeeper"),
    ("salesperson", "sales representative"),
    ("salesman", "sales representative"),
    ("saleswoman", "sales representative"),
    ("recruitment", "recruiter"),
    ("recruiting", "recruiter"),
    ("teamlead", "team lead"),
    ("leader", "lead"),
    ("frontend", "front end"),
    ("backend", "back end"),
    ("fullstack", "full stack"),
    ("cto", "chief technology officer"),
    ("cfo", "chief financial officer"),
    ("ceo", "chief executive officer"),
    ("coo", "chief operating officer"),
];

/// Words that put a title below the one it names.
const BELOW: &[&str] = &[
    "assistant",
    "deputy",
    "intern",
    "internship",
    "trainee",
    "apprentice",
    "student",
    "associate",
    "aspiring",
    "volunteer",
];

/// How like a title that was held is to one that is asked for; `None` where they differ.
pub fn like(held: &str, asked: &str) -> Option<Like> {
    let (plain_held, plain_asked) = (plain(held), plain(asked));
    let (full_held, full_asked) = (full(&plain_held), full(&plain_asked));
    if full_asked.is_empty() || !full_asked.iter().all(|word| full_held.contains(word)) {
        return None;
    }
    let below = |words: &[String]| words.iter().any(|word| BELOW.contains(&word.as_str()));
    if below(&plain_held) && !below(&plain_asked) {
        return Some(Like::Below);
    }
    let same = plain_held.windows(plain_asked.len()).any(|run| run == plain_asked);
    Some(if same { Like::Same } else { Like::Words })
}

/// A title's words in one form, so that titles of one sense have the same words.
pub fn in_one_form(title: &str) -> Vec<String> {
    full(&plain(title))
}

fn plain(title: &str) -> Vec<String> {
    words(title).into_iter().map(|word| word.low).collect()
}

fn full(plain: &[String]) -> Vec<String> {
    let spelled = plain.iter().flat_map(|word| {
        let known = SAME.iter().find(|(short, _)| short == word).map_or(word.as_str(), |(_, full)| full);
        known.split(' ').map(stem)
    });
    spelled.filter(|word| !matches!(word.as_str(), "of" | "the" | "and" | "a" | "for" | "in")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_one_sense_have_the_same_words() {
        assert_eq!(in_one_form("Sr. Backend Developer"), in_one_form("senior back end engineer"));
    }

    #[test]
    fn titles_of_one_sense_are_alike() {
        for (held, asked, expected) in [
            ("Senior Software Engineer", "Software Engineer", Some(Like::Same)),
            ("Sr. Software Developer", "senior software engineer", Some(Like::Words)),
            ("Head of Sales", "Sales Head", Some(Like::Words)),
            ("RN, Intensive Care", "Registered Nurse", Some(Like::Words)),
            ("Assistant Store Manager", "Store Manager", Some(Like::Below)),
            ("Assistant Store Manager", "Assistant Manager", Some(Like::Words)),
            ("Store Assistant", "Store Manager", None),
            ("Sales Engineer", "Software Engineer", None),
        ] {
            assert_eq!(like(held, asked), expected, "{held} / {asked}");
        }
    }
}
