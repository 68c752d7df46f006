//! Candidates.

use serde_json::{Value, json};

use super::{
    Growing,
    calendar::{DAY, applied},
};

const FIRST: [&str; 48] = [
    "Imani", "Tom", "Grace", "Amelia", "Oliver", "Isla", "Noah", "Aisha", "Callum", "Harriet", "Mateo",
    "Zoë", "Declan", "Ruby", "Arjun", "Freya", "Lachlan", "Chloe", "Samir", "Eleanor", "Marcus", "Inés",
    "Rory", "Yasmin", "Darnell", "Poppy", "Kenji", "Bronwyn", "Hamish", "Leila", "Jasper", "Naomi", "Ewan",
    "Sienna", "Caleb", "Thandi", "Rowan", "Robin", "Víctor", "Łucja", "Jürgen", "Siobhán", "Ngozi", "Wei",
    "Fatima", "Pavel", "Linnea", "Tariq",
];

const LAST: [&str; 48] = [
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
    "Szymański",
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
    "van der Berg",
    "Çelik",
    "Ó Súilleabháin",
    "Mbeki-Jones",
    "Haugen",
    "Petrović",
    "Silva",
    "Andersson",
];

/// Where people live: town, postcode, country and its two codes, dialling code, name of a state where there is one.
const PLACES: [[&str; 7]; 6] = [
    ["London", "E8 3PN", "United Kingdom", "GB", "GBR", "+4420794600", ""],
    ["Manchester", "M4 5JD", "United Kingdom", "GB", "GBR", "+4416149600", ""],
    ["Leeds", "LS1 4DY", "United Kingdom", "GB", "GBR", "+4411349600", ""],
    ["Berlin", "10243", "Germany", "DE", "DEU", "+493023125", ""],
    ["Newtown", "2042", "Australia", "AU", "AUS", "+61255500", ""],
    ["Austin", "78704", "United States", "US", "USA", "+15125550", "TX"],
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

/// A candidate, with what their applications repeat.
pub struct Person {
    /// The candidate's id.
    pub id: String,
    /// Given and family name.
    pub name: String,
    /// Where they live.
    pub town: &'static str,
    /// The attributes that an application repeats.
    pub attributes: Value,
    /// When they first applied, in minutes of the calendar.
    pub minute: usize,
}

/// The candidate of that place among so many.
pub fn make(growing: &mut Growing, number: usize, people: usize) -> Person {
    let dice = &mut growing.dice;
    let (first, last) = (*dice.pick(&FIRST), *dice.pick(&LAST));
    let place = dice.pick(&PLACES);
    let email = format!("{}{}@example.org", ascii(&format!("{first}.{last}")), number + 1);
    let phone = format!("{}{:03}", place[5], dice.below(1000));
    let street = format!("{} {}", 1 + dice.below(180), dice.pick(&STREETS));
    let minute = applied(number, people);
    let changed = if dice.percent(20) { minute + dice.below(90 * DAY) } else { minute };
    let mut attributes = json!({
        "first_name": first,
        "last_name": last,
        "email": email,
        "phone": phone,
        "phone_iso2": place[3],
        "address1": street,
        "town": place[0],
        "postcode": place[1],
        "country": place[2],
        "locale": "en",
        "created_at": growing.calendar.time(minute),
        "updated_at": growing.calendar.time(changed),
    });
    if !place[6].is_empty() {
        attributes["state_province"] = place[6].into();
    }
    if growing.dice.percent(30) {
        let (year, month, day) =
            (1962 + growing.dice.below(44), growing.dice.below(12), growing.dice.below(28));
        attributes["date_of_birth"] = format!("{year}-{:02}-{:02}", month + 1, day + 1).into();
    }
    let mut kept = attributes.clone();
    kept["blocked"] = (number % 500 == 499).into();
    let id = growing.add("candidates", kept, json!({}));
    attributes["country_code"] = place[3].into();
    attributes["country_code_alpha3"] = place[4].into();
    attributes["country_name"] = place[2].into();
    if number.is_multiple_of(9) {
        contact(growing, &id, minute);
    }
    Person { id, name: format!("{first} {last}"), town: place[0], attributes, minute }
}

/// How the person wants to be reached.
fn contact(growing: &mut Growing, candidate: &str, minute: usize) {
    let (value, label) =
        *growing.dice.pick(&[("email", "E-mail"), ("phone", "Phone"), ("message", "Message")]);
    let made = growing.calendar.time(minute);
    let attributes = json!({
        "value": value, "option_value": value, "option_label": label, "created_at": made, "updated_at": made,
    });
    let rels = json!({"custom_field": "119", "custom_attributable": {"type": "candidates", "id": candidate}});
    growing.add("custom_attributes", attributes, rels);
}

/// Lower case letters without accents, and dots, for an address.
fn ascii(name: &str) -> String {
    let plain = |c: char| match c {
        'ë' | 'é' | 'è' => 'e',
        'í' => 'i',
        'á' | 'ä' => 'a',
        'ó' | 'ö' => 'o',
        'ú' | 'ü' => 'u',
        'Ł' | 'ł' => 'l',
        'ń' => 'n',
        'Ç' | 'ç' | 'ć' => 'c',
        'Ó' => 'o',
        other => other.to_ascii_lowercase(),
    };
    name.chars().map(plain).filter(|c| c.is_ascii_alphabetic() || *c == '.').collect()
}
