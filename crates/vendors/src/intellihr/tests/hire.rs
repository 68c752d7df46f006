//! One hire, step by step, each step twice.

use connect::{Hris as _, Outcome, VendorError, hris::Document};
use image::{DynamicImage, ImageFormat};
use model::hire::{Identity, MatchedBy};
use serde_json::json;

use super::stage::{Stage, key, resume};
use crate::intellihr::IntelliHr;

#[tokio::test]
async fn a_hire_becomes_one_person_with_every_field() {
    let stage = Stage::with(20).await;
    let ctx = stage.ctx();
    let record = stage.hire().await;
    let titles = stage.names("position-titles");
    assert_eq!(IntelliHr.find(&ctx, &IntelliHr.identity(&record)).await, Ok(vec![]));

    let made = IntelliHr.create(&ctx, &key(), &record).await.unwrap();
    assert_eq!((made.outcome, stage.count()), (Outcome::Created, 21));
    let again = IntelliHr.create(&ctx, &key(), &record).await;
    assert!(matches!(again, Err(VendorError::Conflict(_))), "{again:?}");
    assert_eq!(stage.count(), 21, "intelliHR itself would have made a second one");
    let id = made.external_id;

    for expected in [Outcome::Created, Outcome::AlreadyThere] {
        assert_eq!(IntelliHr.put_job(&ctx, &key(), &id, &record).await.unwrap().outcome, expected);
    }
    for expected in [Outcome::Created, Outcome::AlreadyThere] {
        assert_eq!(IntelliHr.attach(&ctx, &key(), &id, &resume()).await.unwrap().outcome, expected);
    }
    assert_eq!((stage.jobs(&id).len(), stage.person(&id)["documents"].as_array().unwrap().len()), (1, 1));
    assert_eq!(stage.names("position-titles"), titles, "no title was made");
    assert_eq!(IntelliHr.read_back(&ctx, &id, &record).await.unwrap(), record);
    assert_eq!(IntelliHr.link(&ctx, &id), format!("{}/spa/people/{id}", stage.base));
}

#[tokio::test]
async fn someone_is_found_by_address_number_or_birthday_wherever_they_stand() {
    let stage = Stage::with(20).await;
    let ctx = stage.ctx();
    let record = stage.hire().await;
    let id = IntelliHr.create(&ctx, &key(), &record).await.unwrap().external_id;
    let whole = IntelliHr.identity(&record);
    let by = |who: Identity| {
        let (ctx, id) = (&ctx, &id);
        async move {
            let found = IntelliHr.find(ctx, &who).await.unwrap();
            assert_eq!(found.iter().map(|one| &one.external_id).collect::<Vec<_>>(), [id], "{who:?}");
            (found[0].by, found[0].active)
        }
    };
    let mail = Identity { emails: whole.emails.clone(), ..Identity::default() };
    assert_eq!(by(mail).await, (MatchedBy::Email, true), "a person without a job is on the way in");
    let number = Identity { employee_number: whole.employee_number.clone(), ..Identity::default() };
    assert_eq!(by(number).await, (MatchedBy::EmployeeNumber, true));
    let born = Identity { emails: vec![], employee_number: None, ..whole.clone() };
    assert_eq!(by(born.clone()).await, (MatchedBy::NameAndBirth, true));

    IntelliHr.put_job(&ctx, &key(), &id, &record).await.unwrap();
    assert!(by(born.clone()).await.1, "a first day to come");
    let job = stage.jobs(&id)[0]["id"].as_str().unwrap().to_owned();
    stage.world.change(|documents| {
        documents["jobs"][&job]["companyStartDate"] = json!("2020-01-05T13:00:00.000Z");
        documents["jobs"][&job]["companyEndDate"] = json!("2024-01-05T13:00:00.000Z");
        documents["jobs"][&job]["isEndDateConfirmed"] = json!(true);
    });
    assert!(!by(born).await.1, "someone who left");
}

#[tokio::test]
async fn a_second_send_changes_the_same_person_and_job_and_takes_nothing_away() {
    let stage = Stage::with(5).await;
    let ctx = stage.ctx();
    let mut record = stage.hire().await;
    let id = IntelliHr.create(&ctx, &key(), &record).await.unwrap().external_id;
    IntelliHr.put_job(&ctx, &key(), &id, &record).await.unwrap();
    stage.world.change(|documents| {
        let emails = documents["people"][&id]["emailAddresses"].as_array_mut().unwrap();
        emails.push(json!({"email": "added.there@example.org", "isPersonal": false, "isPrimary": false,
            "customFields": {}}));
    });
    record.set("email", "maeve.new@example.net");
    record.set("phone", "+61 491 570 157");
    record.set("pay.rate", "101000 AUD");
    let updated = IntelliHr.update(&ctx, &key(), &id, &record).await.unwrap();
    assert_eq!((updated.outcome, stage.count()), (Outcome::Updated, 6));
    assert_eq!(IntelliHr.put_job(&ctx, &key(), &id, &record).await.unwrap().outcome, Outcome::Updated);
    assert_eq!(stage.jobs(&id).len(), 1);

    let person = stage.person(&id);
    let emails: Vec<_> = person["emailAddresses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["email"].as_str().unwrap(), one["isPrimary"] == true))
        .collect();
    assert_eq!(
        emails,
        [
            ("maeve.odonnell@example.net", false),
            ("mae@example.com", false),
            ("added.there@example.org", false),
            ("maeve.new@example.net", true),
        ]
    );
    assert_eq!(IntelliHr.read_back(&ctx, &id, &record).await.unwrap(), record);
}

#[tokio::test]
async fn what_was_changed_there_is_named() {
    let stage = Stage::with(5).await;
    let ctx = stage.ctx();
    let record = stage.hire().await;
    let id = IntelliHr.create(&ctx, &key(), &record).await.unwrap().external_id;
    IntelliHr.put_job(&ctx, &key(), &id, &record).await.unwrap();
    let job = stage.jobs(&id)[0]["id"].as_str().unwrap().to_owned();
    stage.world.change(|documents| {
        documents["people"][&id]["middleName"] = json!("Q");
        documents["people"][&id]["preferredName"] = json!(null);
        documents["jobs"][&job]["fte"] = json!(1);
    });
    let held = IntelliHr.read_back(&ctx, &id, &record).await.unwrap();
    let differs: Vec<_> = record
        .0
        .iter()
        .filter(|(key, sent)| held.get(key) != Some(sent))
        .map(|(key, _)| key.as_str())
        .collect();
    assert_eq!(differs, ["job.fte", "preferredName"]);
    assert_eq!((held.get("job.fte"), held.get("preferredName")), (Some("1"), None));
}

#[tokio::test]
async fn a_photo_is_carried_and_shown_as_its_middle_square() {
    let stage = Stage::with(5).await;
    let ctx = stage.ctx();
    let id = IntelliHr.create(&ctx, &key(), &stage.hire().await).await.unwrap().external_id;
    let mut bytes = std::io::Cursor::new(Vec::new());
    DynamicImage::new_rgb8(300, 200).write_to(&mut bytes, ImageFormat::Png).unwrap();
    let photo =
        Document { name: "m.png".into(), content_type: "image/png".into(), bytes: bytes.into_inner().into() };
    for _ in 0..2 {
        let receipt = IntelliHr.set_photo(&ctx, &key(), &id, &photo).await.unwrap();
        assert_eq!(receipt.notes.len(), 1, "it is said that the photo was cut");
    }
    assert!(stage.person(&id)["image"]["content"].is_string());
}
