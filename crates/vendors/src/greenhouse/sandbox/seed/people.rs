//! Candidates.

use serde_json::{Value, json};

use super::{Growing, calendar};

const FIRST: [&str; 32] = [
    "Imani", "Tom", "Grace", "Amelia", "Oliver", "Isla", "Noah", "Aisha", "Callum", "Harriet", "Mateo",
    "Zoë", "Declan", "Ruby", "Arjun", "Freya", "Lachlan", "Chloe", "Samir", "Eleanor", "Marcus", "Inés",
    "Rory", "Yasmin", "Kenji", "Bronwyn", "Leila", "Jasper", "Łucja", "Jürgen", "Siobhán", "Ngozi",
];
const LAST: [&str; 32] = [
    "Nair",
    "Ashworth",
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
    "Abernathy",
    "Delacroix",
    "Hollingsworth",
    "Iyer",
    "Kirkbride",
    "Loxley",
    "Marchetti",
    "Ndlovu",
    "Oyelaran",
    "Prendergast",
    "Rasmussen",
    "Szymański",
    "Tremblay",
    "Vasquez",
    "Yamada",
    "van der Berg",
    "Çelik",
    "Mbeki-Jones",
    "Haugen",
];
const TITLES: [&str; 8] = [
    "Software Engineer",
    "Analyst",
    "Planner",
    "Team Lead",
    "Operator",
    "Consultant",
    "Coordinator",
    "Technician",
];
const PLACES: [&str; 6] = [
    "12 Larch Road, Leeds LS1 4DY, United Kingdom",
    "3 Mill Lane, Manchester M4 5JD, United Kingdom",
    "Gartenweg 7, 10243 Berlin, Germany",
    "40 Quay Street, London E8 3PN, United Kingdom",
    "901 Cedar Avenue, Austin, TX 78704, United States",
    "ul. Klonowa 5, 30-001 Kraków, Poland",
];
const TAGS: [(u64, &str); 4] = [
    (1_000_701, "Ruby"),
    (1_000_702, "Relocates"),
    (1_000_703, "Silver medallist"),
    (1_000_704, "Met at fair"),
];

/// A person as their applications need it.
pub struct Person {
    pub id: u64,
    pub came: usize,
    /// How long it is until the next one comes: what a person does lies in it, so that times follow the ids.
    pub until_next: usize,
    pub last_name: &'static str,
}

/// Makes the person of that place among so many.
pub fn make(growing: &mut Growing<'_>, number: usize, people: usize) -> Person {
    let came = calendar::came(number, people);
    let (first, last) = (*growing.dice.pick(&FIRST), *growing.dice.pick(&LAST));
    let made = growing.time(came);
    let changed = came + growing.dice.below(20 * calendar::DAY);
    let changed = growing.time(changed);
    let (title, place) = (*growing.dice.pick(&TITLES), *growing.dice.pick(&PLACES));
    let fields = fields(growing, number);
    let tags: Vec<(u64, &str)> = TAGS.into_iter().filter(|_| growing.dice.percent(12)).collect();
    let mail = format!("{}.{}.{number}@example.com", plain(first), plain(last));
    let social = growing
        .dice
        .percent(60)
        .then(|| json!({"value": format!("https://www.linkedin.com/in/example-{number}")}));
    let id = growing.add(
        "candidates",
        json!({
            "created_at": made, "updated_at": changed, "first_name": first, "last_name": last,
            "preferred_name": null, "company": null, "title": title, "last_activity_at": changed,
            "private": number % 211 == 210, "can_email": true, "time_zone": null,
            "tags": tags.iter().map(|(_, name)| *name).collect::<Vec<_>>(), "linked_user_ids": [],
            "phone_numbers": [{"value": format!("+44 113 496 {:04}", number % 10_000), "type": "mobile"}],
            "addresses": [{"value": place, "type": "home"}],
            "email_addresses": [{"value": mail, "type": "personal"}],
            "website_addresses": [], "social_media_addresses": social.into_iter().collect::<Vec<Value>>(),
            "custom_fields": fields,
        }),
    );
    for (tag, _) in tags {
        let row =
            json!({"created_at": made, "updated_at": made, "candidate_tag_id": tag, "candidate_id": id});
        growing.add("applied_candidate_tags", row);
    }
    Person { id, came, until_next: calendar::came(number + 1, people) - came, last_name: last }
}

fn fields(growing: &mut Growing<'_>, number: usize) -> Value {
    let weeks = [2, 4, 8, 12][growing.dice.below(4)];
    let mut fields = json!({
        "notice_period": {"name": "Notice period", "type": "short_text", "value": format!("{weeks} weeks")},
        "right_to_work": {"name": "Right to work", "type": "yes_no", "value": growing.dice.percent(85)},
    });
    if number.is_multiple_of(4) {
        fields["languages"] =
            json!({"name": "Languages", "type": "multi_select", "value": ["English", "German"]});
    }
    fields
}

/// The letters of a name that an address may have.
fn plain(name: &str) -> String {
    name.to_lowercase().chars().filter(char::is_ascii_lowercase).collect()
}
