//! Invented names, and streets where they live.

/// First names with a gender of the tenant's list.
pub const FIRST: [(&str, &str); 36] = [
    ("Matilda", "Female"),
    ("Angus", "Male"),
    ("Priya", "Female"),
    ("Kieran", "Male"),
    ("Saoirse", "Female"),
    ("Banjo", "Male"),
    ("Mei", "Female"),
    ("Tarek", "Male"),
    ("Imogen", "Female"),
    ("Darcy", "Non-binary"),
    ("Nikolai", "Male"),
    ("Amara", "Female"),
    ("Fergus", "Male"),
    ("Lucinda", "Female"),
    ("Ravi", "Male"),
    ("Elowen", "Female"),
    ("Hugo", "Male"),
    ("Anahera", "Female"),
    ("Callum", "Male"),
    ("Siobhán", "Female"),
    ("Jarrah", "Non-binary"),
    ("Dimitri", "Male"),
    ("Farida", "Female"),
    ("Owen", "Male"),
    ("Tilly", "Female"),
    ("Kwame", "Male"),
    ("Beatrix", "Female"),
    ("Lachlan", "Male"),
    ("Yuki", "Female"),
    ("Rhys", "Male"),
    ("Georgia", "Female"),
    ("Marlo", "Other"),
    ("Eamon", "Male"),
    ("Zara", "Female"),
    ("Tobias", "Male"),
    ("Noor", "Female"),
];

/// Last names.
pub const LAST: [&str; 36] = [
    "Abernethy",
    "Barraclough",
    "Chidiebere",
    "Dunstable",
    "Eastwell",
    "Fitzgibbon",
    "Gallagher",
    "Hathaway",
    "Ivanov",
    "Jayawardena",
    "Kettlewell",
    "Lindgren",
    "Macpherson",
    "Ngata",
    "O'Rourke",
    "Papadakis",
    "Quaid",
    "Ramanathan",
    "Strathdee",
    "Tamati",
    "Ungaro",
    "Venkatesan",
    "Whitbread",
    "Xanthos",
    "Yarborough",
    "Zielinski",
    "Ashdown",
    "Brightwater",
    "Coolidge",
    "Delaney",
    "Everingham",
    "Fenwick",
    "Goodwin",
    "Holloway",
    "Inglis",
    "Jessop",
];

/// Who is always there, whom a hire may report to: first name, last name, gender, title.
pub const STAFF: [(&str, &str, &str, &str); 6] = [
    ("Alinta", "Marchetti", "Female", "Managing Director"),
    ("Duncan", "Okonkwo", "Male", "Engineering Manager"),
    ("Harriet", "Vale", "Female", "People Partner"),
    ("Samuel", "Whitford", "Male", "Engineering Manager"),
    ("Leilani", "Ross", "Female", "Account Executive"),
    ("Piers", "Adeyemi", "Male", "Finance Officer"),
];

/// Streets.
pub const STREETS: [&str; 8] = [
    "Acacia Street",
    "Banksia Road",
    "Cooper Lane",
    "Harbour Parade",
    "Kestrel Avenue",
    "Lantern Hill",
    "Orchard Row",
    "Wattle Grove",
];

/// An office and where its people live.
pub struct Place {
    /// The office's name.
    pub location: &'static str,
    /// The employer's name.
    pub entity: &'static str,
    /// The country.
    pub country: &'static str,
    /// The state, or nation.
    pub state: &'static str,
    /// Suburb and postcode.
    pub suburbs: [(&'static str, &'static str); 3],
    /// The currency of pay.
    pub currency: &'static str,
    /// How a number begins. Each is of a range that is kept for invented numbers.
    pub phone: &'static str,
    /// The time zone in which a first day begins.
    pub zone: &'static str,
    /// What people there may show.
    pub work_right: &'static str,
}

/// The offices.
pub const PLACES: [Place; 3] = [
    Place {
        location: "Sydney",
        entity: "Larkmoor Pty Ltd",
        country: "Australia",
        state: "New South Wales",
        suburbs: [("Newtown", "2042"), ("Marrickville", "2204"), ("Parramatta", "2150")],
        currency: "AUD",
        phone: "+61 491 570 ",
        zone: "Australia/Sydney",
        work_right: "Australian Citizen",
    },
    Place {
        location: "Perth",
        entity: "Larkmoor Pty Ltd",
        country: "Australia",
        state: "Western Australia",
        suburbs: [("Fremantle", "6160"), ("Subiaco", "6008"), ("Leederville", "6007")],
        currency: "AUD",
        phone: "+61 491 571 ",
        zone: "Australia/Perth",
        work_right: "Permanent Resident",
    },
    Place {
        location: "London",
        entity: "Larkmoor UK Ltd",
        country: "United Kingdom",
        state: "England",
        suburbs: [("Hackney", "E8 3PN"), ("Peckham", "SE15 4QL"), ("Walthamstow", "E17 7JN")],
        currency: "GBP",
        phone: "+44 7700 900 ",
        zone: "Europe/London",
        work_right: "British Citizen",
    },
];
