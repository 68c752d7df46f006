//! Who it is and how to reach the person.

use model::screening::{Contact, Found, SectionKind};

use super::{
    dates,
    lines::{Line, words},
    wording,
};

/// What a résumé may be called on its first line.
const NO_NAME: &[&str] = &[
    "curriculum",
    "vitae",
    "lebenslauf",
    "resume",
    "résumé",
    "cv",
    "bewerbung",
    "page",
    "seite",
    "application",
];
/// Names of streets.
const STREETS: &[&str] = &[
    "street",
    "st",
    "road",
    "rd",
    "avenue",
    "ave",
    "lane",
    "drive",
    "boulevard",
    "straße",
    "strasse",
    "str",
    "weg",
    "platz",
    "allee",
    "rue",
    "calle",
    "plaza",
    "square",
    "way",
    "court",
];
const ADDRESS: &[&str] =
    &["address:", "adresse:", "anschrift:", "wohnort:", "location:", "dirección:", "residence:", "lives in"];
const PHONE: &[&str] = &[
    "tel",
    "phone",
    "mobile",
    "telefon",
    "mobil",
    "handy",
    "téléphone",
    "teléfono",
    "móvil",
    "portable",
    "cell",
];
/// Pages of persons, which are written without `https://`.
const PAGES: &[&str] = &[
    "linkedin.",
    "github.",
    "gitlab.",
    "xing.",
    "behance.",
    "medium.",
    "twitter.",
    "instagram.",
    "facebook.",
    "stackoverflow.",
];
/// Marks between the parts of a line with ways to reach a person.
const BETWEEN: &[char] = &['|', '·', '•', '\t', ';'];

pub(super) fn of(lines: &[Line<'_>]) -> Contact {
    let mut contact = Contact::default();
    for line in lines {
        let head = line.section == Some(SectionKind::Contact);
        let low = line.text.to_lowercase();
        let reached = reach(line, head || words(&low).any(|word| PHONE.contains(&word)), &mut contact);
        if !head {
            continue;
        }
        if contact.name.is_none() {
            contact.name = name(line);
            if contact.name.is_some() {
                continue;
            }
        }
        let labelled = ADDRESS.iter().any(|label| low.starts_with(label));
        for part in line.text.split(BETWEEN).map(str::trim) {
            let place = part.split([',', ' ']).filter(|word| word.starts_with(char::is_uppercase)).count();
            let looks = is_street(part)
                || has_postcode(part)
                || labelled
                || (reached && !part.contains(['@', ':', '/']));
            let alone = part.contains(", ")
                && place >= 2
                && part.split_whitespace().count() <= 4
                && wording::title(part) == 0;
            let phone = !numbers(part).is_empty();
            if (looks || alone)
                && !phone
                && part.contains(char::is_alphabetic)
                && dates::period(part).is_none()
                && part.len() < 80
            {
                contact.address.push(Found { value: part.to_owned(), span: line.at(part) });
            }
        }
    }
    contact
}

/// Mail addresses, links and telephone numbers of a line; whether there are any.
fn reach(line: &Line<'_>, phones: bool, contact: &mut Contact) -> bool {
    let mut any = false;
    for word in line.text.split(|letter: char| letter.is_whitespace() || "|,;<>()".contains(letter)) {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '/');
        let low = word.to_lowercase();
        let into = match word.split_once('@') {
            Some((name, host)) if !name.is_empty() && host.contains('.') => &mut contact.emails,
            None if low.contains("://")
                || low.starts_with("www.")
                || PAGES.iter().any(|page| low.starts_with(page)) =>
            {
                &mut contact.links
            }
            _ => continue,
        };
        let word = word.strip_prefix("mailto:").unwrap_or(word);
        into.push(Found { value: word.to_owned(), span: line.at(word) });
        any = true;
    }
    if phones {
        for number in numbers(line.text) {
            contact.phones.push(Found { value: number.to_owned(), span: line.at(number) });
            any = true;
        }
    }
    any
}

/// Telephone numbers: at least seven digits with the signs between them, and no dates.
fn numbers(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let is_part = |letter: char| letter.is_ascii_digit() || "+()-./ \u{A0}".contains(letter);
    let mut rest = line;
    while let Some(start) =
        rest.find(|letter: char| letter.is_ascii_digit() || letter == '+' || letter == '(')
    {
        let run = &rest[start..];
        let end = run.find(|letter: char| !is_part(letter)).unwrap_or(run.len());
        let number = run[..end].trim_end_matches(|letter: char| !letter.is_ascii_digit());
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        if (7..=16).contains(&digits) && dates::all(number).is_empty() {
            found.push(number);
        }
        rest = &run[end.max(1)..];
    }
    found
}

fn name(line: &Line<'_>) -> Option<Found<String>> {
    let label = ["Name:", "NAME:", "Nom:", "Nombre:"].iter().find_map(|label| line.text.strip_prefix(label));
    let part = label.unwrap_or(line.text).split(['|', '\t', '·']).next()?.trim();
    let part = part.split(" – ").next()?.split([',', '(']).next()?.trim();
    let count = part.split_whitespace().count();
    let letters = part.chars().all(|letter| letter.is_alphabetic() || " .-'’".contains(letter));
    let capitals = part.split_whitespace().all(|word| {
        word.starts_with(char::is_uppercase)
            || ["de", "van", "von", "der", "da", "del", "la", "bin", "al", "zu", "di"].contains(&word)
    });
    let other =
        words(part).any(|word| NO_NAME.contains(&word.to_lowercase().as_str())) || wording::title(part) > 0;
    let fits = (2..=5).contains(&count) && letters && capitals && !other;
    fits.then(|| Found { value: part.to_owned(), span: line.at(part) })
}

fn is_street(part: &str) -> bool {
    let digits = part.contains(|letter: char| letter.is_ascii_digit());
    digits
        && words(part).any(|word| {
            let low = word.to_lowercase();
            STREETS.contains(&low.as_str())
                || ["straße", "strasse", "weg", "platz", "allee"].iter().any(|end| low.ends_with(end))
        })
}

/// “10115 Berlin”, “Leeds LS1 4AP”.
fn has_postcode(part: &str) -> bool {
    let long = words(part).any(|word| word.len() == 5 && word.bytes().all(|byte| byte.is_ascii_digit()));
    long && part.split_whitespace().count() <= 6 && part.contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{lines, sections};

    #[test]
    fn the_head_of_a_resume_tells_who_it_is() {
        let text = "Curriculum Vitae\nZoë van Brandt\nSenior Welder\nzoe@example.org | +49 (30) 000-0000 | Berlin\n\
            Hauptstraße 12, 10115 Berlin\ngithub.com/zoe-example\n\nExperience\nWelder 2019 – 2021\nSaved 1200000 bolts";
        let mut lines = lines::of(text);
        sections::mark(text, &mut lines);
        let contact = of(&lines);
        let values =
            |found: &[Found<String>]| found.iter().map(|found| found.value.clone()).collect::<Vec<_>>();
        assert_eq!(contact.name.unwrap().value, "Zoë van Brandt");
        assert_eq!(values(&contact.emails), ["zoe@example.org"]);
        assert_eq!(values(&contact.phones), ["+49 (30) 000-0000"]);
        assert_eq!(values(&contact.links), ["github.com/zoe-example"]);
        assert_eq!(values(&contact.address), ["Berlin", "Hauptstraße 12, 10115 Berlin"]);
    }
}
