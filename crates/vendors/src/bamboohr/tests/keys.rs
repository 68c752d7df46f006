//! What keys of users with fewer rights do.

use connect::{Hris as _, VendorError};
use model::hire::Identity;

use super::stage::{DISABLED, FULL, LIMITED, NO_NEW, Stage, hire, key, resume};
use crate::bamboohr::BambooHr;

#[tokio::test]
async fn what_was_dropped_in_silence_shows_when_it_is_read_back() {
    let stage = Stage::with(10).await;
    let ctx = stage.ctx(LIMITED);
    let record = hire();
    let id = BambooHr.create(&ctx, &key(), &record).await.unwrap().external_id;
    let held = BambooHr.read_back(&ctx, &id, &record).await.unwrap();
    let dropped: Vec<_> =
        record.0.keys().filter(|key| !key.contains('.') && held.get(key).is_none()).collect();
    assert_eq!(dropped, ["customTShirtSize", "dateOfBirth", "gender", "mobilePhone"]);
}

#[tokio::test]
async fn a_hidden_table_is_refused_and_nothing_is_doubled() {
    let stage = Stage::with(10).await;
    let record = hire();
    let id = BambooHr.create(&stage.ctx(FULL), &key(), &record).await.unwrap().external_id;
    BambooHr.put_job(&stage.ctx(FULL), &key(), &id, &record).await.unwrap();
    let refused = BambooHr.put_job(&stage.ctx(LIMITED), &key(), &id, &record).await;
    assert!(matches!(refused, Err(VendorError::Forbidden(_))), "{refused:?}");
    assert_eq!(stage.employee(&id)["tables"]["compensation"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn without_the_dataset_the_directory_finds_those_who_work_there_or_will() {
    let stage = Stage::with(10).await;
    let mail = stage.employee("4")["fields"]["workEmail"].as_str().unwrap().to_owned();
    let who = Identity { emails: vec![mail], ..Identity::default() };
    let found = BambooHr.find(&stage.ctx(LIMITED), &who).await.unwrap();
    assert_eq!((found.len(), found[0].external_id.as_str(), found[0].active), (1, "4", true));
}

#[tokio::test]
async fn those_of_the_same_name_in_the_directory_are_looked_at_closely() {
    let stage = Stage::with(10).await;
    let fields = stage.employee("4")["fields"].clone();
    let text = |field: &str| fields[field].as_str().unwrap().to_owned();
    let (first_name, last_name) = (text("firstName"), text("lastName"));
    let emails = vec![text("homeEmail")];
    let who = Identity { first_name, last_name, emails, ..Identity::default() };
    let found = BambooHr.find(&stage.ctx(LIMITED), &who).await.unwrap();
    assert_eq!((found.len(), found[0].external_id.as_str()), (1, "4"), "by the private address");
    let stranger = Identity { emails: vec!["other@example.net".into()], ..who };
    assert_eq!(BambooHr.find(&stage.ctx(LIMITED), &stranger).await, Ok(vec![]));
}

#[tokio::test]
async fn a_key_that_may_not_add_is_told_so() {
    let stage = Stage::with(10).await;
    let ctx = stage.ctx(NO_NEW);
    assert!(matches!(BambooHr.create(&ctx, &key(), &hire()).await, Err(VendorError::Forbidden(_))));
    assert!(matches!(BambooHr.attach(&ctx, &key(), "4", &resume()).await, Err(VendorError::Forbidden(_))));
    assert_eq!(stage.count(), 10);
}

#[tokio::test]
async fn a_wrong_key_is_refused_and_a_disabled_user_is_told_apart() {
    let stage = Stage::with(10).await;
    let wrong = BambooHr.form(&stage.ctx("nonsense")).await;
    assert!(matches!(wrong, Err(VendorError::Auth(_))), "{wrong:?}");
    let disabled = BambooHr.form(&stage.ctx(DISABLED)).await;
    assert!(matches!(disabled, Err(VendorError::Forbidden(_))), "{disabled:?}");
}
