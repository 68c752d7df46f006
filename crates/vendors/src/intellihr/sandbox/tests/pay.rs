//! Remuneration schedules.

use serde_json::{Value, json};

use super::caller::Api;

async fn schedule(pay: Value) -> Result<Value, Vec<String>> {
    let api = Api::with(0);
    let person = api.person().await;
    let mut job = api.job(&person).await;
    job["remunerationSchedule"] = pay;
    let (status, answer) = api.call("POST", "/v1/jobs", job).await;
    if status == 201 {
        return Ok(answer["data"]["remunerationSchedule"].clone());
    }
    assert_eq!(status, 400, "{answer}");
    Err(answer["errors"].as_array().unwrap().iter().map(|error| error["detail"].to_string()).collect())
}

#[tokio::test]
async fn a_salary_and_a_rate_are_worked_out_from_each_other() {
    let annual = json!({"type": "Annual Salary", "payCycle": "Fortnightly", "hoursPerCycle": 76,
        "currency": "AUD", "baseAnnualSalary": 98_800});
    let shown = schedule(annual).await.unwrap();
    assert_eq!((&shown["baseAnnualSalary"], &shown["baseHourlyRate"]), (&json!(98_800.0), &json!(50.0)));
    let hourly =
        json!({"type": "Hourly Rate", "payCycle": "Weekly", "hoursPerCycle": 38, "baseHourlyRate": 30.5});
    let shown = schedule(hourly).await.unwrap();
    assert_eq!(shown["baseAnnualSalary"], json!(60_268.0));
    let both = json!({"type": "Annual Salary", "payCycle": "Monthly", "hoursPerCycle": 0, "baseAnnualSalary": 60_000,
        "baseHourlyRate": 1});
    let shown = schedule(both).await.unwrap();
    assert_eq!((&shown["baseAnnualSalary"], &shown["baseHourlyRate"]), (&json!(60_000.0), &Value::Null));
}

#[tokio::test]
async fn additions_come_on_top() {
    let pay = json!({"type": "Annual Salary", "payCycle": "Monthly", "hoursPerCycle": 160, "baseAnnualSalary": 100_000,
        "additions": [{"name": "Phone", "type": "FixedAmount", "value": "1000"}],
        "additionsToTotal": [{"name": "Superannuation", "type": "MultipleOfBase", "value": "12"}],
        "breakdowns": [{"name": "Of which travel", "type": "FixedAmount", "value": 500}]});
    let shown = schedule(pay).await.unwrap();
    assert_eq!(shown["annualPackage"], json!(113_120.0));
    assert_eq!(shown["additionsToTotal"][0]["value"], json!(12.0));
}

#[tokio::test]
async fn nothing_is_paid_where_nothing_is_said() {
    let shown = schedule(Value::Null).await.unwrap();
    assert_eq!(shown["type"], "No Remuneration Schedule");
    assert_eq!(shown["annualPackage"], Value::Null);
}

#[tokio::test]
async fn a_schedule_that_does_not_fit_is_refused() {
    let good =
        json!({"type": "Annual Salary", "payCycle": "Monthly", "hoursPerCycle": 160, "baseAnnualSalary": 1});
    for (field, value) in [
        ("type", json!("Salary")),
        ("payCycle", json!("Yearly")),
        ("payCycle", Value::Null),
        ("hoursPerCycle", Value::Null),
        ("hoursPerCycle", json!("160")),
        ("hoursPerCycle", json!(-1)),
        ("baseAnnualSalary", Value::Null),
        ("type", json!("Hourly Rate")),
        ("currency", json!("Pounds")),
        ("employmentCondition", json!({"id": "8a5f3ea6-ea6b-4425-8a87-3c256bb7b6f9"})),
        ("additions", json!([{"name": "Phone", "type": "FixedAmount", "value": "much"}])),
        ("additions", json!([{"name": "Phone", "type": "Fixed", "value": 1}])),
        ("bonus", json!(1)),
    ] {
        let mut pay = good.clone();
        pay[field] = value;
        assert_eq!(schedule(pay.clone()).await.map_err(|details| details.len()), Err(1), "{pay}");
    }
}
