//! What a record says becomes what is known here, and what is known here by hand stays.

use std::time::Duration;

use model::{
    CandidateId,
    application::Offer,
    candidate::Profile,
    connection::SendOptions,
    field::FieldKind,
    remote::{
        Answer, FieldSubject, RecordKind, RemoteCandidate, RemoteField, RemoteRecord, RemoteTag, RemoteValue,
    },
    sync::RunMode,
};
use store::hiring::tag;

use crate::{
    error::Error,
    handoff::{form::of_connection, list::list},
    hiring::{
        edit_candidate::edit_candidate, jobs, merge::merge, move_application::move_application,
        profile::profile, workflows,
    },
    integrations::{
        add::add,
        check::check,
        configure::{Configuration, configure},
        toggle::enable,
    },
    sync::{
        take_one::{Taken, take_one},
        testing::{House, a_person, an_application, applied, houses, typed},
    },
};

async fn candidate(house: &House, id: u64) -> CandidateId {
    house.local(RecordKind::Candidate, id).await.local.unwrap().into()
}

fn tagged(names: &[&str]) -> Vec<RemoteTag> {
    names.iter().map(|name| RemoteTag { name: (*name).into(), category: "Purple flags".into() }).collect()
}

async fn tags(house: &House, id: u64) -> Vec<String> {
    let file = profile(&house.app, &house.boss, candidate(house, id).await).await.unwrap();
    file.tags.into_iter().map(|tag| format!("{} {}", tag.colour, tag.name)).collect()
}

#[tokio::test]
async fn fields_answers_offer_and_person_come_along() {
    for house in houses().await {
        house.stock(1);
        let field = |id: &str, name: &str, subject, kind| RemoteField {
            external_id: id.into(),
            name: name.into(),
            subject,
            kind,
            options: vec![],
        };
        house.shelf.with(|shelves| {
            shelves.fields = vec![
                field("f1", "Notice", FieldSubject::Application, FieldKind::Integer),
                field("f2", "Visa", FieldSubject::Candidate, FieldKind::Boolean),
            ];
        });
        let application = model::remote::RemoteApplication {
            offer: Offer { salary: "41000".into(), ..Default::default() },
            person: Profile { phone: "123".into(), first_name: "Other".into(), ..Default::default() },
            answers: vec![Answer { question: "Shifts?".into(), answer: "Any".into() }],
            fields: vec![
                RemoteValue { field: "f1".into(), value: "4".into() },
                RemoteValue { field: "f9".into(), value: "?".into() },
            ],
            ..an_application(1, 1, "talk")
        };
        house.put(1, applied(application));
        let run = house.first().await;
        house.is_done(&run);
        let file = profile(&house.app, &house.boss, candidate(&house, 1).await).await.unwrap();
        assert_eq!(file.candidate.profile.phone, "123", "{}", house.kind());
        assert_eq!(file.candidate.profile.first_name, "P1", "what the person's own record says stays");
        let placed = &file.applications[0];
        assert_eq!(placed.stage.name, "TALK");
        assert_eq!(placed.application.offer.salary, "41000");
        assert_eq!(placed.answers[0].answer, "Any");
        let held: Vec<_> =
            placed.fields.iter().map(|(field, value)| (&*field.name, value.as_str())).collect();
        assert_eq!(held, [("Notice", "4")]);
        assert!(file.fields.iter().any(|(field, _)| field.name == "Visa"));
        assert!(house.notes().await.iter().any(|note| note.contains("field f9 is not known")));
        let synced = workflows::list(&house.app, &house.boss).await.unwrap();
        assert!(synced.is_empty(), "a job's own stages are no workflow to choose");
    }
}

#[tokio::test]
async fn tags_are_those_of_all_applications_and_those_given_by_hand() {
    for house in houses().await {
        house.stock(1);
        let with = |names: &[&str], job| {
            applied(model::remote::RemoteApplication { tags: tagged(names), ..an_application(1, job, "new") })
        };
        house.put(1, with(&["fast", "kind"], 1));
        house.put(2, with(&["kind", "old"], 2));
        house.first().await;
        assert_eq!(tags(&house, 1).await, ["violet fast", "violet kind", "violet old"], "{}", house.kind());
        let who = candidate(&house, 1).await;
        let all = tag::all(&house.app.db, house.boss.workspace).await.unwrap();
        let old = all.iter().find(|tag| tag.name == "old").unwrap().id;
        let tx = house.app.db.begin().await.unwrap();
        tag::take(&tx, house.boss.workspace, &[who], old).await.unwrap();
        tag::give(&tx, house.boss.workspace, &[(who, old)]).await.unwrap();
        tx.commit().await.unwrap();
        house.later(15);
        house.put(1, with(&[], 1));
        house.put(2, with(&["kind"], 2));
        house.run(RunMode::Changes).await;
        let left = tags(&house, 1).await;
        assert_eq!(
            left,
            ["violet kind", "violet old"],
            "{}: the other has it; a person gave it",
            house.kind()
        );
    }
}

#[tokio::test]
async fn a_persons_own_tags_come_and_go() {
    for house in houses().await {
        house.stock(1);
        let with = |names: &[&str]| {
            let RemoteRecord::Candidate(person) = a_person("P1") else { unreachable!() };
            RemoteRecord::Candidate(Box::new(RemoteCandidate { tags: tagged(names), ..*person }))
        };
        house.put(1, with(&["fast", "kind"]));
        house.first().await;
        assert_eq!(tags(&house, 1).await, ["violet fast", "violet kind"], "{}", house.kind());
        house.later(15);
        house.put(1, with(&["kind", "new"]));
        house.run(RunMode::Changes).await;
        assert_eq!(tags(&house, 1).await, ["violet kind", "violet new"], "{}", house.kind());
    }
}

async fn move_here(house: &House, id: u64, to: &str) -> model::ApplicationId {
    let application = house.application(id).await;
    let space = house.boss.workspace;
    let job = store::hiring::job::get(&house.app.db, space, application.job).await.unwrap().unwrap();
    let flow = store::hiring::workflow::get(&house.app.db, space, job.workflow).await.unwrap().unwrap();
    let stage = flow.stages.iter().find(|stage| stage.name == to).unwrap();
    move_application(&house.app, &house.boss, application.id, stage.id).await.unwrap();
    application.id
}

fn with_tag(stage: &str) -> model::remote::RemoteRecord {
    applied(model::remote::RemoteApplication { tags: tagged(&["x"]), ..an_application(1, 1, stage) })
}

#[tokio::test]
async fn what_was_changed_here_and_comes_back_the_same_is_no_news() {
    for house in houses().await {
        house.stock(1);
        house.first().await;
        house.shelf.with(|shelves| shelves.deaf = true);
        let id = move_here(&house, 1, "TALK").await;
        house.work().await;
        // Read before ours arrived there: the old stage is no move back.
        house.later(15);
        house.put(1, with_tag("new"));
        house.run(RunMode::Changes).await;
        assert_eq!(house.stage(1).await, "TALK", "{}", house.kind());
        // And once it arrived, our own change is no news.
        house.shelf.with(|shelves| shelves.deaf = false);
        house.later(90);
        house.work().await;
        let there = house.shelf.with(|shelves| shelves.rows[&(RecordKind::Application, 1)].record.clone());
        assert_eq!(there, with_tag("talk"), "{}", house.kind());
        let run = house.run(RunMode::Full).await;
        assert_eq!(run.tally[&RecordKind::Application].changed, 0, "{}: {run:?}", house.kind());
        let steps = store::hiring::movement::of(&house.app.db, house.boss.workspace, &[id]).await.unwrap();
        assert_eq!(steps.len(), 2, "{}", house.kind());
    }
}

#[tokio::test]
async fn a_move_here_and_another_there_overwrite_nothing() {
    for house in houses().await {
        house.stock(1);
        house.first().await;
        house.shelf.with(|shelves| shelves.deaf = true);
        let id = move_here(&house, 1, "TALK").await;
        house.work().await;
        house.later(15);
        house.put(1, with_tag("out"));
        house.run(RunMode::Changes).await;
        assert_eq!(house.stage(1).await, "TALK", "{}", house.kind());
        assert!(house.notes().await.iter().any(|note| note.starts_with("conflict: Moved to OUT there")));
        house.shelf.with(|shelves| shelves.deaf = false);
        house.later(90);
        house.work().await;
        let there = house.shelf.with(|shelves| shelves.rows[&(RecordKind::Application, 1)].record.clone());
        assert_eq!(there, with_tag("out"), "{}", house.kind());
        let steps = store::hiring::movement::of(&house.app.db, house.boss.workspace, &[id]).await.unwrap();
        assert_eq!(steps.len(), 2, "{}", house.kind());
    }
}

#[tokio::test]
async fn somebody_merged_here_is_followed() {
    for house in houses().await {
        house.stock(2);
        house.first().await;
        let (kept, other) = (candidate(&house, 1).await, candidate(&house, 2).await);
        merge(&house.app, &house.boss, kept, other).await.unwrap();
        house.later(15);
        house.put(2, a_person("Changed"));
        house.put(9, applied(an_application(2, 2, "new")));
        let run = house.run(RunMode::Changes).await;
        house.is_done(&run);
        assert_eq!(house.application(9).await.candidate, kept, "{}", house.kind());
        let file = profile(&house.app, &house.boss, kept).await.unwrap();
        assert_eq!(file.candidate.profile.first_name, "P1", "the kept record's own word stands");
        assert_eq!(file.applications.len(), 3);
    }
}

#[tokio::test]
async fn a_hire_there_asks_the_rule_and_one_of_the_past_does_not() {
    for house in houses().await {
        let (app, boss) = (&house.app, &house.boss);
        let hr = add(app, boss, "memory", "HR", &typed()).await.unwrap();
        check(app, boss, hr).await.unwrap();
        enable(app, boss, hr).await.unwrap();
        of_connection(app, boss, hr, false).await.unwrap();
        let options = SendOptions { when_hired: true, ..Default::default() };
        configure(app, boss, hr, &Configuration { options, ..Default::default() }).await.unwrap();
        let hired = |id, at| {
            applied(model::remote::RemoteApplication { hired_at: Some(at), ..an_application(id, 1, "in") })
        };
        house.stock(3);
        house.later(5);
        let past = house.now() - Duration::from_secs(3600);
        house.put(1, hired(1, past));
        house.first().await;
        assert_eq!(house.stage(1).await, "IN");
        let sent = || async { list(app, boss, &Default::default(), 0).await.unwrap().handoffs.len() };
        assert_eq!(sent().await, 0, "{}: it was decided before", house.kind());
        house.later(15);
        house.put(2, hired(2, house.now()));
        house.put(4, a_person("P4"));
        house.put(4, hired(4, house.now()));
        house.run(RunMode::Changes).await;
        assert_eq!(sent().await, 2, "{}: one who was known, one who is new", house.kind());
        assert_eq!(house.hr.employees().len(), 2);
    }
}

#[tokio::test]
async fn a_record_that_is_kept_in_step_is_edited_where_it_lives() {
    for house in houses().await {
        house.stock(1);
        house.first().await;
        let who = candidate(&house, 1).await;
        let profile = Profile { first_name: "Else".into(), last_name: "Where".into(), ..Default::default() };
        let refused = edit_candidate(&house.app, &house.boss, who, &profile).await.unwrap_err();
        assert!(matches!(refused, Error::Conflict(_)));
        assert!(
            refused.to_string().contains("Shelf") && refused.to_string().contains("/candidate/1"),
            "{refused}"
        );
        let job = house.application(1).await.job;
        let closed = model::job::JobStatus::Closed;
        let refused = jobs::set_status(&house.app, &house.boss, job, closed).await.unwrap_err();
        assert!(refused.to_string().contains("/job/1"), "{}: {refused}", house.kind());
    }
}

#[tokio::test]
async fn one_record_is_fetched_by_itself_as_often_as_it_is_told() {
    for house in houses().await {
        house.stock(2);
        house.first().await;
        house.put(1, applied(an_application(1, 1, "talk")));
        house.put(3, a_person("P3"));
        house.put(3, applied(an_application(3, 1, "new")));
        let (app, space, there) = (&house.app, house.boss.workspace, house.there);
        let take = |kind, id: &'static str| take_one(app, space, there, kind, id);
        let application = RecordKind::Application;
        assert_eq!(take(application, "1").await.unwrap(), Taken::Changed, "{}", house.kind());
        assert_eq!(take(application, "1").await.unwrap(), Taken::Same);
        assert_eq!(house.stage(1).await, "TALK");
        assert_eq!(take(application, "3").await.unwrap(), Taken::Made, "with the person it refers to");
        house.shelf.with(|shelves| shelves.rows.remove(&(application, 2)));
        assert_eq!(take(application, "2").await.unwrap(), Taken::Gone);
        assert!(house.local(application, 2).await.gone_at.is_some());
        assert_eq!(take(application, "77").await.unwrap(), Taken::Gone);
        house.later(15);
        let run = house.run(RunMode::Changes).await;
        let counts = run.tally[&application];
        assert_eq!((counts.made, counts.changed), (0, 0), "{}: {run:?}", house.kind());
    }
}
