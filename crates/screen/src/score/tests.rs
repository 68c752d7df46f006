use model::remote::Answer;
use model::screening::{
    Asks, Comparison, Criteria, Criterion, Degree, Fluency, KnockOut, MatchedBy, Month, Need, QuoteSource,
    Reason, ResumeProfile, Score, SectionKind, Subject, Verdict,
};

use super::draft::Draft;
use super::{Application, Embed, Meanings, score, scorer};

const AS_OF: Month = Month { year: 2024, month: 6 };

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.into()).collect()
}

fn skill(name: &str, years: u32) -> Asks {
    Asks::Skill { any_of: names(&[name]), months: (years > 0).then_some(years * 12) }
}

fn criteria(asks: Vec<Asks>) -> Criteria {
    let criterion = |(at, asks)| Criterion { id: format!("c{at}"), need: Need::Must, weight: 5, asks };
    Criteria { criteria: asks.into_iter().enumerate().map(criterion).collect(), knock_outs: vec![] }
}

fn scored(resume: &ResumeProfile, asks: Vec<Asks>) -> Score {
    let application = Application { resume: Some(resume), answers: &[], fields: &[] };
    score(&application, &criteria(asks), AS_OF, None)
}

fn reason(resume: &ResumeProfile, asks: Asks) -> Reason {
    scored(resume, vec![asks]).reasons.remove(0)
}

fn developer() -> ResumeProfile {
    Draft::new()
        .position(
            "Software Engineer",
            "Oracle Corporation",
            (2018, 1),
            Some((2019, 12)),
            "Built services in Python on Postgres.",
        )
        .position(
            "Senior Software Engineer",
            "Example Ltd",
            (2019, 7),
            Some((2023, 12)),
            "Moved everything to K8s.\nTuned PostgreSQL for speed.",
        )
        .part(SectionKind::Skills, "Skills", "Python, React, Terraform. No experience with Kafka.")
        .education(Degree::Bachelor, "Computer Science")
        .language("de", Some(Fluency::Working))
        .done()
}

#[test]
fn time_is_split_over_positions_and_overlaps_count_once() {
    let found = reason(&developer(), skill("PostgreSQL", 4));
    assert_eq!((found.verdict, found.share), (Verdict::Met, 100));
    assert_eq!(found.sentence, "Shows 6 years of PostgreSQL; the job asks for 4 years.");
    assert_eq!(found.quotes[0].text, "Tuned PostgreSQL for speed.", "the very name before another name");
    let QuoteSource::Resume { span, page } = &found.quotes[0].source else { panic!("from the résumé") };
    assert_eq!((developer().document.quote(*span), *page), ("Tuned PostgreSQL for speed.", 1));

    let found = reason(&developer(), skill("Python", 4));
    assert_eq!((found.verdict, found.share), (Verdict::Partly, 75), "half for being shown, half of the time");
    assert_eq!(found.would_change.as_deref(), Some("2 years more with Python."));
}

#[test]
fn a_skill_is_recognised_by_name_alias_stem_and_by_what_implies_it() {
    let by = |name| {
        (reason(&developer(), skill(name, 0)).verdict, reason(&developer(), skill(name, 0)).matched_by)
    };
    assert_eq!(by("Python"), (Verdict::Met, Some(MatchedBy::Name)));
    assert_eq!(by("Kubernetes"), (Verdict::Met, Some(MatchedBy::Alias)));
    assert_eq!(by("SQL"), (Verdict::Met, Some(MatchedBy::Taxonomy)));
    assert_eq!(by("tune speed"), (Verdict::NotShown, None), "words that stand apart are no name");
    assert_eq!(by("moving everything"), (Verdict::Met, Some(MatchedBy::Stem)), "a name of no list");
    assert_eq!(by("Kafka"), (Verdict::NotShown, None), "named only to say that it is missing");
    assert_eq!(by("Oracle Database"), (Verdict::NotShown, None), "an employer's name");
}

#[test]
fn a_skill_without_dates_is_shown_by_half() {
    let found = reason(&developer(), skill("Terraform", 2));
    assert_eq!((found.verdict, found.share), (Verdict::Partly, 50));
    let claims = Draft::new().part(
        SectionKind::Summary,
        "About me",
        "Over five years of experience in Python and Terraform (3 years) at home and at work.",
    );
    let claims = claims.done();
    assert_eq!(reason(&claims, skill("Terraform", 3)).verdict, Verdict::Met);
    assert_eq!(
        reason(&claims, skill("Python", 5)).sentence,
        "Shows 5 years of Python; the job asks for 5 years."
    );
}

#[test]
fn time_titles_and_degrees() {
    let of = |asks| {
        let found = reason(&developer(), asks);
        (found.verdict, found.share)
    };
    assert_eq!(of(Asks::Experience { months: 72, titled: vec![] }), (Verdict::Met, 100));
    assert_eq!(
        of(Asks::Experience { months: 108, titled: names(&["senior engineer"]) }),
        (Verdict::Partly, 50)
    );
    assert_eq!(of(Asks::Experience { months: 12, titled: names(&["nurse"]) }), (Verdict::NotShown, 0));
    assert_eq!(of(Asks::Title { any_of: names(&["Software Developer"]) }), (Verdict::Met, 100));
    assert_eq!(
        of(Asks::Education { at_least: Degree::Bachelor, fields: names(&["informatics"]) }),
        (Verdict::Met, 100)
    );
    assert_eq!(of(Asks::Education { at_least: Degree::Master, fields: vec![] }), (Verdict::Partly, 50));
    assert_eq!(
        of(Asks::Education { at_least: Degree::Bachelor, fields: names(&["law"]) }),
        (Verdict::Partly, 50)
    );
}

#[test]
fn languages_certificates_and_words() {
    let resume = developer();
    let of = |asks| reason(&resume, asks).verdict;
    let german = |at_least| Asks::Language { code: "de".into(), at_least };
    assert_eq!(of(german(Some(Fluency::Working))), Verdict::Met);
    assert_eq!(of(german(Some(Fluency::Fluent))), Verdict::Partly);
    assert_eq!(of(Asks::Language { code: "fr".into(), at_least: None }), Verdict::NotShown);
    assert_eq!(of(Asks::Certificate { any_of: names(&["CISSP"]) }), Verdict::NotEnoughData, "no part for it");
    assert_eq!(of(Asks::Words { any_of: names(&["tuned postgresql"]) }), Verdict::Met);
    let certified = Draft::new()
        .part(
            SectionKind::Certificates,
            "Certificates",
            "PMP, 2021, and several others which I do not list here",
        )
        .done();
    let found = reason(&certified, Asks::Certificate { any_of: names(&["Project Management Professional"]) });
    assert_eq!((found.verdict, found.matched_by), (Verdict::Met, Some(MatchedBy::Alias)));
    assert_eq!(
        reason(&certified, Asks::Certificate { any_of: names(&["CISSP"]) }).verdict,
        Verdict::NotShown
    );
}

#[test]
fn without_a_resume_there_are_no_points_and_rules_still_hold() {
    let mut wanted = criteria(vec![skill("Python", 0)]);
    let subject = Subject::Answer { question: "Licence?".into() };
    wanted.knock_outs.push(KnockOut {
        id: "k".into(),
        subject,
        wants: Comparison::OneOf { values: names(&["Yes"]) },
    });
    let answers = [Answer { question: "Licence?".into(), answer: "no".into() }];
    let empty = Draft::new().done();
    for resume in [None, Some(&empty)] {
        let given = score(&Application { resume, answers: &answers, fields: &[] }, &wanted, AS_OF, None);
        assert_eq!((given.points, given.judged, given.aside()), (None, 0, true));
        assert_eq!(given.reasons[0].verdict, Verdict::NotEnoughData);
        assert_eq!(given.reasons[0].sentence, "There is no résumé that could be read for Python.");
    }
}

#[test]
fn an_answer_shows_a_skill() {
    let resume = developer();
    let answers = [Answer { question: "Years of Kafka?".into(), answer: "3".into() }];
    let application = Application { resume: Some(&resume), answers: &answers, fields: &[] };
    let given = score(&application, &criteria(vec![skill("Kafka", 2)]), AS_OF, None);
    assert_eq!((given.reasons[0].verdict, given.points), (Verdict::Met, Some(100)));
    assert_eq!(given.reasons[0].quotes[0].source, QuoteSource::Answer { question: "Years of Kafka?".into() });
}

#[test]
fn a_summary_says_what_is_shown_what_not_and_what_is_open() {
    let asks = vec![
        skill("Python", 0),
        skill("PostgreSQL", 20),
        skill("Kafka", 0),
        Asks::Certificate { any_of: names(&["PMP"]) },
    ];
    let given = scored(&developer(), asks);
    assert_eq!(
        given.summary,
        "Shows 1 of 4: Python; in part: 20 years of PostgreSQL. Not shown: Kafka. Open, and counted neither way: PMP."
    );
    assert_eq!((given.points, given.judged), (Some(55), 75));
}

/// A model that knows one likeness.
struct Double;

impl Embed for Double {
    type Error = std::convert::Infallible;

    fn model(&self) -> &str {
        "double"
    }

    fn embed(&self, texts: &[String]) -> Result<Vec<Vec<f32>>, Self::Error> {
        let like = |text: &String| text.contains("K8s") || text == "Fleet orchestration" || text == "Python";
        Ok(texts.iter().map(|text| if like(text) { vec![1.0, 0.0] } else { vec![0.0, 1.0] }).collect())
    }
}

#[test]
fn likeness_of_meaning_helps_only_where_nothing_else_found_and_is_shown() {
    let resume = developer();
    let wanted = criteria(vec![skill("Fleet orchestration", 0), skill("Python", 0)]);
    let application = Application { resume: Some(&resume), answers: &[], fields: &[] };
    let Ok(meanings) = Meanings::ask(&resume, &wanted, &Double, 80);
    let (without, with) =
        (score(&application, &wanted, AS_OF, None), score(&application, &wanted, AS_OF, Some(&meanings)));
    assert_eq!(without.reasons[0].verdict, Verdict::NotShown);
    assert_eq!(
        (with.reasons[0].verdict, with.reasons[0].matched_by),
        (Verdict::Partly, Some(MatchedBy::Semantic))
    );
    assert_eq!(with.reasons[0].quotes[0].text, "Moved everything to K8s.");
    assert_eq!(with.reasons[1], without.reasons[1], "Python was found by its name");
    assert_eq!(with.scorer, format!("{}+meaning-double", scorer()));
    assert_ne!(with.input, without.input);
}
