//! Remuneration schedules: what is asked for, and what is worked out.

use serde_json::{Map, Value, json};

use crate::intellihr::sandbox::{
    call::Call,
    custom_fields,
    documents::{array, plain, text},
    lists::show::reference,
    references,
};

const COMPONENTS: [&str; 3] = ["additions", "additionsToTotal", "breakdowns"];

/// Takes a schedule whose form was looked at.
pub fn accept(documents: &Value, sent: &Value, wrong: &mut Vec<String>) -> Value {
    let Some(fields) = sent.as_object() else { return Value::Null };
    let (annual, hourly) = (&sent["baseAnnualSalary"], &sent["baseHourlyRate"]);
    let kind = match (text(&sent["type"]), annual.is_null(), hourly.is_null()) {
        ("", false, _) => "Annual Salary",
        ("", true, false) => "Hourly Rate",
        ("", true, true) => "No Remuneration Schedule",
        (kind, _, _) => kind,
    };
    if kind == "Annual Salary" && annual.is_null() {
        wrong
            .push("The remunerationSchedule.baseAnnualSalary field is required for an Annual Salary.".into());
    }
    if kind == "Hourly Rate" && hourly.is_null() {
        wrong.push("The remunerationSchedule.baseHourlyRate field is required for an Hourly Rate.".into());
    }
    for name in ["hoursPerCycle", "baseAnnualSalary", "baseHourlyRate"] {
        if sent[name].as_f64().is_some_and(|number| number < 0.0) {
            wrong.push(format!("The remunerationSchedule.{name} field must be at least 0."));
        }
    }
    check_currency("remunerationSchedule.currency", &sent["currency"], wrong);
    let mut kept = Map::from_iter(fields.clone());
    kept.insert("type".into(), kind.into());
    // Where both are sent, the hourly rate is ignored.
    if kind == "Annual Salary" {
        kept.insert("baseHourlyRate".into(), Value::Null);
    }
    for name in COMPONENTS {
        let taken = array(&sent[name]).iter().map(|one| component(documents, name, one, wrong)).collect();
        kept.insert(name.into(), taken);
    }
    if let Some(sought) = sent["employmentCondition"].as_object() {
        match references::entry(documents, "employment-conditions", sought) {
            Ok(found) => drop(kept.insert("employmentCondition".into(), found["id"].clone())),
            Err(why) => wrong.push(why),
        }
    }
    let custom = custom_fields::accept(documents, "REMUNERATION", sent.get("customFields"), wrong);
    kept.insert("customFields".into(), custom.into());
    kept.into()
}

fn component(documents: &Value, list: &str, sent: &Value, wrong: &mut Vec<String>) -> Value {
    let value = plain(&sent["value"]).parse::<f64>();
    if value.is_err() {
        wrong.push(format!("The value of one of the {list} must be a number."));
    }
    check_currency(list, &sent["currency"], wrong);
    if let Some(sought) = sent["defaultRemunerationComponent"].as_object()
        && let Err(why) = references::entry(documents, "default-remuneration-components", sought)
    {
        wrong.push(why);
    }
    json!({"name": sent["name"], "type": sent["type"], "value": value.unwrap_or_default(), "currency": sent["currency"]})
}

/// Three capital letters.
pub fn check_currency(field: &str, sent: &Value, wrong: &mut Vec<String>) {
    let fits = |code: &str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if !sent.is_null() && !sent.as_str().is_some_and(fits) {
        wrong.push(format!("The {field} must be an international currency code."));
    }
}

/// A schedule with what is worked out of it.
pub fn show(documents: &Value, call: &Call, held: &Value) -> Value {
    let cycles = match text(&held["payCycle"]) {
        "Weekly" => 52.0,
        "Fortnightly" => 26.0,
        "Bi-Monthly" => 24.0,
        _ => 12.0,
    };
    let hours = held["hoursPerCycle"].as_f64().unwrap_or_default() * cycles;
    let known = |name: &str| held[name].as_f64();
    let paid = text(&held["type"]) != "No Remuneration Schedule" && !held.is_null();
    let annual = known("baseAnnualSalary").or_else(|| known("baseHourlyRate").map(|rate| rate * hours));
    let annual = annual.filter(|_| paid);
    let by_hours = |yearly: f64| (hours > 0.0).then(|| cents(yearly / hours));
    let hourly = known("baseHourlyRate").filter(|_| paid).or_else(|| annual.and_then(by_hours));
    let package = annual.map(|base| base + added(held, base));
    json!({
        "type": if held.is_null() { json!("No Remuneration Schedule") } else { held["type"].clone() },
        "baseAnnualSalary": annual.map(cents),
        "baseHourlyRate": hourly,
        "currency": held["currency"],
        "hoursPerCycle": held["hoursPerCycle"],
        "payCycle": held["payCycle"],
        "annualPackage": package.map(cents),
        "hourlyPackage": package.and_then(by_hours),
        "currencyConversionOccurred": false,
        "employmentCondition": reference(
            documents, call, "employment-conditions", &held["employmentCondition"], &["name", "awardName"]
        ),
        "additions": array(&held["additions"]),
        "deductions": [],
        "additionsToTotal": array(&held["additionsToTotal"]),
        "breakdowns": array(&held["breakdowns"]),
        "customFields": custom_fields::show(documents, "REMUNERATION", &held["customFields"]),
    })
}

/// What comes to a base: a multiple is a percentage of it, and one of the total comes after those of the base.
fn added(held: &Value, base: f64) -> f64 {
    let sum = |list: &str, of: f64| {
        let parts = array(&held[list]).iter().map(|one| match (text(&one["type"]), one["value"].as_f64()) {
            ("MultipleOfBase", Some(percent)) => of * percent / 100.0,
            (_, amount) => amount.unwrap_or_default(),
        });
        parts.sum::<f64>()
    };
    let to_base = sum("additions", base);
    to_base + sum("additionsToTotal", base + to_base)
}

fn cents(amount: f64) -> f64 {
    (amount * 100.0).round() / 100.0
}
