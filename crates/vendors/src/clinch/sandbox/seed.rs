//! A believable company, the same for the same seed. Everybody in it is invented.

use jiff::{SignedDuration, Timestamp};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng as _, SeedableRng as _},
};
use serde_json::{Map, Value, json};

use super::render::time;

/// The credential with which everything may be done: its name, key and secret.
pub const CREDENTIAL: &str = "Gangway";
/// Its key.
pub const KEY: &str = "sandbox-key";
/// Its secret.
pub const SECRET: &str = "sandbox-signing-secret";

/// What tells who somebody is.
pub const PERSONAL: &[&str] = &[
    "email",
    "first_name",
    "last_name",
    "phone_number",
    "address",
    "city",
    "region",
    "country",
    "employer",
    "job_title",
    "linkedin_url",
    "interaction_score",
];

const FIRST: [&str; 24] = [
    "Amara", "Bjorn", "Celia", "Dmitri", "Esme", "Farid", "Greta", "Hugo", "Ingrid", "Jonas", "Keiko",
    "Lorenzo", "Maeve", "Nikhil", "Oona", "Pilar", "Quentin", "Rosalind", "Stellan", "Tamsin", "Ulrike",
    "Viggo", "Wanda", "Zofia",
];
const LAST: [&str; 24] = [
    "Adeyemi",
    "Bergstrom",
    "Castellan",
    "Devereux",
    "Eastwick",
    "Fairbairn",
    "Grimshaw",
    "Halloran",
    "Ibarra",
    "Jellicoe",
    "Kestrel",
    "Lundgren",
    "Merriweather",
    "Norbury",
    "Oakhurst",
    "Pettersen",
    "Quarles",
    "Ravenscroft",
    "Silverthorne",
    "Trelawney",
    "Underwood",
    "Verhoeven",
    "Wainwright",
    "Yarrow",
];
const TITLES: [&str; 12] = [
    "Software Engineer",
    "Senior Data Engineer",
    "Product Manager",
    "Registered Nurse",
    "Warehouse Supervisor",
    "Sales Executive",
    "UX Designer",
    "Financial Analyst",
    "Site Reliability Engineer",
    "HR Business Partner",
    "Electrical Engineer",
    "Customer Success Manager",
];
const EMPLOYERS: [&str; 10] = [
    "Harbour Lane Software",
    "Oak Street Bakery",
    "Northgate Clinics",
    "Quayside Logistics",
    "Brightwater Energy",
    "Fernhill Insurance",
    "Larkmoor Robotics",
    "Saltmarsh Media",
    "Tollgate Retail",
    "Windrush Analytics",
];
const TOWNS: [(&str, &str, &str); 8] = [
    ("Leeds", "Yorkshire", "United Kingdom"),
    ("Bristol", "Avon", "United Kingdom"),
    ("Dublin", "Leinster", "Ireland"),
    ("Utrecht", "Utrecht", "Netherlands"),
    ("Austin", "Texas", "United States"),
    ("Portland", "Oregon", "United States"),
    ("Geelong", "Victoria", "Australia"),
    ("Malmö", "Skåne", "Sweden"),
];
const SOURCES: [&str; 4] = ["Career site", "Gangway", "Open day 2025", "Hand"];

/// The last moment of the invented past, in seconds: the morning of the day the vendor's facts were read.
const END: i64 = 1_795_510_800;

/// The documents of a company with that many candidates.
pub fn documents(seed: u64, people: usize) -> Value {
    let mut dice = Dice(ChaCha8Rng::seed_from_u64(seed));
    let candidates: Map<String, Value> =
        (1..=people).map(|number| (format!("cand{number}"), candidate(&mut dice, number, people))).collect();
    let every = |nth: usize| -> Vec<String> {
        (1..=people).filter(|number| number % nth == 1).map(|number| format!("cand{number}")).collect()
    };
    json!({
        "keys": [{"name": CREDENTIAL, "key": KEY, "secret": SECRET}],
        "four_parts": false,
        "on_known_email": "update",
        "next_id": people + 1,
        "candidates": candidates,
        "activities": {},
        "attachments": {},
        "lists": {
            "list1": {"name": "Silver medallists", "list_type": "static", "visibility": "normal", "system": false, "_members": every(9)},
            "list2": {"name": "Former employees", "list_type": "static", "visibility": "normal", "system": false, "_members": every(31)},
            "list3": {"name": "All subscribers", "list_type": "smart", "visibility": "normal", "system": true, "_members": []},
            "list4": {"name": "Board search", "list_type": "static", "visibility": "restricted", "system": false, "_members": every(23)},
        },
        "projects": {
            "proj1": project("Platform engineers 2027", people, "stage1"),
            "proj2": project("Nurses, Northgate", people, "stage2"),
        },
        "custom_fields": {
            "cf1": {"mapping_name": "string_1", "label": "Notice period", "kind": "string", "required": false, "options": []},
            "cf2": {"mapping_name": "string_2", "label": "Profile in Gangway", "kind": "string", "required": false, "options": []},
            "cf3": {"mapping_name": "dropdown_1", "label": "Seniority", "kind": "dropdown", "required": false, "options": ["Junior", "Mid", "Senior", "Lead"]},
            "cf4": {"mapping_name": "dropdown_2", "label": "Works remotely", "kind": "dropdown", "required": false, "options": ["Yes", "No", "Some days"]},
        },
        "jobs": {
            "job1": {"title": "Site Reliability Engineer", "department": "Engineering", "city": "Leeds", "status": "open"},
            "job2": {"title": "Registered Nurse", "department": "Care", "city": "Dublin", "status": "open"},
            "job3": {"title": "Product Manager", "department": "Product", "city": "Utrecht", "status": "open"},
        },
    })
}

fn project(name: &str, people: usize, first: &str) -> Value {
    let stages: Vec<_> = ["Sourced", "Contacted", "Replied", "Interested"]
        .iter()
        .enumerate()
        .map(|(place, name)| json!({"id": format!("{first}{place}"), "name": name, "position": place}))
        .collect();
    let members: Vec<_> = (1..=people / 40)
        .map(|number| json!({"id": format!("{first}pc{number}"), "candidate_id": format!("cand{}", number * 40), "stage_id": format!("{first}0")}))
        .collect();
    json!({"name": name, "status": "open", "_stages": stages, "_members": members})
}

fn candidate(dice: &mut Dice, number: usize, people: usize) -> Value {
    let (first, last) = (*dice.pick(&FIRST), *dice.pick(&LAST));
    let (city, region, country) = *dice.pick(&TOWNS);
    let slug = format!("{}-{}-{number}", first.to_lowercase(), last.to_lowercase());
    // Changed one after the other, in the order of their numbers, over two years.
    let step = 2 * 365 * 86_400 / people.max(1) as i64;
    let updated = END - (people - number) as i64 * step;
    let at = |second: i64| time(Timestamp::UNIX_EPOCH + SignedDuration::from_secs(second));
    let consent = *dice.pick(&["missing", "requested", "accepted", "accepted"]);
    let mut candidate = json!({
        "email": format!("{}@example.org", slug.replace('-', ".")),
        "first_name": first, "last_name": last, "phone_number": format!("+44 20 7946 {:04}", number % 10_000),
        "address": null, "city": city, "region": region, "country": country, "employer": dice.pick(&EMPLOYERS),
        "job_title": dice.pick(&TITLES), "linkedin_url": format!("https://www.linkedin.com/in/{slug}"),
        "source": dice.pick(&SOURCES), "tags": if number.is_multiple_of(5) { vec!["Met in person"] } else { vec![] },
        "custom_fields": {"dropdown_1": dice.pick(&["Junior", "Mid", "Senior", "Lead"])},
        "interaction_score": dice.below(100) as f64 / 100.0, "subscribed": !number.is_multiple_of(11),
        "archived": number.is_multiple_of(17), "anonymized_at": null, "consent_status": consent,
        "consent_expires_at": (consent != "accepted").then(|| at(END + 30 * 86_400)),
        "last_touch_at": at(updated), "created_at": at(updated - 90 * 86_400), "updated_at": at(updated),
    });
    if number.is_multiple_of(29)
        && let Value::Object(candidate) = &mut candidate
    {
        super::candidates::anonymise(candidate, &at(updated));
    }
    candidate
}

/// Chance that falls the same for the same seed.
struct Dice(ChaCha8Rng);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        (self.0.next_u64() % limit.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}
