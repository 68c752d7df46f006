//! Which values a field takes, and the form it keeps them in.

use serde_json::{Value, json};

use super::documents::{FieldDef, array, list, text};

const PAY_TYPES: [&str; 9] = [
    "Salary",
    "Hourly",
    "Commission",
    "Exception Hourly",
    "Monthly",
    "Piece Rate",
    "Contract",
    "Daily",
    "Pro Rata",
];
const PAID_PER: [&str; 9] =
    ["Hour", "Day", "Week", "Every other week", "Twice a month", "Month", "Quarter", "Year", "Pay Period"];

/// Fields that are worked out and can't be written: a value sent for one is passed over.
pub fn is_computed(field: FieldDef) -> bool {
    const NAMES: [&str; 13] = [
        "id",
        "age",
        "birthday",
        "displayName",
        "fullName1",
        "fullName2",
        "bestEmail",
        "photoUploaded",
        "photoUrl",
        "lastChanged",
        "createdDate",
        "supervisorId",
        "employmentStatus",
    ];
    NAMES.contains(&field.key().as_ref())
}

/// The value as it is kept; `Null` takes it away. `country` is the employee's, by which a state is judged.
///
/// # Errors
/// Nothing more than that it doesn't fit: the sentence is the caller's.
pub fn accept(documents: &Value, field: FieldDef, value: &Value, country: &str) -> Result<Value, ()> {
    if let Value::Array(_) | Value::Object(_) = value {
        return match field.kind() {
            "currency" => amount(value),
            _ => from_list(documents, field, value),
        };
    }
    let plain = text(value);
    let plain = plain.trim();
    if plain.is_empty() || (field.kind() == "date" && plain == "0000-00-00") {
        return Ok(Value::Null);
    }
    let kept = |good: bool| if good { Ok(Value::from(plain)) } else { Err(()) };
    match field.kind() {
        "date" => kept(plain.len() == 10 && plain.parse::<jiff::civil::Date>().is_ok()),
        "email" => kept(is_email(plain)),
        "integer" | "int" => kept(plain.parse::<i64>().is_ok()),
        "percentage" => kept(plain.trim_end_matches('%').parse::<f64>().is_ok()),
        "status" => kept(["Active", "Inactive"].contains(&plain)),
        "pay_type" => kept(PAY_TYPES.contains(&plain)),
        "paid_per" => kept(PAID_PER.contains(&plain)),
        "checkbox" | "bool" => boolean(plain),
        "currency" => amount(value),
        "country" => of_country(documents, plain),
        "state" => of_state(documents, plain, country),
        "employee" => of_employee(documents, plain),
        _ if list(documents, &field.id()).is_some() => from_list(documents, field, value),
        _ => kept(true),
    }
}

fn is_email(text: &str) -> bool {
    let good = |(local, domain): (&str, &str)| !local.is_empty() && domain.contains('.');
    text.split_once('@').is_some_and(good) && !text.contains(char::is_whitespace)
}

fn boolean(text: &str) -> Result<Value, ()> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "1" => Ok("true".into()),
        "false" | "no" | "0" => Ok("false".into()),
        _ => Err(()),
    }
}

/// `52000`, `52000.00 GBP` or `{"value": …, "currency": …}`.
fn amount(value: &Value) -> Result<Value, ()> {
    let plain;
    let (number, currency) = match value {
        Value::Object(parts) => (
            text(parts.get("value").unwrap_or(&Value::Null)),
            text(parts.get("currency").unwrap_or(&Value::Null)),
        ),
        other => {
            plain = text(other);
            let (number, currency) = plain.trim().split_once(' ').unwrap_or((plain.trim(), ""));
            (number.into(), currency.into())
        }
    };
    if number.is_empty() {
        return Ok(Value::Null);
    }
    let known =
        currency.is_empty() || (currency.len() == 3 && currency.chars().all(|c| c.is_ascii_uppercase()));
    let number = number.parse::<f64>().ok().filter(|number| number.is_finite() && known).map(|_| number);
    Ok(
        json!({"value": number.ok_or(())?, "currency": if currency.is_empty() { "GBP".into() } else { currency }}),
    )
}

fn of_country(documents: &Value, name: &str) -> Result<Value, ()> {
    let known =
        |country: &&Value| [&country["name"], &country["isoCode"]].iter().any(|known| **known == name);
    array(&documents["countries"]).iter().find(known).map(|country| country["name"].clone()).ok_or(())
}

/// A country whose states are known takes only those, and keeps their abbreviation.
fn of_state(documents: &Value, name: &str, country: &str) -> Result<Value, ()> {
    let country = array(&documents["countries"]).iter().find(|known| known["name"] == country);
    let states = country.map_or(&[][..], |country| array(&documents["provinces"][&*text(&country["id"])]));
    if states.is_empty() {
        return Ok(name.into());
    }
    let known = |state: &&Value| [&state["name"], &state["label"]].iter().any(|known| **known == name);
    states.iter().find(known).map(|state| state["label"].clone()).ok_or(())
}

/// Someone who works there, by id or by first and last name.
fn of_employee(documents: &Value, name: &str) -> Result<Value, ()> {
    let full = |employee: &Value| {
        format!("{} {}", text(&employee["fields"]["firstName"]), text(&employee["fields"]["lastName"]))
    };
    if let Some(employee) = documents["employees"].get(name) {
        return Ok(full(employee).into());
    }
    let mut everyone = documents["employees"].as_object().into_iter().flatten();
    everyone.any(|(_, employee)| full(employee) == name).then(|| name.into()).ok_or(())
}

fn from_list(documents: &Value, field: FieldDef, value: &Value) -> Result<Value, ()> {
    let list = list(documents, &field.id()).ok_or(())?;
    let option = |wanted: &str| {
        let mut options = array(&list["options"]).iter().filter(|option| option["archived"] != "yes");
        let same = |option: &&Value| option["name"] == wanted || text(&option["id"]) == wanted;
        options.find(same).map(|option| option["name"].clone()).ok_or(())
    };
    if list["multiple"] != "yes" {
        return if value.is_array() { Err(()) } else { option(text(value).trim()) };
    }
    let wanted: Vec<String> = match value {
        Value::Array(items) => items.iter().map(|item| text(item).into_owned()).collect(),
        other => text(other).split(',').map(|part| part.trim().to_owned()).collect(),
    };
    wanted.iter().map(|wanted| option(wanted)).collect::<Result<Vec<_>, ()>>().map(Value::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bamboohr::sandbox::{documents, seed};

    fn accepts(name: &str, value: Value) -> Result<Value, ()> {
        let tenant = seed::documents(1, 5);
        accept(&tenant, documents::field(&tenant, name).unwrap(), &value, "United States")
    }

    #[test]
    fn lists_take_their_own_current_values_only() {
        assert_eq!(accepts("location", json!("London")), Ok(json!("London")));
        assert_eq!(accepts("location", json!("Leeds")), Err(()), "archived");
        assert_eq!(accepts("location", json!("Atlantis")), Err(()));
        assert_eq!(accepts("customLanguages", json!("English,Polish")), Ok(json!(["English", "Polish"])));
        assert_eq!(accepts("customLanguages", json!(["Klingon"])), Err(()));
    }

    #[test]
    fn each_type_refuses_what_does_not_fit() {
        let bad = [
            ("hireDate", "soon"),
            ("homeEmail", "ana"),
            ("payType", "Gold"),
            ("country", "Atlantis"),
            ("state", "QLD"),
        ];
        for (name, value) in bad {
            assert_eq!(accepts(name, json!(value)), Err(()), "{name}");
        }
    }

    #[test]
    fn values_are_kept_in_one_form() {
        assert_eq!(accepts("state", json!("Pennsylvania")), Ok(json!("PA")));
        assert_eq!(accepts("country", json!("GB")), Ok(json!("United Kingdom")));
        assert_eq!(accepts("hireDate", json!("0000-00-00")), Ok(Value::Null));
        assert_eq!(
            accepts("payRate", json!("52000.00 GBP")),
            Ok(json!({"value": "52000.00", "currency": "GBP"}))
        );
        assert_eq!(accepts("customParkingPermit", json!(true)), Ok(json!("true")));
    }
}
