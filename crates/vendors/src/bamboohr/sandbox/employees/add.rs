//! `POST employees`

use std::sync::Arc;

use axum::{Extension, body::Bytes, extract::State, http::HeaderMap};
use connect::World;
use serde_json::{Map, Value};

use crate::bamboohr::sandbox::{
    auth::{Caller, Rights},
    body,
    documents::{array, text},
    errors::{Answer, Refusal},
    format, people,
};

/// What a tenant whose payroll the vendor runs wants of every new employee, beside the names.
const PAYROLL: [&str; 17] = [
    "employeeNumber",
    "dateOfBirth",
    "gender",
    "maritalStatus",
    "hireDate",
    "address1",
    "city",
    "state",
    "country",
    "employmentHistoryStatus",
    "exempt",
    "payType",
    "payRate",
    "payPer",
    "location",
    "department",
    "division",
];

/// Makes an employee.
pub async fn add(
    State(world): State<Arc<World>>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    if !caller.rights.add_employees {
        return Err(Refusal::forbidden("The user may not add employees."));
    }
    let sent = body::fields(&headers, &body, "employee")?;
    let now = world.clock.now();
    let id = world.change(|documents| {
        check(documents, &sent)?;
        // Whoever may add an employee may write the names, which are part of adding.
        let rights = Rights { edit_employees: true, ..caller.rights.clone() };
        let kept = people::sift(documents, &rights, None, &sent)?;
        people::refuse_duplicates(documents, None, &kept)?;
        let id = people::open(documents, now);
        people::keep(documents, &id, kept, now);
        Ok::<_, Refusal>(id)
    })?;
    Ok(format::created(format!("{}/employees/{id}", caller.address.base)))
}

fn check(documents: &Value, sent: &Map<String, Value>) -> Result<(), Refusal> {
    let tenant = &documents["tenant"];
    let limit = tenant["employeeLimit"].as_u64().unwrap_or(u64::MAX);
    let count = documents["employees"].as_object().map_or(0, Map::len) as u64;
    if count >= limit {
        return Err(Refusal::account_full());
    }
    let given = |name: &&str| sent.get(*name).is_some_and(|value| !text(value).trim().is_empty());
    let payroll = tenant["payroll"] == true;
    let own = array(&tenant["required"]).iter().filter_map(Value::as_str);
    let wanted =
        ["firstName", "lastName"].into_iter().chain(PAYROLL.into_iter().filter(|_| payroll)).chain(own);
    let mut missing: Vec<&str> = wanted.filter(|name| !given(name)).collect();
    if payroll && !given(&"ssn") && !given(&"ein") {
        missing.push("ssn or ein");
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(Refusal::malformed(format!("Required fields are missing: {}.", missing.join(", "))))
}
