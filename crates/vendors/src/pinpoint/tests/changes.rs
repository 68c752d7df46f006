//! Carrying changes to an application.

use connect::{Outcome, VendorError};
use model::remote::{RemoteChange, RemoteTag, RemoteValue};
use serde_json::{Value, json};

use super::stage::Stage;

fn comments(stage: &Stage, application: &str) -> Vec<String> {
    stage.world.read(|documents| {
        let all = documents["resources"]["comments"].as_object().into_iter().flatten();
        let own = all.filter(|(_, comment)| comment["rels"]["commentable"]["id"] == application);
        own.filter_map(|(_, comment)| Some(comment["attributes"]["body_text"].as_str()?.to_owned())).collect()
    })
}

#[tokio::test]
async fn a_move_is_made_once_and_never_over_somebody_elses() {
    let stage = Stage::with(20).await;
    let (id, from, to) = stage.movable().await;
    let change = RemoteChange::Move { from: from.clone(), to: to.clone() };
    assert_eq!(stage.change(&id, &change, &[]).await.unwrap().outcome, Outcome::Updated);
    assert_eq!(stage.application(&id).await.stage, to);
    assert_eq!(stage.change(&id, &change, &[]).await.unwrap().outcome, Outcome::AlreadyThere);
    let stale = RemoteChange::Move { from: "1".into(), to: from };
    let refused = stage.change(&id, &stale, &[]).await;
    assert!(matches!(&refused, Err(VendorError::Conflict(_))), "{refused:?}");
    assert_eq!(stage.application(&id).await.stage, to);
    let foreign = RemoteChange::Move { from: to.clone(), to: "999999".into() };
    let refused = stage.change(&id, &foreign, &[]).await;
    assert!(matches!(&refused, Err(VendorError::Rejected(_) | VendorError::NotFound(_))), "{refused:?}");
    let gone = stage.change("999999", &change, &[]).await;
    assert!(matches!(&gone, Err(VendorError::NotFound(_))), "{gone:?}");
}

#[tokio::test]
async fn a_remark_is_made_once_and_the_same_words_may_be_said_again() {
    let stage = Stage::with(20).await;
    let id = stage.ids("applications").remove(0);
    let before = comments(&stage, &id).len();
    let remark = RemoteChange::Comment { text: "Spoke on the phone.\nKeen on mornings.".into() };
    let first = stage.change(&id, &remark, &[]).await.unwrap();
    assert_eq!(first.outcome, Outcome::Created);
    let repeat = stage.change(&id, &remark, &[]).await.unwrap();
    assert_eq!((repeat.outcome, &repeat.external_id), (Outcome::AlreadyThere, &first.external_id));
    let second = stage.change(&id, &remark, &[&first.external_id]).await.unwrap();
    assert_eq!(second.outcome, Outcome::Created);
    assert_ne!(second.external_id, first.external_id);
    assert_eq!(comments(&stage, &id).len(), before + 2);
}

#[tokio::test]
async fn a_tag_is_put_on_and_taken_off() {
    let stage = Stage::with(20).await;
    let id = stage.ids("applications").remove(0);
    let tag = RemoteTag { name: "Open day".into(), category: "custom_blue".into() };
    for (change, there) in
        [(RemoteChange::AddTag(tag.clone()), true), (RemoteChange::RemoveTag(tag.clone()), false)]
    {
        assert_eq!(stage.change(&id, &change, &[]).await.unwrap().outcome, Outcome::Updated, "{change:?}");
        assert_eq!(
            stage.change(&id, &change, &[]).await.unwrap().outcome,
            Outcome::AlreadyThere,
            "{change:?}"
        );
        assert_eq!(stage.application(&id).await.tags.contains(&tag), there);
    }
}

/// A field of applications of that type in the sandbox.
fn field(stage: &Stage, kind: &str) -> String {
    let found = stage.world.read(|documents| {
        let all = documents["resources"]["custom_fields"].as_object().unwrap();
        let fits = |field: &&Value| {
            field["attributes"]["field_type"] == kind && field["attributes"]["resource_type"] == "application"
        };
        all.values().find(fits).map(|field| field["id"].as_str().unwrap().to_owned())
    });
    found.unwrap_or_else(|| panic!("no field of type {kind}"))
}

#[tokio::test]
async fn a_field_is_set_changed_and_emptied() {
    let stage = Stage::with(20).await;
    let id = stage.ids("applications").remove(0);
    for (kind, first, second, same) in [
        ("single_select", "One month", "Three months", "Three months"),
        ("varchar", "EMP-17", "EMP-18", "EMP-18 "),
        ("integer", "17", "18", "18"),
        ("boolean", "true", "false", "false"),
    ] {
        let field = field(&stage, kind);
        let set =
            |value: &str| RemoteChange::SetField(RemoteValue { field: field.clone(), value: value.into() });
        let now = async || {
            let application = stage.application(&id).await;
            application.fields.into_iter().find(|value| value.field == field).map(|value| value.value)
        };
        stage.change(&id, &set(""), &[]).await.unwrap();
        assert_eq!(now().await, None, "{kind}");
        assert_eq!(stage.change(&id, &set(first), &[]).await.unwrap().outcome, Outcome::Created, "{kind}");
        assert_eq!(now().await.as_deref(), Some(first), "{kind}");
        assert_eq!(stage.change(&id, &set(second), &[]).await.unwrap().outcome, Outcome::Updated, "{kind}");
        assert_eq!(now().await.as_deref(), Some(second), "{kind}");
        assert_eq!(
            stage.change(&id, &set(same), &[]).await.unwrap().outcome,
            Outcome::AlreadyThere,
            "{kind}"
        );
        assert_eq!(stage.change(&id, &set(""), &[]).await.unwrap().outcome, Outcome::Updated, "{kind}");
        assert_eq!(stage.change(&id, &set(""), &[]).await.unwrap().outcome, Outcome::AlreadyThere, "{kind}");
    }
}

#[tokio::test]
async fn a_value_that_does_not_fit_is_refused_before_it_is_sent() {
    let stage = Stage::with(20).await;
    let id = stage.ids("applications").remove(0);
    for (kind, value) in [("integer", "a few"), ("single_select", "Never"), ("varchar", &"x".repeat(256))] {
        let field = field(&stage, kind);
        let set = RemoteChange::SetField(RemoteValue { field: field.clone(), value: value.into() });
        let refused = stage.change(&id, &set, &[]).await;
        let Err(VendorError::Rejected(problems)) = refused else { panic!("{kind}: {refused:?}") };
        assert_eq!(problems[0].field, field);
    }
}

#[tokio::test]
async fn what_the_key_may_not_write_is_refused_by_name() {
    let stage = Stage::with(20).await;
    let (id, from, to) = stage.movable().await;
    for category in ["application", "comment", "custom_attribute"] {
        stage.forbid(category, "write");
    }
    let field = field(&stage, "varchar");
    for change in [
        RemoteChange::Move { from, to },
        RemoteChange::Comment { text: "Spoke on the phone.".into() },
        RemoteChange::AddTag(RemoteTag { name: "Open day".into(), category: "custom_blue".into() }),
        RemoteChange::SetField(RemoteValue { field, value: "EMP-17".into() }),
    ] {
        let refused = stage.change(&id, &change, &[]).await;
        assert!(matches!(&refused, Err(VendorError::Forbidden(why)) if why.contains("write")), "{refused:?}");
    }
    assert_eq!(json!(comments(&stage, &id)).to_string().matches("Spoke on the phone.\"").count(), 0);
}
