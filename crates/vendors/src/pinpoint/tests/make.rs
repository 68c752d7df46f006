//! Fields that are made for Gangway.

use connect::{Ats as _, VendorError};
use model::{
    field::FieldKind,
    remote::{FieldSubject, NewField},
};

use super::stage::Stage;
use crate::pinpoint::{connector::Pinpoint, manifest};

fn new(kind: FieldKind, options: &[&str]) -> NewField {
    let options = options.iter().map(|option| (*option).to_owned()).collect();
    NewField { name: "CLARA Status".into(), subject: FieldSubject::Application, kind, options }
}

#[tokio::test]
async fn a_field_is_made_with_its_choices_and_looked_for_first() {
    let stage = Stage::with(5).await;
    let before = stage.count("custom_fields");
    let status = new(FieldKind::SingleSelect, &["Pre_Qualified", "Qualified"]);
    let made = Pinpoint.make_field(&stage.ctx, &status).await.unwrap();
    assert_eq!(made.options, status.options);
    let more = new(FieldKind::SingleSelect, &["Pre_Qualified", "Qualified", "Not_Qualified"]);
    assert_eq!(Pinpoint.make_field(&stage.ctx, &more).await.unwrap().options, more.options);
    assert_eq!(stage.count("custom_fields"), before + 1);
    let refused = Pinpoint.make_field(&stage.ctx, &new(FieldKind::Integer, &[])).await;
    assert!(matches!(refused, Err(VendorError::Conflict(_))), "{refused:?}");
}

#[tokio::test]
async fn a_key_that_may_not_make_fields_says_so() {
    let stage = Stage::with(5).await;
    stage.forbid("custom_field", "write");
    let refused = Pinpoint.make_field(&stage.ctx, &new(FieldKind::Integer, &[])).await;
    assert!(
        matches!(&refused, Err(VendorError::Forbidden(why)) if why.contains("custom_field")),
        "{refused:?}"
    );
    assert!(matches!(Pinpoint.tags(&stage.ctx).await, Ok(None)), "the vendor lists no labels");
}

#[test]
fn the_group_of_a_label_is_told_by_its_colour() {
    let group = manifest().write_back.as_ref().and_then(|known| known.tag_group.as_ref()).unwrap();
    assert_eq!(group.word_for("Green"), "custom_green");
    assert_eq!(group.word_for("custom_green"), "custom_green");
}
