//! Every fixture is read and written again, and is then the same as far as we read it.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json, value::RawValue};

use super::{
    document::Meta,
    webhook::{MessageData, MessageId},
    *,
};

/// What a fixture says the vendor answers.
fn document(fixture: &str) -> String {
    let fixture: Value = serde_json::from_str(fixture).unwrap();
    for key in ["source", "read_on"] {
        assert!(fixture[key].is_string(), "a fixture says its {key}");
    }
    fixture["document"].to_string()
}

/// Insists that everything that was written stood there; what we don't read may be missing.
fn is_part_of(written: &Value, whole: &Value, at: &str) {
    match (written, whole) {
        (Value::Object(part), Value::Object(whole)) => {
            for (key, value) in part {
                let there = whole.get(key).unwrap_or_else(|| panic!("{at}/{key} was not there"));
                is_part_of(value, there, &format!("{at}/{key}"));
            }
        }
        (Value::Array(part), Value::Array(whole)) => {
            assert_eq!(part.len(), whole.len(), "{at}");
            part.iter().zip(whole).for_each(|(value, there)| is_part_of(value, there, at));
        }
        (part, whole) => assert_eq!(part, whole, "{at}"),
    }
}

fn round_trips<'a, T: Serialize + Deserialize<'a>>(text: &'a str) {
    let typed: T = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"));
    is_part_of(&json!(typed), &serde_json::from_str(text).unwrap(), "");
}

fn row_round_trips(row: &RawValue) {
    let text = row.get();
    match &*serde_json::from_str::<Head>(text).unwrap().kind {
        "jobs" => round_trips::<Row<Job, JobRelations>>(text),
        "stages" => round_trips::<Row<Stage, Nothing>>(text),
        "departments" => round_trips::<Row<Named, Nothing>>(text),
        "applications" => round_trips::<Row<Application, ApplicationRelations>>(text),
        "answers" => round_trips::<Row<Answer, AnswerRelations>>(text),
        "questions" => round_trips::<Row<Question, Nothing>>(text),
        "offers" => round_trips::<Row<Offer, Nothing>>(text),
        "custom_attributes" => round_trips::<Row<CustomAttribute, CustomAttributeRelations>>(text),
        "custom_fields" => round_trips::<Row<CustomField, CustomFieldRelations>>(text),
        "custom_field_options" => round_trips::<Row<CustomFieldOption, Nothing>>(text),
        "candidates" => round_trips::<Row<Candidate, Nothing>>(text),
        "comments" => round_trips::<Row<Comment, Nothing>>(text),
        other => panic!("no type reads {other}"),
    }
}

#[test]
fn lists_round_trip_row_by_row() {
    for fixture in [
        include_str!("../fixtures/jobs.json"),
        include_str!("../fixtures/applications.json"),
        include_str!("../fixtures/custom_fields.json"),
    ] {
        let text = document(fixture);
        let many: Many = serde_json::from_str(&text).unwrap();
        assert!(!many.data.is_empty() && !many.included.is_empty());
        many.data.iter().chain(&many.included).for_each(|row| row_round_trips(row));
        round_trips::<Many>(&text);
    }
}

#[test]
fn single_records_refusals_and_messages_round_trip() {
    for fixture in [include_str!("../fixtures/candidate.json"), include_str!("../fixtures/comment.json")] {
        let text = document(fixture);
        row_round_trips(serde_json::from_str::<One>(&text).unwrap().data);
    }
    round_trips::<Problems>(&document(include_str!("../fixtures/errors.json")));
    round_trips::<Message>(&document(include_str!("../fixtures/webhook.json")));
}

#[test]
fn a_total_is_read_where_it_was_asked_for() {
    let total = |fixture| serde_json::from_str::<Many>(&document(fixture)).unwrap().meta.total();
    assert_eq!(total(include_str!("../fixtures/jobs.json")), Some(41));
    assert_eq!(total(include_str!("../fixtures/applications.json")), None);
}

#[test]
fn what_is_read_is_what_stands_there() {
    let text = document(include_str!("../fixtures/applications.json"));
    let page: Many = serde_json::from_str(&text).unwrap();
    let row: Row<Application, ApplicationRelations> = serde_json::from_str(page.data[0].get()).unwrap();
    assert_eq!((row.attributes.candidate_id, row.attributes.stage_id), (Some(501), Some(71)));
    let name = || Some(Text("Imani_Fairweather.pdf".into()));
    let url = Text("https://files.example.com/imani.pdf?signature=abc".into());
    let file = Attachment { context: Text("pdf_cv".into()), filename: name(), name: name(), url };
    assert_eq!(row.attributes.attachments, Some(vec![file]));
    assert_eq!(row.relationships.offers, ToMany::All(vec![Ref::new("offers", "5")]));
    assert_eq!(row.relationships.candidate, ToOne::Unasked);

    let text = document(include_str!("../fixtures/jobs.json"));
    let page: Many = serde_json::from_str(&text).unwrap();
    let job: Row<Job, JobRelations> = serde_json::from_str(page.data[0].get()).unwrap();
    assert_eq!(job.attributes.status, JobStatus::Open);
    assert_eq!(page.meta, serde_json::from_str::<Meta>(r#"{"stats": {"total": {"count": 41}}}"#).unwrap());

    let text = document(include_str!("../fixtures/custom_fields.json"));
    let page: Many = serde_json::from_str(&text).unwrap();
    let field: Row<CustomField, CustomFieldRelations> = serde_json::from_str(page.data[0].get()).unwrap();
    assert_eq!(field.attributes.resource_type, ResourceType::Application);

    let hired: Message = serde_json::from_str(&document(include_str!("../fixtures/webhook.json"))).unwrap();
    let id = |id| Some(MessageId { id });
    assert_eq!(hired.data, MessageData { application: id(9001), job: id(12), candidate: None });

    let refused: Problems = serde_json::from_str(&document(include_str!("../fixtures/errors.json"))).unwrap();
    let missing = |problem: &Problem| problem.code.as_deref() == Some("not_found");
    assert_eq!(refused.errors.iter().position(missing), Some(1));
}

#[test]
fn places_and_users_are_read_without_what_is_not_needed() {
    let text = r#"{"id": "2", "type": "locations", "attributes": {"name": "Leeds", "city": "Leeds",
        "province": null, "country_code": "GB", "postal_code": "LS1 4DY"}, "relationships": {}}"#;
    let place: Row<Location, Nothing> = serde_json::from_str(text).unwrap();
    assert_eq!(place.attributes.country_code.as_deref(), Some("GB"));
    let text = r#"{"id": "1", "type": "users", "attributes": {"first_name": "Maya", "last_name": "Okafor",
        "email": null}, "relationships": {}}"#;
    round_trips::<Row<User, Nothing>>(text);
}

#[test]
fn a_row_that_surprises_costs_no_other_row() {
    let text = document(include_str!("../fixtures/applications.json"));
    let mut page: Value = serde_json::from_str(&text).unwrap();
    let mut odd = page["data"][0].clone();
    odd["id"] = json!("9002");
    odd["attributes"]["created_at"] = json!("soon");
    page["data"].as_array_mut().unwrap().push(odd);
    let text = page.to_string();
    let many: Many = serde_json::from_str(&text).unwrap();
    let read =
        |row: &&RawValue| serde_json::from_str::<Row<Application, ApplicationRelations>>(row.get()).is_ok();
    assert_eq!(many.data.iter().map(read).collect::<Vec<_>>(), [true, false]);
    assert_eq!(&*serde_json::from_str::<Head>(many.data[1].get()).unwrap().id, "9002");
}

#[test]
fn texts_are_borrowed_and_escapes_are_read() {
    let text = r#"{"name": "Night shift", "context": "custom_\u0067reen"}"#;
    let tag: Tag = serde_json::from_str(text).unwrap();
    assert!(matches!(tag.name.0, std::borrow::Cow::Borrowed("Night shift")));
    assert_eq!(&*tag.context, "custom_green");
}

#[test]
fn no_relationship_is_told_from_one_that_was_not_asked_for() {
    let read = |text: &'static str| serde_json::from_str::<ToOne>(text).unwrap();
    assert_eq!(read(r#"{"data": null}"#), ToOne::None);
    assert_eq!(read(r#"{"meta": {"included": false}}"#), ToOne::Unasked);
    assert_eq!(read(r#"{"data": {"type": "jobs", "id": "1"}}"#), ToOne::Some(Ref::new("jobs", "1")));
    let many = serde_json::from_str::<ToMany>(r#"{"data": []}"#).unwrap();
    assert_eq!(many, ToMany::All(vec![]));
}

#[test]
fn a_word_that_is_not_documented_is_kept() {
    let stage: Stage =
        serde_json::from_str(r#"{"name": "X", "basic_type": "parked", "position": 1}"#).unwrap();
    assert_eq!(stage.basic_type, BasicType::Unknown("parked".into()));
}

#[test]
fn writes_have_the_documented_form() {
    let value = TypedValue::of(&FieldType::Integer, "72").unwrap();
    assert_eq!(
        json!(Body::new_value("9001", "7", &value)),
        json!({"data": {"type": "custom_attributes", "attributes": {"integer_value": 72}, "relationships": {
            "custom_attributable": {"data": {"type": "applications", "id": "9001"}},
            "custom_field": {"data": {"type": "custom_fields", "id": "7"}},
        }}})
    );
    assert_eq!(
        json!(Body::move_to("9001", "72")),
        json!({"data": {"type": "applications", "id": "9001", "attributes": {}, "relationships": {
            "stage": {"data": {"type": "stages", "id": "72"}},
        }}})
    );
    let tag = model::remote::RemoteTag { name: "Night shift".into(), category: "custom_green".into() };
    assert_eq!(
        json!(Body::tags("9001", None, Some(&tag)))["data"]["attributes"],
        json!({"remove_tag_with_context": {"tag": "Night shift", "context": "custom_green"}})
    );
    assert_eq!(
        json!(Body::comment(&NewComment { application: "9001", text: "Hired." }))["data"]["relationships"],
        json!({"commentable": {"data": {"type": "applications", "id": "9001"}}})
    );
    let changed = json!(Body::change_value("88", &TypedValue::BooleanValue(true)));
    assert_eq!(
        (&changed["data"]["id"], &changed["data"]["type"]),
        (&json!("88"), &json!("custom_attributes"))
    );
    assert_eq!(
        json!(Body::tags("9001", Some(&tag), Some(&tag)))["data"]["attributes"],
        json!({
            "add_tag_with_context": {"tag": "Night shift", "context": "custom_green"},
            "remove_tag_with_context": {"tag": "Night shift", "context": "custom_green"},
        })
    );
    assert_eq!(TypedValue::of(&FieldType::Integer, "many"), None);
}

#[test]
fn a_time_is_written_as_the_vendor_writes_it() {
    let time: Time = serde_json::from_str(r#""2026-11-03T10:00:00+01:00""#).unwrap();
    assert_eq!(json!(time), json!("2026-11-03T09:00:00+00:00"));
}
