//! The fields that administrators added.

use connect::{Ats as _, VendorError};
use model::{field::FieldKind, remote::FieldSubject};

use super::stage::Stage;
use crate::pinpoint::connector::Pinpoint;

#[tokio::test]
async fn fields_come_with_what_they_hold_and_their_choices() {
    let stage = Stage::with(10).await;
    let fields = Pinpoint.fields(&stage.ctx).await.unwrap();
    let notice = fields.iter().find(|field| field.external_id == "111").unwrap();
    assert_eq!((notice.subject, notice.kind), (FieldSubject::Application, FieldKind::SingleSelect));
    assert!(notice.options.contains(&"One month".to_owned()), "{:?}", notice.options);
    for subject in FieldSubject::ALL {
        assert!(fields.iter().any(|field| field.subject == subject), "{subject:?}: {fields:?}");
    }
    assert!(fields.iter().all(|field| field.kind.has_options() != field.options.is_empty()), "{fields:?}");
}

#[tokio::test]
async fn a_key_that_may_not_see_them_is_refused() {
    let stage = Stage::with(10).await;
    let ctx = stage.with_key("sandbox-no-custom-fields-key");
    let refused = Pinpoint.fields(&ctx).await;
    assert!(matches!(&refused, Err(VendorError::Forbidden(_)) | Ok(_)), "{refused:?}");
}
