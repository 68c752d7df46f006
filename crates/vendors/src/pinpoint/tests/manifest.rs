//! The manifest says the truth about the connector and about the log.

use connect::redact;
use model::remote::RemoteTag;
use serde_json::json;

use crate::pinpoint::{
    manifest,
    wire::{Body, NewComment, TypedValue},
};

#[test]
fn what_no_hand_off_can_do_without_is_marked() {
    let required = manifest().permission.iter().filter(|permission| permission.required);
    let required: Vec<_> = required.map(|permission| permission.key.as_str()).collect();
    assert_eq!(required, ["job.read", "application.read", "candidate.read"]);
}

#[test]
fn the_log_shows_nothing_that_is_written_but_which_record_it_goes_to() {
    let comment = Body::comment(&NewComment { application: "9001", text: "Keen on mornings." });
    let value = Body::new_value("9001", "7", &TypedValue::VarcharValue("EMP-17".into()));
    let tag = RemoteTag { name: "Open day".into(), category: "custom_blue".into() };
    let tag = Body::tags("9001", Some(&tag), None);
    for sent in [comment, value, tag] {
        let masked = redact::json(&json!(sent), &manifest().log_clear).to_string();
        for secret in ["Keen", "EMP", "Open day"] {
            assert!(!masked.contains(secret), "{masked}");
        }
        assert!(masked.contains("9001"), "{masked}");
    }
}
