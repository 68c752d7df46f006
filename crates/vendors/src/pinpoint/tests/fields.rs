//! The fields that administrators added.

use connect::{Ats as _, VendorError};
use model::{field::FieldKind, remote::FieldSubject};

use super::stage::Stage;
use crate::pinpoint::connector::Pinpoint;

#[tokio::test]
async fn fields_come_with_what_they_hold_and_their_choices() {
    let stage = Stage::with(10).await;
    let all = Pinpoint.fields(&stage.ctx).await.unwrap();
    let fields = all.fields;
    let notice = fields.iter().find(|field| field.external_id == "111").unwrap();
    assert_eq!((notice.subject, notice.kind), (FieldSubject::Application, FieldKind::SingleSelect));
    assert!(notice.options.contains(&"One month".to_owned()), "{:?}", notice.options);
    for subject in FieldSubject::ALL {
        assert!(fields.iter().any(|field| field.subject == subject), "{subject:?}: {fields:?}");
    }
    assert!(fields.iter().all(|field| field.kind.has_options() != field.options.is_empty()), "{fields:?}");
}

#[tokio::test]
async fn fields_that_have_no_place_here_are_named() {
    let stage = Stage::with(10).await;
    stage.world.change(|documents| {
        let fields = &mut documents["resources"]["custom_fields"];
        fields["117"]["attributes"]["resource_type"] = "offer".into();
        fields["118"]["attributes"]["field_type"] = "users".into();
    });
    let all = Pinpoint.fields(&stage.ctx).await.unwrap();
    assert!(all.fields.iter().all(|field| field.external_id != "117" && field.external_id != "118"));
    let told: Vec<_> = all.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(
        told,
        [
            "The custom field “Shifts agreed” belongs to offers; it was left out.",
            "The custom field “Recruiter's notes” chooses users; it was left out.",
        ]
    );
}

#[tokio::test]
async fn a_key_that_may_not_see_them_is_refused() {
    let stage = Stage::with(10).await;
    let ctx = stage.with_key("sandbox-no-custom-fields-key");
    let refused = Pinpoint.fields(&ctx).await;
    assert!(matches!(&refused, Err(VendorError::Forbidden(_))), "{refused:?}");
}
