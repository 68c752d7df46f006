//! What speaks for one contact, beside what speaks for everybody who does the same.

use model::{
    contact::normal_name,
    network::{Contact, Fit, Known, Reason},
};

use super::{
    board::Sight,
    need::{Need, parts_of_place},
};

const PLACE: u8 = 12;
const EMPLOYER: u8 = 8;
const SHARED: u8 = 6;

/// Endings of the names of firms.
const FIRMS: &[&str] = &[
    "inc",
    "corp",
    "corporation",
    "ltd",
    "limited",
    "llc",
    "llp",
    "gmbh",
    "ag",
    "se",
    "plc",
    "bv",
    "sa",
    "as",
    "ab",
    "oy",
    "aps",
    "co",
    "company",
    "kg",
];

/// A contact with what their employee says.
pub(crate) struct Person<'p> {
    /// Who.
    pub contact: &'p Contact,
    /// How well the employee knows them.
    pub known: Known,
    /// Where the employee worked before, as firms are compared.
    pub shared: &'p [String],
}

/// How well a contact fits, all in all.
pub(crate) fn fit(need: &Need, sight: &Sight, person: &Person<'_>) -> Fit {
    let (mut points, mut reasons) = (sight.points, sight.reasons.clone());
    let contact = person.contact;
    let place = parts_of_place(&contact.place);
    if need.places.iter().any(|town| place.contains(town)) {
        points += PLACE;
        reasons.push(Reason::Place);
    }
    let mut firms =
        std::iter::once(&contact.company).chain(&contact.worked_at).filter(|firm| !firm.is_empty());
    if firms.clone().any(|name| names(&need.text, name)) {
        points += EMPLOYER;
        reasons.push(Reason::Employer);
    }
    points += known(person.known);
    if person.known >= Known::Somewhat {
        reasons.push(Reason::Known { how: person.known });
    }
    if person.known != Known::WorkedTogether && firms.any(|name| person.shared.contains(&firm(name))) {
        points += SHARED;
        reasons.push(Reason::Shared);
    }
    Fit { points: points.min(100), reasons }
}

/// How much it says that somebody is known so well.
fn known(known: Known) -> u8 {
    match known {
        Known::NotSaid | Known::Hardly => 0,
        Known::Somewhat => 4,
        Known::Well => 9,
        Known::WorkedTogether => 12,
    }
}

/// A firm's name as it is compared: without what it is in law.
pub(crate) fn firm(name: &str) -> String {
    let normal = normal_name(&name.replace(['.', ','], " "));
    let mut words: Vec<&str> = normal.split(' ').collect();
    while words.len() > 1 && words.last().is_some_and(|last| FIRMS.contains(last)) {
        words.pop();
    }
    words.join(" ")
}

/// Whether a text names a firm: in the very letters, so that no everyday word is taken for one.
fn names(text: &str, name: &str) -> bool {
    let bare: Vec<&str> = name.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let kept =
        bare.iter().rposition(|word| !FIRMS.contains(&word.trim_end_matches('.').to_lowercase().as_str()));
    let Some(kept) = kept else { return false };
    let bare = bare[..=kept].join(" ");
    if bare.chars().count() < 4 || !bare.starts_with(char::is_uppercase) {
        return false;
    }
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(&bare).any(|(at, _)| {
        let sentence = text[..at].trim_end().chars().next_back();
        // A word that begins a sentence has a capital anyway.
        let begins = bare.split(' ').nth(1).is_none() && sentence.is_none_or(|c| ".!?:-•\n".contains(c));
        !begins && apart(text[..at].chars().next_back()) && apart(text[at + bare.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::{super::need::tests::job, *};

    #[test]
    fn place_employer_and_how_well_they_are_known_count_each_with_its_reason() {
        let need =
            Need::of(&job("Welder", "Esbjerg, Denmark", "Welders from Harbour Mills are welcome."), None);
        let sight = Sight { job: 0, points: 60, reasons: vec![Reason::SameTitle] };
        let mut contact = Contact { place: "Copenhagen, Denmark".into(), ..Contact::default() };
        let with = |contact: &Contact, known| {
            fit(&need, &sight, &Person { contact, known, shared: &["north yard".into()] })
        };
        assert_eq!(with(&contact, Known::Hardly).points, 60, "the same country is not the same place");
        contact.place = "Esbjerg".into();
        contact.company = "Harbour Mills, Inc.".into();
        contact.worked_at = vec!["North Yard ApS".into()];
        let all = with(&contact, Known::Well);
        assert_eq!(all.points, 60 + PLACE + EMPLOYER + 9 + SHARED);
        let known = Reason::Known { how: Known::Well };
        assert_eq!(all.reasons, [Reason::SameTitle, Reason::Place, Reason::Employer, known, Reason::Shared]);
        assert_eq!(with(&contact, Known::WorkedTogether).points, 60 + PLACE + EMPLOYER + 12);
    }

    #[test]
    fn a_text_names_a_firm_in_its_own_letters_only() {
        let text = "We target Oslo. Target is not meant. Come from Acme Foods or Borealis!";
        assert!(names(text, "Acme Foods Ltd.") && names(text, "Borealis"));
        for other in ["Target", "Oslo Oil", "Food", "target", "Inc", ""] {
            assert!(!names(text, other), "{other}");
        }
        assert_eq!(firm("Harbour Mills, Inc."), firm("harbour  mills"));
        assert_eq!(firm("Co"), "co");
    }
}
