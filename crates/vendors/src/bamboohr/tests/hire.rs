//! One hire, step by step, each step twice.

use connect::{Hris as _, Outcome, hris::Document};
use image::{DynamicImage, ImageFormat};
use model::hire::{Identity, MatchedBy};
use serde_json::json;

use super::stage::{FULL, Stage, hire, key, resume};
use crate::bamboohr::BambooHr;

#[tokio::test]
async fn a_hire_becomes_one_employee_with_every_field() {
    let stage = Stage::with(20).await;
    let ctx = stage.ctx(FULL);
    let record = hire();
    let who = BambooHr.identity(&record);
    assert_eq!(BambooHr.find(&ctx, &who).await, Ok(vec![]));

    let made = BambooHr.create(&ctx, &key(), &record).await.unwrap();
    assert_eq!((made.outcome, stage.count()), (Outcome::Created, 21));
    let id = made.external_id;

    for expected in [Outcome::Created, Outcome::AlreadyThere] {
        assert_eq!(BambooHr.put_job(&ctx, &key(), &id, &record).await.unwrap().outcome, expected);
    }
    for expected in [Outcome::Created, Outcome::AlreadyThere] {
        assert_eq!(BambooHr.attach(&ctx, &key(), &id, &resume()).await.unwrap().outcome, expected);
    }
    let employee = stage.employee(&id);
    for table in ["jobInfo", "employmentStatus", "compensation"] {
        assert_eq!(employee["tables"][table].as_array().unwrap().len(), 1, "{table}");
    }
    assert_eq!(employee["files"].as_array().unwrap().len(), 1);
    assert_eq!(employee["files"][0]["categoryId"], 18, "kept among résumés");

    let held = BambooHr.read_back(&ctx, &id, &record).await.unwrap();
    assert_eq!(held, record);
}

#[tokio::test]
async fn someone_is_found_by_address_or_by_name_and_birthday_wherever_they_stand() {
    let stage = Stage::with(20).await;
    let ctx = stage.ctx(FULL);
    let id = BambooHr.create(&ctx, &key(), &hire()).await.unwrap().external_id;
    let by_mail = Identity { emails: vec!["maeve.odonnell@example.net".into()], ..Identity::default() };
    let by_birth = Identity { emails: vec!["other@example.net".into()], ..BambooHr.identity(&hire()) };

    let found = BambooHr.find(&ctx, &by_mail).await.unwrap();
    assert_eq!((found.len(), &found[0].external_id, found[0].by), (1, &id, MatchedBy::Email));
    assert!(found[0].active, "a first day to come is not someone who left");
    assert_eq!(found[0].url, format!("{}/employees/employee.php?id={id}", stage.base));
    let found = BambooHr.find(&ctx, &by_birth).await.unwrap();
    assert_eq!((found.len(), found[0].by), (1, MatchedBy::NameAndBirth));

    stage.world.change(|documents| {
        documents["employees"][&id]["fields"]["hireDate"] = json!("2020-01-06");
        documents["employees"][&id]["fields"]["terminationDate"] = json!("2024-03-01");
    });
    let found = BambooHr.find(&ctx, &by_mail).await.unwrap();
    assert_eq!((found.len(), found[0].active), (1, false));
}

#[tokio::test]
async fn a_second_send_changes_the_same_employee_and_row() {
    let stage = Stage::with(5).await;
    let ctx = stage.ctx(FULL);
    let mut record = hire();
    let id = BambooHr.create(&ctx, &key(), &record).await.unwrap().external_id;
    BambooHr.put_job(&ctx, &key(), &id, &record).await.unwrap();
    record.set("mobilePhone", "+44 7700 900999");
    record.set("compensation.rate", "54000.00 GBP");
    let updated = BambooHr.update(&ctx, &key(), &id, &record).await.unwrap();
    assert_eq!((updated.outcome, stage.count()), (Outcome::Updated, 6));
    assert_eq!(BambooHr.put_job(&ctx, &key(), &id, &record).await.unwrap().outcome, Outcome::Updated);
    assert_eq!(stage.employee(&id)["tables"]["compensation"].as_array().unwrap().len(), 1);
    assert_eq!(BambooHr.read_back(&ctx, &id, &record).await.unwrap(), record);
}

#[tokio::test]
async fn a_photo_is_cut_square_and_kept_once() {
    let stage = Stage::with(5).await;
    let ctx = stage.ctx(FULL);
    let mut bytes = std::io::Cursor::new(Vec::new());
    DynamicImage::new_rgb8(300, 200).write_to(&mut bytes, ImageFormat::Png).unwrap();
    let photo =
        Document { name: "m.png".into(), content_type: "image/png".into(), bytes: bytes.into_inner().into() };
    for _ in 0..2 {
        let receipt = BambooHr.set_photo(&ctx, &key(), "4", &photo).await.unwrap();
        assert_eq!(receipt.notes.len(), 1, "it is said that the photo was cut");
    }
    assert!(stage.employee("4")["photo"].is_object());
}

#[tokio::test]
async fn a_tenant_that_requires_job_and_pay_gets_them_at_once_and_no_row_twice() {
    let stage = Stage::with(5).await;
    stage.world.change(|documents| documents["tenant"]["required"] = json!(["location", "payRate"]));
    let ctx = stage.ctx(FULL);
    let made = BambooHr.create(&ctx, &key(), &hire()).await.unwrap();
    assert_eq!((made.notes.len(), stage.count()), (1, 6));
    BambooHr.put_job(&ctx, &key(), &made.external_id, &hire()).await.unwrap();
    for table in ["jobInfo", "employmentStatus", "compensation"] {
        assert_eq!(
            stage.employee(&made.external_id)["tables"][table].as_array().unwrap().len(),
            1,
            "{table}"
        );
    }
    assert_eq!(BambooHr.read_back(&ctx, &made.external_id, &hire()).await.unwrap(), hire());
}
