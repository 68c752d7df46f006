//! What was held back, came without an identifier or was emptied there.

use std::{collections::BTreeSet, sync::Arc};

use model::{
    candidate::Profile,
    field::FieldKind,
    job::Job,
    note::Note,
    remote::{
        Answer, FieldSubject, Part, RecordKind, RemoteApplication, RemoteCandidate, RemoteField, RemoteJob,
        RemoteRecord, RemoteValue,
    },
    sync::{RunMode, RunState},
};
use store::{
    hiring::{answer, application, candidate, field_value, job},
    sync::mirror::{self, Kind},
};
use tokio::sync::Notify;

use crate::{
    hiring::{apply::apply, move_application::move_application},
    sync::testing::{House, a_job, a_person, an_application, applied, houses},
    work::run_due,
};

fn a_field(subject: FieldSubject, id: &str) -> RemoteField {
    let (external_id, name) = (id.to_owned(), format!("Field {id}"));
    RemoteField { external_id, name, subject, kind: FieldKind::ShortText, options: vec![] }
}

fn value(field: &str, value: &str) -> RemoteValue {
    RemoteValue { field: field.into(), value: value.into() }
}

fn nurse(department: &str, fields: Vec<RemoteValue>) -> RemoteRecord {
    let RemoteRecord::Job(job) = a_job("Nurse") else { panic!("a job is one") };
    RemoteRecord::Job(RemoteJob { department: department.into(), fields, ..job })
}

fn ana(profile: Profile, fields: Vec<RemoteValue>) -> RemoteRecord {
    let profile = Profile { first_name: "Ana".into(), last_name: "Example".into(), ..profile };
    RemoteRecord::Candidate(Box::new(RemoteCandidate { profile, fields, ..Default::default() }))
}

async fn the_job(house: &House) -> Job {
    let id = house.local(RecordKind::Job, 1).await.local.unwrap();
    job::get(&house.app.db, house.boss.workspace, id.into()).await.unwrap().unwrap()
}

async fn the_profile(house: &House) -> Profile {
    let id = house.local(RecordKind::Candidate, 1).await.local.unwrap();
    let found = candidate::get(&house.app.db, house.boss.workspace, id.into()).await.unwrap();
    found.unwrap().profile
}

/// The values of the job, the candidate and the application, and the first answer.
async fn held(house: &House) -> Vec<String> {
    let (db, space) = (&house.app.db, house.boss.workspace);
    let job = the_job(house).await.id;
    let ours = house.application(1).await;
    let of_job = field_value::of_jobs(db, space, &[job]).await.unwrap();
    let of_person = field_value::of_candidates(db, space, &[ours.candidate]).await.unwrap();
    let of_application = field_value::of_applications(db, space, &[ours.id]).await.unwrap();
    let answers = answer::of(db, space, &[ours.id]).await.unwrap();
    let values = of_job.into_values().chain(of_person.into_values()).chain(of_application.into_values());
    let answers = answers.into_values().flatten().map(|answer| answer.answer);
    values.flat_map(std::collections::BTreeMap::into_values).chain(answers).collect()
}

fn three_fields(house: &House) {
    let fields = vec![
        a_field(FieldSubject::Job, "j"),
        a_field(FieldSubject::Candidate, "c"),
        a_field(FieldSubject::Application, "a"),
    ];
    house.shelf.with(|shelves| shelves.fields = fields);
}

#[tokio::test]
async fn parts_that_are_held_back_are_kept_and_taken_over_once_they_are_seen_again() {
    for house in houses().await {
        house.stock(30);
        three_fields(&house);
        let answers = vec![Answer { question: "Shifts?".into(), answer: "Any".into() }];
        let fields = vec![value("a", "3")];
        let whole = RemoteApplication { answers, fields, ..an_application(1, 1, "new") };
        house.put(1, nurse("Wards", vec![value("j", "1")]));
        house.put(1, ana(Profile::default(), vec![value("c", "2")]));
        house.put(1, applied(whole));
        house.first().await;
        assert_eq!(held(&house).await, ["1", "2", "3", "Any"], "{}", house.kind());
        // Without the right, the same records come without these parts, and one was changed besides.
        house.later(15);
        let parts = BTreeSet::from([Part::Department, Part::Stages, Part::Answers, Part::Fields]);
        house.shelf.with(|shelves| shelves.withheld = parts);
        let RemoteRecord::Job(bare) = nurse("", vec![]) else { panic!("a job is one") };
        let stages = bare.stages[..2].to_vec();
        house.put(1, RemoteRecord::Job(RemoteJob { title: "Night nurse".into(), stages, ..bare }));
        house.put(1, ana(Profile::default(), vec![]));
        house.put(1, applied(an_application(1, 1, "talk")));
        let run = house.run(RunMode::Full).await;
        house.is_done(&run);
        let job = the_job(&house).await;
        assert_eq!(
            (job.title.as_str(), job.department.as_str()),
            ("Night nurse", "Wards"),
            "{}",
            house.kind()
        );
        assert_eq!(house.stage(1).await, "TALK");
        assert_eq!(held(&house).await, ["1", "2", "3", "Any"], "{}", house.kind());
        assert_eq!(run.tally[&RecordKind::Candidate].changed, 0, "a partial view is no change");
        let stages = mirror::of_parents(&house.app.db, house.there, Kind::Stage, ["1"]).await.unwrap();
        assert!(stages.iter().all(|row| row.gone_at.is_none()));
        let said: Vec<_> = house.notes().await;
        let of = |words: &str| said.iter().filter(|note| note.contains(words)).count();
        assert_eq!(of("did not give the department of all jobs"), 1, "once a run: {said:?}");
        assert_eq!(of("did not give the values of its own fields of all candidates"), 1);
        // The right is back.
        house.later(15);
        house.shelf.with(|shelves| shelves.withheld.clear());
        let run = house.run(RunMode::Full).await;
        house.is_done(&run);
        assert_eq!(held(&house).await, Vec::<String>::new(), "now it is told that there is nothing");
        assert_eq!(the_job(&house).await.department, "");
    }
}

#[tokio::test]
async fn parts_that_were_never_seen_come_in_without_asking_anybody() {
    for house in houses().await {
        house.stock(60);
        three_fields(&house);
        house.shelf.with(|shelves| shelves.withheld = BTreeSet::from([Part::Fields]));
        house.first().await;
        house.shelf.with(|shelves| {
            shelves.withheld.clear();
            for ((kind, _), row) in &mut shelves.rows {
                if let (RecordKind::Candidate, RemoteRecord::Candidate(person)) = (kind, &mut row.record) {
                    person.fields = vec![value("c", "2")];
                }
            }
        });
        let run = house.run(RunMode::Full).await;
        assert_eq!(run.state, RunState::Done, "{}: {run:?}", house.kind());
        assert_eq!(run.tally[&RecordKind::Candidate].changed, 60);
    }
}

#[tokio::test]
async fn fields_that_may_not_be_listed_stay_and_what_was_left_out_is_said_once() {
    for house in houses().await {
        house.stock(1);
        three_fields(&house);
        let note = Note::on("fields", "The field “Panel” chooses users; it was left out.");
        house.shelf.with(|shelves| shelves.field_notes = vec![note]);
        house.put(
            1,
            applied(RemoteApplication { fields: vec![value("a", "3")], ..an_application(1, 1, "new") }),
        );
        house.first().await;
        let said = house.notes().await;
        assert_eq!(said.iter().filter(|note| note.contains("Panel")).count(), 1, "{said:?}");
        house.shelf.with(|shelves| shelves.fields_refused = Some("the key may not".into()));
        house.later(15);
        house.put(
            1,
            applied(RemoteApplication { fields: vec![value("a", "4")], ..an_application(1, 1, "new") }),
        );
        let run = house.run(RunMode::Full).await;
        house.is_done(&run);
        assert_eq!(held(&house).await, ["4"], "{}", house.kind());
        assert!(house.notes().await.iter().any(|note| note.contains("could not be listed")));
    }
}

#[tokio::test]
async fn records_without_an_identifier_are_kept_and_said_each() {
    for house in houses().await {
        house.stock(4);
        house.shelf.with(|shelves| {
            for id in [2, 3] {
                let key = (RecordKind::Candidate, id);
                shelves.nameless.insert(key);
                shelves.rows.get_mut(&key).unwrap().unreadable = true;
            }
            shelves.nameless.insert((RecordKind::Candidate, 4));
            for id in [2, 3, 4] {
                shelves.rows.remove(&(RecordKind::Application, id));
            }
        });
        let run = house.first().await;
        house.is_done(&run);
        let counts = run.tally[&RecordKind::Candidate];
        assert_eq!((counts.seen, counts.made, counts.skipped), (4, 1, 3), "{}", house.kind());
        let said = house.notes().await;
        assert_eq!(
            said.iter().filter(|note| note.starts_with("skipped: Not taken over")).count(),
            3,
            "{said:?}"
        );
        let kept = mirror::all(&house.app.db, house.there, Kind::Candidate).await.unwrap();
        assert_eq!(kept.iter().filter(|row| row.raw.is_some()).count(), 3);
        // Once they are there with their identifiers, what was kept in their place goes.
        house.shelf.with(|shelves| {
            shelves.nameless.clear();
            shelves.rows.values_mut().for_each(|row| row.unreadable = false);
        });
        house.run(RunMode::Full).await;
        assert_eq!(house.known(RecordKind::Candidate).await, 4, "{}", house.kind());
        let asked = house.shelf.with(|shelves| shelves.calls.iter().any(|call| call.contains("fetch cand")));
        assert!(!asked, "nothing is asked for by an identifier of ours");
    }
}

#[tokio::test]
async fn what_they_told_and_emptied_is_emptied_and_what_they_never_told_stays() {
    for house in houses().await {
        house.stock(1);
        let told = Profile { phone: "1".into(), city: "Oslo".into(), ..Default::default() };
        house.put(1, ana(told, vec![]));
        let person = Profile { headline: "Nurse".into(), phone: "2".into(), ..Default::default() };
        house.put(1, applied(RemoteApplication { person, ..an_application(1, 1, "new") }));
        house.first().await;
        let known = the_profile(&house).await;
        assert_eq!((known.phone.as_str(), known.headline.as_str()), ("1", "Nurse"), "{}", house.kind());
        house.later(15);
        house.put(1, ana(Profile { phone: "1".into(), ..Default::default() }, vec![]));
        let run = house.run(RunMode::Changes).await;
        assert_eq!(run.tally[&RecordKind::Candidate].changed, 1);
        let known = the_profile(&house).await;
        assert_eq!((known.city.as_str(), known.phone.as_str()), ("", "1"), "{}", house.kind());
        assert_eq!(known.headline, "Nurse", "their candidate record never said it");
    }
}

#[tokio::test]
async fn a_page_read_before_a_move_of_ours_arrived_does_not_undo_it() {
    for house in houses().await {
        house.stock(1);
        house.first().await;
        house.later(15);
        let person = Profile { headline: "Nurse".into(), ..Default::default() };
        house.put(1, applied(RemoteApplication { person, ..an_application(1, 1, "new") }));
        let (app, boss) = (&house.app, &house.boss);
        let ours = house.application(1).await;
        let stages = mirror::of_parents(&app.db, house.there, Kind::Stage, ["1"]).await.unwrap();
        let talk = stages.iter().find(|row| row.external_id == "talk").unwrap().local.unwrap();
        // The page of applications was read there and is on its way for a while.
        let gate = Arc::new(Notify::new());
        house.shelf.with(|shelves| {
            let mut gate = Some(Arc::clone(&gate));
            shelves.between = Some(Box::new(move |shelves, kind, _| {
                if kind == RecordKind::Application {
                    shelves.held = shelves.held.take().or_else(|| gate.take());
                }
            }));
            shelves.calls.clear();
        });
        let read = || house.shelf.with(|shelves| shelves.calls.contains(&"page application 0".to_owned()));
        let meanwhile = async {
            while !read() {
                tokio::time::sleep(std::time::Duration::from_millis(2)).await;
            }
            house.clock.advance(std::time::Duration::from_secs(1));
            move_application(app, boss, ours.id, talk.into()).await.unwrap();
            run_due(app, "another").await.unwrap();
            gate.notify_one();
        };
        let (run, ()) = tokio::join!(house.run(RunMode::Changes), meanwhile);
        house.is_done(&run);
        assert_eq!(house.stage(1).await, "TALK", "{}", house.kind());
        house.later(15);
        house.run(RunMode::Changes).await;
        assert_eq!(house.stage(1).await, "TALK");
        assert_eq!(the_profile(&house).await.headline, "Nurse", "and the next run sees what else changed");
        let moves = store::hiring::movement::of(&app.db, boss.workspace, &[ours.id]).await.unwrap();
        assert_eq!(moves.len(), 2, "{}: {moves:?}", house.kind());
    }
}

#[tokio::test]
async fn nobody_is_put_forward_here_for_a_job_that_is_kept_there() {
    for house in houses().await {
        house.stock(1);
        house.put(9, a_person("Nine"));
        house.first().await;
        let (app, boss) = (&house.app, &house.boss);
        let person = house.local(RecordKind::Candidate, 9).await.local.unwrap();
        let refused = apply(app, boss, person.into(), the_job(&house).await.id).await.unwrap_err();
        assert_eq!(
            refused.to_string(),
            "“Nurse” is kept in step with Shelf. Add the candidate to it there; the application comes here by itself."
        );
        let made = application::of_candidate(&app.db, boss.workspace, person.into()).await.unwrap();
        assert!(made.is_empty(), "{}", house.kind());
    }
}
