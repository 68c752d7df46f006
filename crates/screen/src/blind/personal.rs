//! Words and lines about the person rather than the work.

use model::screening::{Education, Span};

use crate::profile::{dates, lines::span};

/// A line, or a part of one, that begins so is about the person.
const LABELS: &[&str] = &[
    "date of birth",
    "dob",
    "d.o.b.",
    "born",
    "birth date",
    "birthday",
    "place of birth",
    "age",
    "gender",
    "sex",
    "marital status",
    "civil status",
    "children",
    "nationality",
    "citizenship",
    "religion",
    "faith",
    "ethnicity",
    "race",
    "pronouns",
    "photo",
    "disability",
    "geburtsdatum",
    "geboren",
    "geburtsort",
    "alter",
    "geschlecht",
    "familienstand",
    "kinder",
    "nationalität",
    "staatsangehörigkeit",
    "staatsbürgerschaft",
    "religionszugehörigkeit",
    "konfession",
    "foto",
    "date de naissance",
    "né le",
    "née le",
    "âge",
    "sexe",
    "situation familiale",
    "état civil",
    "nationalité",
    "fecha de nacimiento",
    "lugar de nacimiento",
    "edad",
    "sexo",
    "estado civil",
    "nacionalidad",
    "religión",
];

/// Words that tell a gender or a family, wherever they stand.
const WORDS: &[&str] = &[
    "he",
    "him",
    "his",
    "himself",
    "she",
    "her",
    "hers",
    "herself",
    "they",
    "them",
    "their",
    "theirs",
    "themselves",
    "mr",
    "mrs",
    "ms",
    "mx",
    "miss",
    "herr",
    "frau",
    "monsieur",
    "madame",
    "señor",
    "señora",
    "male",
    "female",
    "woman",
    "women",
    "women's",
    "womens",
    "man",
    "men",
    "men's",
    "mother",
    "father",
    "mum",
    "mom",
    "dad",
    "wife",
    "husband",
    "maternity",
    "paternity",
    "married",
    "divorced",
    "widowed",
    "verheiratet",
    "ledig",
    "geschieden",
    "männlich",
    "weiblich",
    "homme",
    "femme",
    "marié",
    "mariée",
    "célibataire",
    "casado",
    "casada",
    "soltero",
    "soltera",
    "hombre",
    "mujer",
    "er",
    "ihn",
    "ihm",
    "sie",
    "ihr",
    "ihre",
    "sein",
    "seine",
    "elle",
    "lui",
];

/// After a number, they make it an age.
const AGES: &[&str] = &["years old", "year old", "-year-old", "jahre alt", "ans", "años"];

/// Every place of a text that is about the person.
pub(super) fn spans(text: &str, education: &[Education]) -> Vec<Span> {
    let mut spans: Vec<Span> = WORDS.iter().flat_map(|word| whole(text, word, true)).collect();
    let mut start = 0;
    for line in text.split('\n') {
        spans.extend(labelled(line).map(|(from, to)| span(start + from, start + to)));
        let inside = education.iter().any(|course| {
            let (from, to) = (course.span.start as usize, course.span.end as usize);
            from <= start + line.len() && start < to
        });
        let graduated = ["graduated", "class of", "abitur", "abschluss"]
            .iter()
            .any(|word| line.to_lowercase().contains(word));
        if inside || graduated {
            spans.extend(dates::all(line).into_iter().map(|(from, to)| span(start + from, start + to)));
        }
        spans.extend(age(line).map(|(from, to)| span(start + from, start + to)));
        start += line.len() + 1;
    }
    spans
}

/// Parts of a line that begin with a label, to the end of the part.
fn labelled(line: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = 0;
    line.split(['|', '\t', '·', '•', ';']).filter_map(move |part| {
        let start = at;
        // Each mark but the tab and the bar takes as many bytes as it has.
        at += part.len() + line[start + part.len()..].chars().next().map_or(0, char::len_utf8);
        let said = part.trim_start();
        let label = LABELS.iter().find(|label| {
            let head: String = said.chars().take(label.chars().count()).collect::<String>().to_lowercase();
            let rest = said.chars().nth(label.chars().count());
            head == **label && rest.is_none_or(|next| matches!(next, ':' | ' ' | '.' | '/'))
        })?;
        // “Age concern shop” and “Race engineer” are work: words that are also something else need their colon.
        let short = [
            "age",
            "sex",
            "race",
            "faith",
            "photo",
            "foto",
            "alter",
            "children",
            "kinder",
            "disability",
            "gender",
            "religion",
        ];
        let clear =
            !short.contains(label) || said[label.len().min(said.len())..].trim_start().starts_with(':');
        clear.then_some((start, start + part.len()))
    })
}

/// “27 years old”, “aged 27”.
fn age(line: &str) -> Option<(usize, usize)> {
    let low = line.to_lowercase();
    if low.len() != line.len() {
        return None;
    }
    let (mark, length) = AGES.iter().find_map(|mark| low.find(mark).map(|at| (at, mark.len())))?;
    let digits = low[..mark].trim_end();
    let number = digits.len() - digits.bytes().rev().take_while(u8::is_ascii_digit).count();
    (number < digits.len() && digits.len() - number <= 2).then_some((number, mark + length))
}

/// Places where a word stands by itself; as written or with a capital, where `loose`, never in capitals throughout,
/// in which it is an abbreviation.
pub(super) fn whole(text: &str, word: &str, loose: bool) -> Vec<Span> {
    let capital: String =
        word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect();
    let mut forms = vec![word.to_owned()];
    if loose {
        forms.push(capital);
    } else {
        forms.push(word.to_uppercase());
    }
    forms.dedup();
    let mut spans = Vec::new();
    for form in forms {
        for (at, found) in text.match_indices(&form) {
            let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
            let after = text[at + found.len()..].chars().next().is_some_and(char::is_alphanumeric);
            if !before && !after {
                spans.push(span(at, at + found.len()));
            }
        }
    }
    spans
}
