//! What intelliHR holds, in the form in which it was sent, so that both can be compared.

use jiff::tz::TimeZone;
use model::{
    contact::normal_email,
    hire::{HireRecord, money},
};
use serde_json::{Number, Value};

use super::{
    choices::same,
    custom, days,
    job::HOURLY,
    person::{HOME, is_number},
};
use crate::intellihr::wire::{Address, Item, Job, Person, Reference};

/// What has to be known to compare names with the identifiers that were sent.
pub struct Known<'a> {
    /// The company's time zone.
    pub zone: &'a TimeZone,
    /// Work classes: answers name them.
    pub classes: &'a [Item],
    /// Position titles, for answers that do not say the identifier.
    pub titles: &'a [Item],
    /// Work rights: answers name them.
    pub rights: &'a [Item],
    /// The identifier of the supervisor that was sent.
    pub supervisor: Option<&'a str>,
}

/// Every field of the record that is the person's own.
pub fn person(record: &HireRecord, person: &Person, known: &Known) -> HireRecord {
    let mut held = HireRecord::default();
    for (key, sent) in &record.0 {
        let got = match key.split_once('.') {
            None => of_person(key, sent, person),
            Some(("address", part)) => of_address(part, sent, &person.addresses),
            Some(("emergencyContact", part)) => of_contact(part, sent, person),
            Some(("workRight", part)) => of_right(part, sent, person, known),
            Some(("custom", name)) => custom::held(&person.custom_fields, name).map(|got| as_sent(sent, got)),
            _ => continue,
        };
        held.set(key, got.unwrap_or_default());
    }
    held
}

/// Every field of the record that is the job's.
pub fn job(record: &HireRecord, job: &Job, known: &Known) -> HireRecord {
    let mut held = HireRecord::default();
    for (key, sent) in &record.0 {
        let got = match key.split_once('.') {
            Some(("job", field)) => of_job(field, sent, job, known),
            Some(("pay", field)) => of_pay(field, sent, job),
            Some(("jobCustom", name)) => custom::held(&job.custom_fields, name).map(|got| as_sent(sent, got)),
            _ => continue,
        };
        held.set(key, got.unwrap_or_default());
    }
    held
}

fn of_person(key: &str, sent: &str, person: &Person) -> Option<String> {
    let got = match key {
        "firstName" => person.first_name.clone(),
        "middleName" => person.middle_name.clone(),
        "lastName" => Some(person.last_name.clone()),
        "preferredName" => person.preferred_name.clone(),
        "dateOfBirth" => day(person.date_of_birth.as_deref()),
        "gender" => person.gender.clone(),
        "employeeNumber" => person.employee_number.clone(),
        "email" | "workEmail" => {
            let personal = key == "email";
            let mut all = person.email_addresses.iter();
            let sought = normal_email(sent);
            return match all.clone().find(|one| normal_email(&one.email) == sought) {
                Some(_) => Some(sent.to_owned()),
                None => all.find(|one| one.is_personal == personal).map(|one| one.email.clone()),
            };
        }
        "phone" | "workPhone" => {
            let personal = key == "phone";
            let mut all = person.phone_numbers.iter();
            return match all.clone().find(|one| is_number(one, sent)) {
                Some(_) => Some(sent.to_owned()),
                None => all.find(|one| one.is_personal == personal).map(|one| one.number.clone()),
            };
        }
        _ => None,
    };
    got.map(|got| as_sent(sent, got))
}

fn of_address(part: &str, sent: &str, all: &[Address]) -> Option<String> {
    let home = all.iter().find(|one| one.address_type == HOME)?;
    let got = match part {
        "street" => &home.street,
        "suburb" => &home.suburb,
        "state" => &home.state,
        "postcode" => &home.postcode,
        "country" => &home.country,
        _ => return None,
    };
    match (got, &home.full_address) {
        (Some(got), _) if !got.is_empty() => Some(as_sent(sent, got.clone())),
        // A part that the vendor did not tell apart from the whole is still there.
        (_, Some(whole)) if whole.to_lowercase().contains(&sent.trim().to_lowercase()) => {
            Some(sent.to_owned())
        }
        _ => None,
    }
}

fn of_contact(part: &str, sent: &str, person: &Person) -> Option<String> {
    let contact = person.emergency_contact.as_ref()?;
    let got = match part {
        "name" => contact.name.clone(),
        "relationship" => contact.relationship.clone(),
        "phone" => contact.phone.clone(),
        "email" => contact.email.clone(),
        _ => None,
    }?;
    Some(if got.eq_ignore_ascii_case(sent.trim()) { sent.to_owned() } else { as_sent(sent, got) })
}

fn of_right(part: &str, sent: &str, person: &Person, known: &Known) -> Option<String> {
    let held = person.work_rights.as_ref()?;
    if part == "expires" {
        return day(held.expiration_date.as_deref()).map(|got| as_sent(sent, got));
    }
    let name = held.name.clone()?;
    let country = |item: &Item| item.more.get("country").and_then(Value::as_str).map(str::to_owned);
    let is_it = known.rights.iter().any(|item| {
        item.id == sent
            && same(&item.name, &name)
            && (held.country.is_none() || held.country == country(item))
    });
    Some(if is_it { sent.to_owned() } else { name })
}

fn of_job(field: &str, sent: &str, job: &Job, known: &Known) -> Option<String> {
    let got = match field {
        "companyStartDate" => {
            return days::day_of(&job.company_start_date, known.zone).map(|day| day.to_string());
        }
        "name" => return Some(title(sent, job, known)),
        "businessEntity" => &job.business_entity,
        "businessUnit" => &job.business_unit,
        "location" => &job.location,
        "payGrade" => &job.pay_grade,
        "workClass" => return class(sent, job, known),
        "supervisor" => {
            let got = job.supervisor_person.as_ref()?;
            let is_it = known.supervisor == Some(got.id.as_str());
            return Some(if is_it { sent.to_owned() } else { name(got, "displayName") });
        }
        "fte" => return job.fte.as_ref().map(|got| as_sent(sent, got.to_string())),
        "recruitmentSource" => &job.recruitment.as_ref()?.source,
        _ => return None,
    };
    got.as_ref().map(|got| reference(sent, got))
}

fn title(sent: &str, job: &Job, known: &Known) -> String {
    match &job.position_title {
        Some(title) => reference(sent, title),
        None if known.titles.iter().any(|title| title.id == sent && same(&title.name, &job.name)) => {
            sent.into()
        }
        None => job.name.clone(),
    }
}

/// A class is named by its own name and that of its type.
fn class(sent: &str, job: &Job, known: &Known) -> Option<String> {
    let name = job.work_class.clone()?;
    let kind =
        |item: &Item| item.more.get("workType").and_then(|kind| kind["name"].as_str()).map(str::to_owned);
    let is_it = known.classes.iter().any(|item| {
        let same_kind = job.work_type.is_none() || kind(item).is_none() || job.work_type == kind(item);
        item.id == sent && same(&item.name, &name) && same_kind
    });
    Some(if is_it { sent.to_owned() } else { name })
}

fn of_pay(field: &str, sent: &str, job: &Job) -> Option<String> {
    let pay = job.remuneration_schedule.as_ref()?;
    match field {
        "rate" => {
            let hourly = pay.kind.as_deref() == Some(HOURLY);
            let amount = if hourly { &pay.base_hourly_rate } else { &pay.base_annual_salary }.as_ref()?;
            let got = format!("{amount} {}", pay.currency.as_deref().unwrap_or_default());
            Some(if same_money(sent, amount, pay.currency.as_deref()) { sent.to_owned() } else { got })
        }
        "type" => pay.kind.clone(),
        "payCycle" => pay.pay_cycle.clone(),
        "hoursPerCycle" => pay.hours_per_cycle.as_ref().map(|got| as_sent(sent, got.to_string())),
        "employmentCondition" => pay.employment_condition.as_ref().map(|got| reference(sent, got)),
        _ => None,
    }
}

fn same_money(sent: &str, amount: &Number, currency: Option<&str>) -> bool {
    money(sent).is_some_and(|(sent, code)| {
        sent.parse::<f64>().ok() == amount.as_f64() && currency == Some(code.as_str())
    })
}

/// The identifier where it is the one that was sent, otherwise the name, which a person can compare.
fn reference(sent: &str, got: &Reference) -> String {
    if got.id == sent { sent.to_owned() } else { name(got, "name") }
}

fn name(got: &Reference, field: &str) -> String {
    got.more.get(field).and_then(Value::as_str).map_or_else(|| got.id.clone(), str::to_owned)
}

fn day(text: Option<&str>) -> Option<String> {
    Some(text?.get(..10).unwrap_or(text?).to_owned())
}

/// The sent spelling where both mean the same, otherwise what stands there.
fn as_sent(sent: &str, got: String) -> String {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|_| !text.trim().starts_with("00"));
    let lines = |text: &str| {
        let mut lines: Vec<_> = text.lines().map(|line| line.trim().to_owned()).collect();
        lines.sort();
        lines
    };
    let means_the_same =
        lines(sent) == lines(&got) || number(sent).is_some_and(|sent| number(&got) == Some(sent));
    if means_the_same { sent.to_owned() } else { got }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn held(values: &[(&str, &str)], there: Value) -> HireRecord {
        let mut record = HireRecord::default();
        values.iter().for_each(|(key, value)| record.set(*key, *value));
        let list = |value: Value| serde_json::from_value::<Vec<Item>>(value).unwrap();
        let classes = list(json!([{"id": "c1", "name": "Full-Time", "workType": {"name": "Permanent"}},
            {"id": "c2", "name": "Full-Time", "workType": {"name": "Fixed Contract"}}]));
        let titles = list(json!([{"id": "t1", "name": "Engineer"}]));
        let rights = list(json!([{"id": "r1", "name": "Citizen", "country": "Australia"}]));
        let zone = TimeZone::get("Australia/Sydney").unwrap();
        let known = Known {
            zone: &zone,
            classes: &classes,
            titles: &titles,
            rights: &rights,
            supervisor: Some("p7"),
        };
        if there.get("companyStartDate").is_some() {
            job(&record, &serde_json::from_value(there).unwrap(), &known)
        } else {
            person(&record, &serde_json::from_value(there).unwrap(), &known)
        }
    }

    #[test]
    fn what_means_the_same_keeps_the_sent_spelling() {
        let sent = [
            ("job.companyStartDate", "2026-03-02"),
            ("job.name", "t1"),
            ("job.workClass", "c2"),
            ("job.businessUnit", "u1"),
            ("job.supervisor", "sam@example.com"),
            ("job.fte", "0.80"),
            ("pay.rate", "52000.00 AUD"),
            ("pay.hoursPerCycle", "76"),
        ];
        let there = json!({"id": "1", "companyStartDate": "2026-03-01T13:00:00.000Z", "name": "Engineer",
            "workClass": "Full-Time", "workType": "Fixed Contract", "businessUnit": {"id": "u1", "name": "IT"},
            "supervisorPerson": {"id": "p7", "displayName": "Sam"}, "fte": 0.8, "remunerationSchedule":
            {"type": "Annual Salary", "baseAnnualSalary": 52000, "currency": "AUD", "hoursPerCycle": 76.0}});
        let held = held(&sent, there);
        assert_eq!(held.0, sent.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect());
    }

    #[test]
    fn what_is_otherwise_is_shown_by_its_name() {
        let sent = [
            ("job.companyStartDate", "2026-03-02"),
            ("job.workClass", "c1"),
            ("job.businessUnit", "u1"),
            ("job.supervisor", "sam@example.com"),
            ("pay.rate", "52000.00 AUD"),
        ];
        let there = json!({"id": "1", "companyStartDate": "2026-03-01T12:00:00Z", "workClass": "Casual",
            "businessUnit": {"id": "u2", "name": "Sales"}, "supervisorPerson": {"id": "p8", "displayName": "Kim"},
            "remunerationSchedule": {"type": "Annual Salary", "baseAnnualSalary": 52000, "currency": "USD"}});
        let held = held(&sent, there);
        let seen: Vec<_> = held.0.values().map(String::as_str).collect();
        assert_eq!(seen, ["Sales", "2026-03-01", "Kim", "Casual", "52000 USD"]);
    }

    #[test]
    fn a_person_is_compared_by_meaning() {
        let sent = [
            ("email", "Ana@Example.com"),
            ("phone", "+61 491 570 156"),
            ("address.suburb", "Brisbane"),
            ("workRight.right", "r1"),
            ("middleName", "Q"),
            ("custom.skills", "S\nM"),
        ];
        let there = json!({"id": "1", "lastName": "L", "emailAddresses": [{"email": "ana@example.com"}],
            "phoneNumbers": [{"number": "0491570156", "fullNumber": "+61491570156"}],
            "addresses": [{"addressType": "Home", "fullAddress": "1 Queen St, BRISBANE", "suburb": null}],
            "workRights": {"name": "Citizen", "country": "Australia"},
            "customFields": {"skills": {"value": {"labels": ["M", "S"]}}}});
        let held = held(&sent, there);
        assert_eq!(held.get("middleName"), None, "what is not there is absent");
        let same: Vec<_> = sent.iter().filter(|(key, value)| held.get(key) == Some(value)).collect();
        assert_eq!(same.len(), 5, "{held:?}");
    }
}
