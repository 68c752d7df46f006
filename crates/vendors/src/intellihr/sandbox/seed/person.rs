//! One invented person and their job.

use jiff::{
    ToSpan as _,
    civil::{Date, date},
    tz::TimeZone,
};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng as _, SeedableRng as _},
};
use serde_json::{Value, json};

use super::{
    Made,
    names::{FIRST, LAST, PLACES, Place, STAFF, STREETS},
};
use crate::intellihr::sandbox::{
    documents::{array, text},
    ids, moments,
};

/// The day around which the invented past and future lie: the day the vendor's facts were read.
const AROUND: Date = date(2026, 11, 24);

/// Dice that fall the same for the same seed.
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// Dice of a seed.
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number below another, which is small enough for the remainder's bias not to matter.
    fn below(&mut self, limit: usize) -> usize {
        (self.0.next_u64() % limit.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    fn days(&mut self, most: usize) -> i64 {
        self.below(most) as i64
    }
}

/// The first day, and the day from which a job is no more.
struct Dates {
    start: Date,
    end: Option<Date>,
}

fn dates(dice: &mut Dice, number: usize) -> Dates {
    let long_ago = AROUND - (30 + dice.days(3_000)).days();
    match dice.below(20) {
        // Those who are always there don't leave.
        0 if number > STAFF.len() => Dates { start: AROUND + (7 + dice.days(120)).days(), end: None },
        1 | 2 if number > STAFF.len() => {
            let stayed = (AROUND - long_ago).get_days() as usize;
            Dates { start: long_ago, end: Some(long_ago + (1 + dice.days(stayed - 1)).days()) }
        }
        _ => Dates { start: long_ago, end: None },
    }
}

/// Adds the person of a number, and their job.
pub fn add(documents: &Value, dice: &mut Dice, number: usize, made: &mut Made) {
    let known = STAFF.get(number - 1);
    let (first, last, gender) = match known {
        Some((first, last, gender, _)) => (*first, *last, *gender),
        None => {
            let (first, gender) = *dice.pick(&FIRST);
            (first, *dice.pick(&LAST), gender)
        }
    };
    let place = if known.is_some() { &PLACES[(number - 1) % 3] } else { dice.pick(&PLACES) };
    let dates = dates(dice, number);
    let (id, job) = (ids::from(&mut dice.0), ids::from(&mut dice.0));
    let mut person = person(documents, dice, number, (first, last, gender), place);
    let created = dates.start.min(AROUND);
    let changed = dates.end.unwrap_or(created).min(AROUND);
    person["id"] = id.as_str().into();
    person["jobs"] = json!([job]);
    person["createdAt"] = at(created, 1).into();
    person["updatedAt"] = at(changed, 2).into();
    person["isSupervisor"] = (number <= STAFF.len()).into();
    let title = match known {
        Some(known) => known.3,
        None => dice.pick::<&str>(&TITLES),
    };
    let held = self::job(documents, dice, made, (number, &id, &job), (title, place, &dates));
    made.people.insert(id.clone(), person);
    made.jobs.insert(job.clone(), held);
    made.order.push((id, job));
}

/// An hour of a day in UTC.
fn at(day: Date, hour: i8) -> String {
    let moment = day.at(hour, 0, 0, 0).to_zoned_datetime(TimeZone::UTC);
    moment.map(|moment| moments::write(moment.timestamp())).unwrap_or_default()
}

/// The start of a day at a place, as the vendor keeps it.
fn first_hour(day: Date, place: &Place) -> String {
    day.in_tz(place.zone).map(|midnight| moments::write(midnight.timestamp())).unwrap_or_default()
}

const TITLES: [&str; 7] = [
    "Software Engineer",
    "Senior Software Engineer",
    "Data Analyst",
    "Account Executive",
    "Customer Care Specialist",
    "People Partner",
    "Finance Officer",
];

fn person(
    documents: &Value,
    dice: &mut Dice,
    number: usize,
    (first, last, gender): (&str, &str, &str),
    place: &Place,
) -> Value {
    let mail = ascii(&format!("{first}.{last}"));
    let mail = if number <= STAFF.len() { mail } else { format!("{mail}{number}") };
    let born = AROUND - (19 + dice.days(44)).years() - dice.days(360).days();
    let (suburb, postcode) = *dice.pick(&place.suburbs);
    let street = format!("{} {}", 1 + dice.below(180), dice.pick(&STREETS));
    let phone = format!("{}{:03}", place.phone, dice.below(1_000));
    let shirts = named(documents, "custom-field-definitions", "T-shirt size");
    let shirt = dice.pick(&array(&shirts["definitions"]["options"])[..3]);
    json!({
        "number": 999 + number,
        "autoIncrementIntellihrId": 999 + number,
        "title": null,
        "firstName": first,
        "middleName": null,
        "lastName": last,
        "preferredName": if dice.below(12) == 0 { json!(&first[..first.chars().next().map_or(0, char::len_utf8)]) } else { Value::Null },
        "dateOfBirth": born.to_string(),
        "gender": gender,
        "employeeNumber": format!("{:05}", number),
        "emergencyContact": null,
        "emailAddresses": [
            {"email": format!("{mail}@larkmoor.example.com"), "isPersonal": false, "isPrimary": true, "customFields": {}},
            {"email": format!("{mail}@example.org"), "isPersonal": true, "isPrimary": false, "customFields": {}},
        ],
        "phoneNumbers": [
            {"number": phone, "fullNumber": phone, "isPersonal": true, "isPrimary": true, "customFields": {}},
        ],
        "addresses": [{
            "addressType": "Home",
            "fullAddress": format!("{street}, {suburb}, {}", place.state),
            "country": place.country,
            "postcode": postcode,
            "state": place.state,
            "street": street,
            "suburb": suburb,
            "isPrimary": true,
            "customFields": {},
        }],
        "medicalConditions": [],
        "workRight": named(documents, "work-rights", place.work_right)["id"],
        "workRightExpiryDate": null,
        "customFields": {"t_shirt_size": {"id": shirt["id"], "label": shirt["label"]}},
        "documents": [],
        "image": null,
    })
}

fn job(
    documents: &Value,
    dice: &mut Dice,
    made: &Made,
    (number, person, id): (usize, &str, &str),
    (title, place, dates): (&str, &Place, &Dates),
) -> Value {
    let units =
        ["Engineering", "Platform", "Data", "Sales", "Customer Care", "People and Culture", "Finance"];
    let class = if dice.below(8) == 0 { "Part-Time" } else { "Full-Time" };
    let above =
        if number == 1 { None } else { made.order.get(dice.below(STAFF.len().min(made.order.len()))) };
    let start = first_hour(dates.start, place);
    json!({
        "id": id,
        "number": number,
        "person": person,
        "companyStartDate": start,
        "startDate": start,
        "companyEndDate": dates.end.map(|end| first_hour(end, place)),
        "endDate": null,
        "positionTitle": named(documents, "position-titles", title)["id"],
        "businessEntity": named(documents, "business-entities", place.entity)["id"],
        "businessUnit": named(documents, "business-units", dice.pick::<&str>(&units))["id"],
        "location": named(documents, "locations", place.location)["id"],
        "workClass": named(documents, "work-classes", class)["id"],
        "workType": named(documents, "work-types", "Permanent")["id"],
        "payGrade": null,
        "employmentCondition": null,
        "supervisorPerson": above.map(|(person, _)| person),
        "supervisorJob": above.map(|(_, job)| job),
        "fte": if class == "Part-Time" { 0.6 } else { 1.0 },
        "isPrimaryJob": true,
        "remunerationSchedule": {
            "type": "Annual Salary",
            "payCycle": if place.currency == "AUD" { "Fortnightly" } else { "Monthly" },
            "hoursPerCycle": if place.currency == "AUD" { 76 } else { 162 },
            "currency": place.currency,
            "baseAnnualSalary": 48_000 + 500 * dice.below(180),
            "baseHourlyRate": null,
            "additions": [],
            "additionsToTotal": [],
            "breakdowns": [],
        },
        "recruitment": null,
        "customFields": {},
        "isEndDateConfirmed": dates.end.is_some(),
        "turnoverType": dates.end.map(|_| "voluntary"),
        "turnoverReason": dates.end.map(|_| "Another role"),
        "changes": [],
        "createdAt": at(dates.start.min(AROUND), 1),
        "updatedAt": at(dates.end.unwrap_or(dates.start).min(AROUND), 2),
    })
}

/// The users: those who are always there.
pub fn users(documents: &Value, made: &Made) -> Value {
    let group = |number: usize| if number == 0 { "Administrator" } else { "Supervisor" };
    let users = made.order.iter().take(STAFF.len()).enumerate().map(|(number, (person, _))| {
        let held = &made.people[person];
        json!({
            "id": ids::numbered(number as u64),
            "username": text(&held["emailAddresses"][0]["email"]),
            "isEnabled": true,
            "person": person,
            "permissionGroups": [named(documents, "permission-groups", group(number))["id"]],
            "createdAt": held["createdAt"],
            "updatedAt": held["createdAt"],
        })
    });
    users.collect()
}

/// An entry of a list by its name.
fn named<'a>(documents: &'a Value, list: &str, name: &str) -> &'a Value {
    array(&documents["lists"][list]).iter().find(|entry| entry["name"] == name).unwrap_or(&Value::Null)
}

/// Lower case letters and dots, for an address.
fn ascii(name: &str) -> String {
    let plain = |c: char| if c == 'á' { 'a' } else { c.to_ascii_lowercase() };
    name.chars().map(plain).filter(|c| c.is_ascii_alphabetic() || *c == '.').collect()
}
