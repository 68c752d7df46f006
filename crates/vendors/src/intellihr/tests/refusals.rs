//! Refusals that reach the person who fills the form.

use connect::{Hris as _, VendorError};

use super::stage::{Stage, key};
use crate::intellihr::IntelliHr;

#[tokio::test]
async fn a_detail_stands_at_the_field_that_it_names_and_repeats_no_value() {
    let stage = Stage::with(2).await;
    let ctx = stage.ctx();
    for (key_of, value, field) in [
        ("gender", "Unsaid", "gender"),
        ("dateOfBirth", "17 May", "dateOfBirth"),
        ("custom.t_shirt_size", "Gigantic", "custom.t_shirt_size"),
        ("workRight.right", "5d0c0001-7a41-4f0e-9b62-3f8e21c4a000", "workRight.right"),
        ("email", "not-an-address", "email"),
    ] {
        let mut record = stage.hire().await;
        record.set(key_of, value);
        record.set("workEmail", "");
        let refused = IntelliHr.create(&ctx, &key(), &record).await.unwrap_err();
        let VendorError::Rejected(problems) = &refused else { panic!("{key_of}: {refused:?}") };
        assert_eq!(problems.iter().map(|problem| problem.field.as_str()).collect::<Vec<_>>(), [field]);
        assert!(!problems[0].message.contains(value), "{problems:?}");
    }
    assert_eq!(stage.count(), 2, "nobody was made");
}

#[tokio::test]
async fn gaps_are_refused_before_anybody_is_made() {
    let stage = Stage::with(2).await;
    let ctx = stage.ctx();
    for (gap, field) in [
        ("address.country", "address.country"),
        ("job.workClass", "job.workClass"),
        ("pay.payCycle", "pay.payCycle"),
        ("pay.type", "pay.type"),
    ] {
        let mut record = stage.hire().await;
        record.set(gap, "");
        let refused = IntelliHr.create(&ctx, &key(), &record).await.unwrap_err();
        assert!(
            matches!(&refused, VendorError::Rejected(problems) if problems[0].field == field),
            "{refused:?}"
        );
    }
    let nowhere = stage.ctx_with(&[("time_zone", "Sydney")]);
    let refused = IntelliHr.create(&nowhere, &key(), &stage.hire().await).await.unwrap_err();
    assert!(
        matches!(&refused, VendorError::Rejected(problems) if problems[0].field == "job.companyStartDate")
    );
    assert_eq!(stage.count(), 2);
}

#[tokio::test]
async fn a_refused_key_and_somebody_who_is_gone_are_told_apart() {
    let stage = Stage::with(2).await;
    let record = stage.hire().await;
    let disabled = stage.ctx_with(&[("api_key", "sandbox-disabled-key")]);
    let refused = IntelliHr.find(&disabled, &IntelliHr.identity(&record)).await;
    assert!(matches!(refused, Err(VendorError::Forbidden(_))), "{refused:?}");
    let unknown = stage.ctx_with(&[("api_key", "sandbox-other-key")]);
    let refused = IntelliHr.find(&unknown, &IntelliHr.identity(&record)).await;
    assert!(matches!(refused, Err(VendorError::Auth(_))), "{refused:?}");
    let gone = IntelliHr.update(&stage.ctx(), &key(), "5d0c0001-7a41-4f0e-9b62-3f8e21c4a000", &record).await;
    assert!(matches!(gone, Err(VendorError::NotFound(_))), "{gone:?}");
}
