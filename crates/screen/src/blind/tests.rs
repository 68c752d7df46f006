use model::screening::{Document, DocumentKind, Month};

use super::*;

fn blinded(text: &str) -> ResumeProfile {
    let document = Document { kind: DocumentKind::Text, text: text.into(), pages: vec![0] };
    let taxonomy = Taxonomy::read("", "");
    blind(&crate::profile::read(document, Month { year: 2026, month: 1 }, &taxonomy), &taxonomy)
}

#[test]
fn the_person_is_gone_and_the_work_stays_in_its_place() {
    let text = "Zoë Brandt (she/her)\nzoe@example.org | +49 30 0000000 | Kiel\nDate of birth: 3 May 1990 | Nationality: Danish\n\
        Married, 35 years old\n\nExperience\nWelder, Hull Yard\t2019 – 2021\n• Brandt led her team of four women\n\n\
        Education\nBSc Physics, Hill University, 2008 – 2012";
    let profile = blinded(text);
    let seen = &profile.document.text;
    assert_eq!(seen.len(), text.len());
    for gone in [
        "Zo", "Brandt", "she", "her", "@", "0000", "Kiel", "1990", "Danish", "Married", "35", "women",
        "2008", "2012",
    ] {
        assert!(!seen.contains(gone), "{gone}: {seen}");
    }
    for kept in ["Welder, Hull Yard", "2019 – 2021", "led", "team of four", "BSc Physics, Hill University"]
    {
        assert!(seen.contains(kept), "{kept}: {seen}");
        assert_eq!(seen.find(kept), text.find(kept));
    }
    assert_eq!(profile.contact, Contact::default());
}

#[test]
fn abbreviations_and_work_with_the_same_words_stay() {
    let text = "Zoë Brandt\n\nExperience\nRace engineer, Age Concern\t2019 – 2021\n• HIS and single page applications";
    let seen = blinded(text).document.text;
    assert!(
        seen.ends_with("Race engineer, Age Concern\t2019 – 2021\n• HIS and single page applications"),
        "{seen}"
    );
}
