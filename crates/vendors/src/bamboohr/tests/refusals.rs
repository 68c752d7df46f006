//! What BambooHR refuses, and what a person then reads.

use connect::{Hris as _, VendorError};
use model::hire::HireRecord;
use serde_json::json;

use super::stage::{FULL, Stage, hire, key};
use crate::bamboohr::BambooHr;

fn problems(refused: Result<connect::Receipt, VendorError>) -> Vec<(String, String)> {
    match refused {
        Err(VendorError::Rejected(problems)) => problems.into_iter().map(|p| (p.field, p.message)).collect(),
        other => panic!("not rejected: {other:?}"),
    }
}

async fn create(stage: &Stage, record: &HireRecord) -> Result<connect::Receipt, VendorError> {
    BambooHr.create(&stage.ctx(FULL), &key(), record).await
}

#[tokio::test]
async fn a_second_employee_with_an_address_is_a_conflict() {
    let stage = Stage::with(5).await;
    create(&stage, &hire()).await.unwrap();
    let refused = create(&stage, &hire()).await;
    assert!(matches!(refused, Err(VendorError::Conflict(_))), "{refused:?}");
    assert_eq!(stage.count(), 6);
}

#[tokio::test]
async fn a_list_value_that_went_away_is_refused_at_its_field() {
    let stage = Stage::with(5).await;
    let mut record = hire();
    record.set("customTShirtSize", "Gigantic");
    let refused = problems(create(&stage, &record).await);
    assert_eq!(refused[0].0, "customTShirtSize");
    assert!(!refused[0].1.contains("Gigantic"), "a value is not repeated: {}", refused[0].1);

    let id = create(&stage, &hire()).await.unwrap().external_id;
    let mut record = hire();
    record.set("jobInfo.location", "Leeds");
    let refused = problems(BambooHr.put_job(&stage.ctx(FULL), &key(), &id, &record).await);
    assert_eq!(refused[0].0, "jobInfo.location");
    record.set("jobInfo.location", "London");
    record.set("jobInfo.reportsTo", "Nobody Known");
    let refused = problems(BambooHr.put_job(&stage.ctx(FULL), &key(), &id, &record).await);
    assert_eq!(refused[0].0, "jobInfo.reportsTo");
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let stage = Stage::with(5).await;
    stage.world.change(|documents| documents["tenant"]["payroll"] = json!(true));
    let refused = problems(create(&stage, &hire()).await);
    for name in ["employeeNumber", "maritalStatus", "exempt", "ssn or ein"] {
        assert!(refused[0].1.contains(name), "{name}: {}", refused[0].1);
    }
    for name in ["hireDate", "payRate"] {
        assert!(!refused[0].1.contains(name), "{name} was sent: {}", refused[0].1);
    }
    assert_eq!(stage.count(), 5);
}

#[tokio::test]
async fn a_full_account_is_not_taken_for_too_many_calls() {
    let stage = Stage::with(5).await;
    stage.world.change(|documents| documents["tenant"]["employeeLimit"] = json!(5));
    let refused = create(&stage, &hire()).await.unwrap_err();
    assert!(matches!(refused, VendorError::Forbidden(_)), "{refused:?}");
    assert!(!refused.heals_by_itself());
}
