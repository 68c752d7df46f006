//! One invented employee.

use jiff::{ToSpan as _, civil::Date};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng as _, SeedableRng as _},
};
use serde_json::{Value, json};

use crate::bamboohr::sandbox::documents::{array, list};

const FIRST: [(&str, &str); 40] = [
    ("Priya", "Female"),
    ("Tom", "Male"),
    ("Grace", "Female"),
    ("Amelia", "Female"),
    ("Oliver", "Male"),
    ("Isla", "Female"),
    ("Noah", "Male"),
    ("Aisha", "Female"),
    ("Callum", "Male"),
    ("Harriet", "Female"),
    ("Mateo", "Male"),
    ("Zoe", "Female"),
    ("Declan", "Male"),
    ("Ruby", "Female"),
    ("Arjun", "Male"),
    ("Freya", "Female"),
    ("Lachlan", "Male"),
    ("Chloe", "Female"),
    ("Samir", "Male"),
    ("Eleanor", "Female"),
    ("Marcus", "Male"),
    ("Ines", "Female"),
    ("Rory", "Male"),
    ("Yasmin", "Female"),
    ("Darnell", "Male"),
    ("Poppy", "Female"),
    ("Kenji", "Male"),
    ("Bronwyn", "Female"),
    ("Hamish", "Male"),
    ("Leila", "Female"),
    ("Jasper", "Male"),
    ("Naomi", "Female"),
    ("Ewan", "Male"),
    ("Sienna", "Female"),
    ("Caleb", "Male"),
    ("Thandi", "Female"),
    ("Rowan", "Non-binary"),
    ("Robin", "Non-binary"),
    ("Víctor", "Male"),
    ("Zoë", "Female"),
];

const LAST: [&str; 40] = [
    "Nair",
    "Ashworth",
    "Okafor",
    "Pemberton",
    "Whitlock",
    "Sutherland",
    "Kowalski",
    "Brennan",
    "Fairweather",
    "Castellanos",
    "Nguyen",
    "O'Hara",
    "Mackenzie",
    "Thistlewood",
    "Banerjee",
    "Lindqvist",
    "Abernathy",
    "Delacroix",
    "Hollingsworth",
    "Iyer",
    "Jankowski",
    "Kirkbride",
    "Loxley",
    "Marchetti",
    "Ndlovu",
    "Oyelaran",
    "Prendergast",
    "Quigley",
    "Rasmussen",
    "Szymanski",
    "Tremblay",
    "Underhill",
    "Vasquez",
    "Wetherby",
    "Yamada",
    "Zeller",
    "Attwood",
    "Birchall",
    "Cartwright",
    "Drummond",
];

/// Who is always there: the users behind the keys first, then others whom a hire may report to.
const STAFF: [(&str, &str, &str); 8] = [
    ("Maya", "Okafor", "Female"),
    ("Tom", "Lindqvist", "Male"),
    ("Priya", "Raman", "Female"),
    ("Jonas", "Weber", "Male"),
    ("Hannah", "Doyle", "Female"),
    ("Marcus", "Bell", "Male"),
    ("Sofia", "Marino", "Female"),
    ("Ella", "Novak", "Female"),
];

/// Where people work and live: location, division, country, state, city, postcode, currency, dialling code.
const PLACES: [[&str; 8]; 6] = [
    ["London", "EMEA", "United Kingdom", "", "London", "E8 3PN", "GBP", "+44 20 7946 0"],
    ["Manchester", "EMEA", "United Kingdom", "", "Manchester", "M4 5JD", "GBP", "+44 161 496 0"],
    ["Berlin", "EMEA", "Germany", "", "Berlin", "10243", "EUR", "+49 30 23125 "],
    ["New York", "North America", "United States", "NY", "New York", "10011", "USD", "+1 212 555 0"],
    ["Sydney", "APAC", "Australia", "NSW", "Newtown", "2042", "AUD", "+61 2 5550 0"],
    ["Remote", "North America", "United States", "TX", "Austin", "78704", "USD", "+1 512 555 0"],
];

const STREETS: [&str; 8] = [
    "Larch Road",
    "Station Street",
    "Mill Lane",
    "Queen Street",
    "Orchard Way",
    "Foundry Row",
    "Elm Grove",
    "Harbour View",
];

/// The day around which the invented past and future lie: the day the vendor's facts were read.
const AROUND: Date = jiff::civil::date(2026, 11, 24);

/// Dice that fall the same for the same seed.
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// Dice of a seed.
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number below another, which is small enough for the remainder's bias not to matter.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.0.next_u64() % limit.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    fn option(&mut self, documents: &Value, list_id: &str) -> Value {
        let list = list(documents, list_id).unwrap_or(&Value::Null);
        let current: Vec<_> = array(&list["options"]).iter().filter(|o| o["archived"] == "no").collect();
        self.pick(&current)["name"].clone()
    }
}

/// What an employee's dates come to.
struct Dates {
    hired: Date,
    left: Option<Date>,
}

fn dates(dice: &mut Dice, number: usize) -> Dates {
    let long_ago = AROUND - (30 + dice.below(3600) as i64).days();
    match dice.below(20) {
        // Those who are always there don't leave.
        0 if number > STAFF.len() => {
            Dates { hired: AROUND + (7 + dice.below(120) as i64).days(), left: None }
        }
        1 | 2 if number > STAFF.len() => {
            let stay = (AROUND - long_ago).get_days() as usize;
            Dates { hired: long_ago, left: Some(long_ago + (1 + dice.below(stay.max(2) - 1) as i64).days()) }
        }
        _ => Dates { hired: long_ago, left: None },
    }
}

/// The employee of a number; `row` counts the table rows given out.
pub fn employee(documents: &Value, dice: &mut Dice, number: usize, row: &mut u64) -> Value {
    let known = STAFF.get(number - 1);
    let (first, last, gender) = match known {
        Some(known) => *known,
        None => {
            let (first, gender) = *dice.pick(&FIRST);
            (first, *dice.pick(&LAST), gender)
        }
    };
    let dates = dates(dice, number);
    let born = dates.hired - (20 + dice.below(30) as i64).years() - (dice.below(360) as i64).days();
    let place = dice.pick(&PLACES);
    let mail = ascii(&format!("{first}.{last}"));
    let mail = if known.is_some() { mail } else { format!("{mail}{number}") };
    let mut fields = json!({
        "firstName": first,
        "lastName": last,
        "gender": gender,
        "employeeNumber": format!("{:05}", 1000 + number),
        "dateOfBirth": born.to_string(),
        "homeEmail": format!("{mail}@example.org"),
        "workEmail": format!("{mail}@larkmoor.example.com"),
        "workPhone": format!("{}{:03}", place[7], dice.below(1000)),
        "mobilePhone": format!("{}{:03}", place[7], dice.below(1000)),
        "address1": format!("{} {}", 1 + dice.below(180), dice.pick(&STREETS)),
        "city": place[4],
        "zipcode": place[5],
        "country": place[2],
        "hireDate": dates.hired.to_string(),
        "maritalStatus": dice.option(documents, "27"),
        "customTShirtSize": dice.option(documents, "4340"),
    });
    if !place[3].is_empty() {
        fields["state"] = place[3].into();
    }
    if let Some(left) = dates.left {
        fields["terminationDate"] = left.to_string().into();
    }
    let moment = |date: Date| format!("{date}T09:00:00+00:00");
    let changed = dates.left.unwrap_or(dates.hired).min(AROUND);
    json!({
        "fields": fields,
        "tables": tables(documents, dice, number, &dates, place, row),
        "files": [],
        "photo": null,
        "created": moment(dates.hired.min(AROUND)),
        "lastChanged": moment(changed),
    })
}

fn tables(
    documents: &Value,
    dice: &mut Dice,
    number: usize,
    dates: &Dates,
    place: &[&str; 8],
    row: &mut u64,
) -> Value {
    let mut with_ids = |mut values: Value| {
        *row += 1;
        values["id"] = row.to_string().into();
        values["employeeId"] = number.to_string().into();
        values
    };
    let hired = dates.hired.to_string();
    let job = with_ids(json!({
        "date": hired,
        "location": place[0],
        "division": place[1],
        "department": dice.option(documents, "4"),
        "jobTitle": dice.option(documents, "17"),
    }));
    let full_time = if dice.below(8) == 0 { "Part-Time" } else { "Full-Time" };
    let mut status = vec![with_ids(json!({"date": hired, "employmentStatus": full_time}))];
    if let Some(left) = dates.left {
        status.push(with_ids(json!({"date": left.to_string(), "employmentStatus": "Terminated"})));
    }
    let pay = with_ids(json!({
        "startDate": hired,
        "rate": {"value": format!("{}.00", 28_000 + 500 * dice.below(160)), "currency": place[6]},
        "type": "Salary",
        "paidPer": "Year",
        "reason": "New Hire",
    }));
    json!({"jobInfo": [job], "employmentStatus": status, "compensation": [pay]})
}

/// Lower case letters and dots, for an address.
fn ascii(name: &str) -> String {
    let plain = |c: char| match c {
        'í' => 'i',
        'ë' => 'e',
        other => other.to_ascii_lowercase(),
    };
    name.chars().map(plain).filter(|c| c.is_ascii_alphabetic() || *c == '.').collect()
}
