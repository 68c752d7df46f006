//! What holds of every score.

use model::screening::{
    Asks, Contact, Criteria, Criterion, Degree, Fluency, Found, Month, Need, ResumeProfile, Score,
    SectionKind, Span,
};
use proptest::prelude::*;

use super::draft::Draft;
use super::{Application, score};

const SKILLS: [&str; 8] =
    ["Python", "PostgreSQL", "SQL", "Kubernetes", "Docker", "Wound care", "Negotiation", "Excel"];
const TITLES: [&str; 4] = ["Software Engineer", "Registered Nurse", "Store Manager", "Accountant"];

/// Something that a résumé shows.
#[derive(Clone, Debug)]
enum Part {
    Position { title: usize, from: (i16, u8), months: i16, skill: usize },
    Skill(usize),
    Degree(Degree),
    Language(Option<Fluency>),
    Certificate,
}

fn degrees() -> impl Strategy<Value = Degree> {
    prop_oneof![Just(Degree::Diploma), Just(Degree::Bachelor), Just(Degree::Master), Just(Degree::Doctorate)]
}

fn fluencies() -> impl Strategy<Value = Fluency> {
    prop_oneof![Just(Fluency::Basic), Just(Fluency::Working), Just(Fluency::Fluent), Just(Fluency::Native)]
}

fn parts() -> impl Strategy<Value = Part> {
    prop_oneof![
        (0..TITLES.len(), 2010_i16..2023, 1_u8..=12, 1_i16..60, 0..SKILLS.len()).prop_map(
            |(title, year, month, months, skill)| Part::Position {
                title,
                from: (year, month),
                months,
                skill
            }
        ),
        (0..SKILLS.len()).prop_map(Part::Skill),
        degrees().prop_map(Part::Degree),
        prop::option::of(fluencies()).prop_map(Part::Language),
        Just(Part::Certificate),
    ]
}

/// A résumé that has every part, so that everything can be judged, and these parts besides.
fn resume(parts: &[Part]) -> ResumeProfile {
    let mut draft = Draft::new()
        .position(
            "Clerk",
            "Example Ltd",
            (2009, 1),
            Some((2009, 3)),
            "Kept the files in order and answered letters.",
        )
        .part(SectionKind::Certificates, "Certificates", "A diploma for long service")
        .education(Degree::School, "none")
        .language("fr", None);
    for part in parts {
        draft = match part {
            Part::Position { title, from, months, skill } => {
                let end = i32::from(from.0) * 12 + i32::from(from.1) - 1 + i32::from(*months);
                let until = (i16::try_from(end / 12).unwrap(), u8::try_from(end % 12 + 1).unwrap());
                draft.position(
                    TITLES[*title],
                    "Firm",
                    *from,
                    Some(until),
                    &format!("Used {} daily.", SKILLS[*skill]),
                )
            }
            Part::Skill(skill) => draft.part(SectionKind::Skills, "Skills", SKILLS[*skill]),
            Part::Degree(degree) => draft.education(*degree, "Computer Science"),
            Part::Language(fluency) => draft.language("de", *fluency),
            Part::Certificate => draft.part(SectionKind::Certificates, "Certificates", "PMP"),
        };
    }
    draft.done()
}

fn asks() -> impl Strategy<Value = Asks> {
    let name = |name: &str| vec![name.to_owned()];
    prop_oneof![
        (0..SKILLS.len(), prop::option::of(1_u32..120))
            .prop_map(move |(at, months)| Asks::Skill { any_of: name(SKILLS[at]), months }),
        (1_u32..200).prop_map(|months| Asks::Experience { months, titled: vec![] }),
        (1_u32..200, 0..TITLES.len())
            .prop_map(move |(months, at)| Asks::Experience { months, titled: name(TITLES[at]) }),
        (0..TITLES.len()).prop_map(move |at| Asks::Title { any_of: name(TITLES[at]) }),
        degrees().prop_map(move |at_least| Asks::Education { at_least, fields: name("computer science") }),
        prop::option::of(fluencies()).prop_map(|at_least| Asks::Language { code: "de".into(), at_least }),
        Just(Asks::Certificate { any_of: name("PMP") }),
        Just(Asks::Words { any_of: name("used docker daily") }),
    ]
}

fn criteria() -> impl Strategy<Value = Vec<Criterion>> {
    let need = prop_oneof![Just(Need::Must), Just(Need::Preferred), Just(Need::Nice)];
    let one = (need, 1_u8..=3, asks());
    prop::collection::vec(one, 1..8).prop_map(|all| {
        let criterion = |(at, (need, weight, asks))| Criterion { id: format!("c{at}"), need, weight, asks };
        all.into_iter().enumerate().map(criterion).collect()
    })
}

fn scored(resume: &ResumeProfile, criteria: Vec<Criterion>) -> Score {
    let application = Application { resume: Some(resume), answers: &[], fields: &[] };
    let as_of = Month { year: 2024, month: 6 };
    score(&application, &Criteria { criteria, knock_outs: vec![] }, as_of, None)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_same_input_gives_the_same_score(of in prop::collection::vec(parts(), 0..8), asked in criteria()) {
        prop_assert_eq!(scored(&resume(&of), asked.clone()), scored(&resume(&of), asked));
    }

    /// Of a résumé in which everything can be judged. Where something could not, the first word on it is judged.
    #[test]
    fn more_evidence_never_lowers_points(of in prop::collection::vec(parts(), 0..8), more in parts(), asked in criteria()) {
        let before = scored(&resume(&of), asked.clone());
        let after = scored(&resume(&[of, vec![more]].concat()), asked);
        prop_assert!(before.points.is_some() && after.points >= before.points, "{:#?}\n{:#?}", before, after);
        for (before, after) in before.reasons.iter().zip(&after.reasons) {
            prop_assert!(after.share >= before.share, "{:#?}\n{:#?}", before, after);
        }
    }

    #[test]
    fn scaling_every_weight_leaves_points(of in prop::collection::vec(parts(), 0..8), asked in criteria(), by in 2_u8..=3) {
        let mut scaled = asked.clone();
        scaled.iter_mut().for_each(|criterion| criterion.weight *= by);
        prop_assert_eq!(scored(&resume(&of), asked).points, scored(&resume(&of), scaled).points);
    }

    #[test]
    fn the_order_of_criteria_leaves_points(of in prop::collection::vec(parts(), 0..8), asked in criteria()) {
        let mut turned = asked.clone();
        turned.reverse();
        let (one, other) = (scored(&resume(&of), asked), scored(&resume(&of), turned));
        prop_assert_eq!((one.points, one.judged), (other.points, other.judged));
    }

    #[test]
    fn whoever_it_is_changes_nothing(of in prop::collection::vec(parts(), 0..8), asked in criteria(), name in "[A-Z][a-z]{2,9}") {
        let mut named = resume(&of);
        let span = Span { start: 0, end: 0 };
        named.contact = Contact { name: Some(Found { value: name, span }), ..Contact::default() };
        prop_assert_eq!(scored(&resume(&of), asked.clone()), scored(&named, asked));
    }

    #[test]
    fn every_quote_stands_where_it_says(of in prop::collection::vec(parts(), 0..8), asked in criteria()) {
        let resume = resume(&of);
        for quote in scored(&resume, asked).reasons.into_iter().flat_map(|reason| reason.quotes) {
            let model::screening::QuoteSource::Resume { span, .. } = quote.source else { panic!("no answers") };
            prop_assert_eq!(resume.document.quote(span), quote.text);
        }
    }
}
