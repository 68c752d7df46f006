//! People go there: made once, completed, put somewhere, with a file and an entry in their history.

use connect::{Crm as _, Outcome, VendorError, hris::Document};
use model::crm::{Activity, Place};
use serde_json::json;

use super::stage::{Stage, key, record};
use crate::clinch::Clinch;

#[tokio::test]
async fn somebody_is_made_once_with_the_credentials_name_as_their_source() {
    let stage = Stage::with(5).await;
    let person = record(
        "ida@example.org",
        &[
            ("first_name", "Ida"),
            ("last_name", "Larsen"),
            ("custom_fields/dropdown_1", "Lead"),
            ("tags", "Rust\nLeeds"),
        ],
    );
    let made = Clinch.save(&stage.ctx, &key(), &person, None).await.unwrap();
    assert_eq!(made.outcome, Outcome::Created);
    let again = Clinch.save(&stage.ctx, &key(), &person, None).await.unwrap();
    assert_eq!((again.outcome, &again.external_id), (Outcome::AlreadyThere, &made.external_id));
    let there = stage.candidate(&made.external_id);
    assert_eq!((&there["source"], &there["consent_status"]), (&json!("Gangway"), &json!("missing")));
    assert_eq!(there["tags"], json!(["Rust", "Leeds"]));
    assert_eq!(there["custom_fields"]["dropdown_1"], "Lead");
    assert_eq!(stage.count(), 6);
}

#[tokio::test]
async fn what_stands_there_is_left_unless_it_is_to_be_put_over() {
    let stage = Stage::with(5).await;
    let email = stage.candidate("cand2")["email"].as_str().unwrap().to_owned();
    stage.world.change(|documents| documents["candidates"]["cand2"]["employer"] = json!(null));
    let mut person =
        record(&email, &[("first_name", "Other"), ("employer", "Oak Street Bakery"), ("job_title", "Baker")]);
    person.values[2].over = true;
    let saved = Clinch.save(&stage.ctx, &key(), &person, None).await.unwrap();
    assert_eq!((saved.outcome, saved.external_id.as_str()), (Outcome::Updated, "cand2"));
    assert_eq!(saved.notes.iter().map(|note| note.field.as_str()).collect::<Vec<_>>(), ["first_name"]);
    let there = stage.candidate("cand2");
    assert_eq!((&there["employer"], &there["job_title"]), (&json!("Oak Street Bakery"), &json!("Baker")));
    assert_ne!(there["first_name"], "Other");
    assert_eq!(stage.count(), 5);
}

#[tokio::test]
async fn a_field_that_is_gone_and_a_choice_that_is_none_stop_it_before_anything_is_written() {
    let stage = Stage::with(5).await;
    let before = stage.world.read(Clone::clone);
    let gone = record("ida@example.org", &[("first_name", "Ida"), ("custom_fields/string_9", "x")]);
    let choice = record("ida@example.org", &[("custom_fields/dropdown_1", "Emperor")]);
    let nameless = record("", &[("first_name", "Ida")]);
    for (person, field) in
        [(gone, "custom_fields/string_9"), (choice, "custom_fields/dropdown_1"), (nameless, "email")]
    {
        match Clinch.save(&stage.ctx, &key(), &person, None).await {
            Err(VendorError::Rejected(problems)) => assert_eq!(problems[0].field, field, "{problems:?}"),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(stage.world.read(Clone::clone)["candidates"], before["candidates"]);
}

#[tokio::test]
async fn a_place_a_file_and_an_entry_are_there_once() {
    let stage = Stage::with(5).await;
    let pipelines = Clinch.pipelines(&stage.ctx).await.unwrap();
    let (pipeline, stages) = (&pipelines[0].external_id, &pipelines[0].stages);
    let place = Place::Pipeline { pipeline: pipeline.clone(), stage: stages[1].external_id.clone() };
    let lists = Clinch.lists(&stage.ctx).await.unwrap();
    assert!(
        lists.iter().all(|list| !["Board search", "All subscribers"].contains(&list.name.as_str())),
        "{lists:?}"
    );
    let on_list = Place::Prospect { list: Some(lists[0].external_id.clone()) };
    let bytes = b"%PDF-1.4 Ida".to_vec().into();
    let resume = Document { name: "ida.pdf".into(), content_type: "application/pdf".into(), bytes };
    let at = "2026-11-24T11:00:00Z".parse().unwrap();
    let entry = Activity { kind: "tag".into(), text: "Rust".into(), at };
    for expected in [Outcome::Created, Outcome::AlreadyThere] {
        let of =
            async |place: &Place| Clinch.place(&stage.ctx, &key(), "cand3", place).await.unwrap().outcome;
        assert_eq!(of(&place).await, expected);
        assert_eq!(of(&on_list).await, Outcome::Updated);
        assert_eq!(Clinch.attach(&stage.ctx, &key(), "cand3", &resume).await.unwrap().outcome, expected);
        assert_eq!(Clinch.enter(&stage.ctx, &key(), "cand3", &entry).await.unwrap().outcome, expected);
    }
    let (files, entries, members) = stage.world.read(|documents| {
        let count =
            |all: &serde_json::Value| all.as_array().unwrap().iter().filter(|one| *one == "cand3").count();
        let of = |table: &str| documents[table]["cand3"].as_array().unwrap().len();
        (of("attachments"), of("activities"), count(&documents["lists"][&lists[0].external_id]["_members"]))
    });
    assert_eq!((files, entries, members), (1, 1, 1));
    assert_eq!(
        stage.world.read(|documents| documents["activities"]["cand3"][0]["credential"].clone()),
        "Gangway"
    );
}

#[tokio::test]
async fn nothing_is_added_to_whoever_was_anonymised() {
    let stage = Stage::with(5).await;
    stage.command("answer_consent", json!({"id": "cand2", "agrees": false}));
    let refused = Clinch
        .save(&stage.ctx, &key(), &record("x@example.org", &[("first_name", "X")]), Some("cand2"))
        .await;
    assert!(matches!(&refused, Err(VendorError::Conflict(why)) if why.contains("anonymised")), "{refused:?}");
}
