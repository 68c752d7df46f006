use jiff::civil::date;
use model::{
    application::Offer,
    attachment::AttachmentKind,
    job::{JobStatus, StageKind},
    remote::{
        Answer, Part, RemoteApplication, RemoteFile, RemoteJob, RemoteRecord, RemoteStage, RemoteTag,
        RemoteValue,
    },
};
use serde_json::Value;

use super::*;
use crate::pinpoint::wire::Many;

/// The records of a fixture's list, after a change to the document.
fn read(kind: RecordKind, fixture: &str, change: impl FnOnce(&mut Value)) -> Vec<Incoming> {
    let mut fixture: Value = serde_json::from_str(fixture).unwrap();
    change(&mut fixture["document"]);
    let text = fixture["document"].to_string();
    let many: Many = serde_json::from_str(&text).unwrap();
    let included = Included::of(&many.included);
    many.data.iter().map(|row| incoming(kind, row, &included)).collect()
}

fn job(change: impl FnOnce(&mut Value)) -> (RemoteJob, Vec<String>) {
    let mut all = read(RecordKind::Job, include_str!("../fixtures/jobs.json"), change);
    let one = all.remove(0);
    let Ok(RemoteRecord::Job(job)) = one.record else { panic!("{:?}", one.record) };
    (job, one.notes.into_iter().map(|note| note.text).collect())
}

fn application(change: impl FnOnce(&mut Value)) -> (RemoteApplication, Vec<String>) {
    let mut all = read(RecordKind::Application, include_str!("../fixtures/applications.json"), change);
    let one = all.remove(0);
    let Ok(RemoteRecord::Application(application)) = one.record else { panic!("{:?}", one.record) };
    (*application, one.notes.into_iter().map(|note| note.text).collect())
}

fn of_type<'a>(document: &'a mut Value, kind: &str) -> &'a mut Value {
    let included = document["included"].as_array_mut().unwrap();
    included.iter_mut().find(|row| row["type"] == kind).unwrap()
}

#[test]
fn a_job_comes_with_its_stages_and_places() {
    let (job, notes) = job(|_| {});
    let stage = |id: &str, name: &str, kind| RemoteStage { external_id: id.into(), name: name.into(), kind };
    let expected = RemoteJob {
        title: "Operations Analyst".into(),
        status: Some(JobStatus::Open),
        department: "Operations".into(),
        division: String::new(),
        location: String::new(),
        employment_type: "Permanent - Full Time".into(),
        description: "Keeps the depots supplied.".into(),
        stages: vec![stage("71", "Applied", StageKind::Applied), stage("72", "Hired", StageKind::Hired)],
        fields: vec![],
    };
    assert_eq!((job, notes), (expected, vec![]));
}

#[test]
fn a_jobs_words_that_mean_nothing_to_us_are_noted() {
    let status =
        |word: &'static str| job(move |document| document["data"][0]["attributes"]["status"] = word.into());
    for (word, here, noted) in [
        ("filled", Some(JobStatus::Closed), 0),
        ("pending_approval", Some(JobStatus::Draft), 0),
        ("hold", Some(JobStatus::Closed), 1),
        ("frozen", None, 1),
    ] {
        let (job, notes) = status(word);
        assert_eq!((job.status, notes.len()), (here, noted), "{word}");
    }
    let (job, notes) =
        job(|document| of_type(document, "stages")["attributes"]["basic_type"] = "test_day".into());
    assert_eq!((job.stages[0].kind, notes.len()), (StageKind::Review, 1));
}

#[test]
fn an_application_comes_whole() {
    let (application, notes) = application(|_| {});
    assert_eq!(notes, Vec::<String>::new());
    assert_eq!((&*application.candidate, &*application.job, &*application.stage), ("501", "12", "71"));
    let offer = Offer {
        start_date: Some(date(2027, 1, 4)),
        job_title: "Operations Analyst".into(),
        salary: "41500.5".into(),
        currency: "GBP".into(),
        pay_period: "Year".into(),
        ..Offer::default()
    };
    assert_eq!(application.offer, offer);
    let answer = |question: &str, answer: &str| Answer { question: question.into(), answer: answer.into() };
    let answers = [
        answer("Summary", "Six years in supply planning.\nBased in Manchester."),
        answer("Do you have a driving licence?", "Yes\nCategory B since 2011."),
    ];
    assert_eq!(application.answers, answers);
    assert_eq!(application.tags, [RemoteTag { name: "Night shift".into(), category: "custom_green".into() }]);
    assert_eq!(application.fields, [RemoteValue { field: "7".into(), value: "One month".into() }]);
    let file = RemoteFile {
        external_id: "pdf_cv/Imani_Fairweather.pdf".into(),
        kind: AttachmentKind::Resume,
        name: "Imani_Fairweather.pdf".into(),
    };
    assert_eq!(application.files, [file]);
    let person = &application.person;
    assert_eq!((&*person.email, &*person.country), ("imani.fairweather@example.org", "United Kingdom"));
    assert_eq!((person.date_of_birth, &*person.source), (Some(date(1992, 4, 17)), "Careers site"));
}

#[test]
fn a_start_date_of_the_application_counts_before_the_offers() {
    let (application, _) =
        application(|document| document["data"][0]["attributes"]["start_on"] = "2027-02-01".into());
    assert_eq!(application.offer.start_date, Some(date(2027, 2, 1)));
}

#[test]
fn an_accepted_offer_counts_before_a_newer_one_that_was_turned_down() {
    let (application, notes) = application(|document| {
        let mut declined = of_type(document, "offers").clone();
        declined["id"] = "6".into();
        declined["attributes"]["result"] = "declined".into();
        declined["attributes"]["salary_amount"] = 1.into();
        document["included"].as_array_mut().unwrap().push(declined);
        let offers = &mut document["data"][0]["relationships"]["offers"]["data"];
        offers.as_array_mut().unwrap().push(serde_json::json!({"type": "offers", "id": "6"}));
    });
    assert_eq!((&*application.offer.salary, notes.len()), ("41500.5", 1));
}

#[test]
fn what_did_not_come_along_is_noted_and_costs_nothing_else() {
    let (application, notes) = application(|document| {
        of_type(document, "questions")["id"] = "5000".into();
        of_type(document, "offers")["attributes"]["salary_amount"] = "plenty".into();
        document["data"][0]["attributes"]["date_of_birth"] = "in spring".into();
    });
    assert_eq!(application.answers[1].question, "");
    assert_eq!(application.offer, Offer::default());
    assert_eq!(notes.len(), 4, "{notes:?}");
    assert!(notes.iter().all(|note| !note.contains("plenty") && !note.contains("spring")), "{notes:?}");
    let all = read(RecordKind::Application, include_str!("../fixtures/applications.json"), |document| {
        of_type(document, "questions")["id"] = "5000".into();
    });
    assert!(all[0].withheld.contains(&Part::Answers), "an answer without its question is none");
}

#[test]
fn an_application_without_a_job_is_kept_as_it_came() {
    let all = read(RecordKind::Application, include_str!("../fixtures/applications.json"), |document| {
        document["data"][0]["attributes"]["job_id"] = Value::Null;
        document["data"][0]["relationships"]["job"] = serde_json::json!({"meta": {"included": false}});
    });
    let unreadable = all[0].record.as_ref().unwrap_err();
    assert_eq!(unreadable.sentence, "The field “job_id” is missing.");
    assert!(unreadable.raw.contains("Imani") && all[0].external_id == "9001" && all[0].updated_at.is_some());
}
