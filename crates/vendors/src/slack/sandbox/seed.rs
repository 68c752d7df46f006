//! A believable workspace, the same for the same seed. The app is made there and not installed yet.

use serde_json::{Map, Value, json};

/// The app's client ID.
pub const CLIENT_ID: &str = "4726177000.1908200000";
/// The app's client secret.
pub const CLIENT_SECRET: &str = "sandbox-client-secret";
/// What the app's messages are signed with.
pub const SIGNING_SECRET: &str = "sandbox-signing-secret";
/// The app's own user.
pub const BOT_USER: &str = "U0000000001";
/// The app as the writer of messages.
pub const BOT: &str = "B0000000001";

/// Who runs the workspace, and colleagues who also work in the demo's company.
const NAMED: [(&str, &str, Role); 10] = [
    ("Ines Carvalho", "ines.carvalho", Role::Owner),
    ("Sofia Marino", "sofia.marino", Role::Admin),
    ("Maya Okafor", "maya.okafor", Role::Member),
    ("Tom Lindqvist", "tom.lindqvist", Role::Member),
    ("Priya Raman", "priya.raman", Role::Member),
    ("Jonas Weber", "jonas.weber", Role::Member),
    ("Hannah Doyle", "hannah.doyle", Role::Member),
    ("Marcus Bell", "marcus.bell", Role::Member),
    ("Ella Novak", "ella.novak", Role::Member),
    ("Ruben Castellanos", "ruben.castellanos", Role::Left),
];

const FIRST: [&str; 10] =
    ["Aiko", "Bruno", "Chiara", "Dmitri", "Esther", "Farid", "Greta", "Hamza", "Ingrid", "Jamal"];
const LAST: [&str; 10] = [
    "Abernathy",
    "Bellweather",
    "Castellan",
    "Drummond",
    "Eastlake",
    "Fairbairn",
    "Grantham",
    "Hollis",
    "Ibsen",
    "Jarvis",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Owner,
    Admin,
    Member,
    Left,
}

/// The documents of a workspace with so many members beside those who have names here.
pub fn documents(seed: u64, people: usize) -> Value {
    let mut users = Map::new();
    for (number, (name, short, role)) in NAMED.iter().enumerate() {
        users.insert(format!("U01000{number:05}"), member(name, short, *role));
    }
    for number in 0..people {
        let first = FIRST[number % FIRST.len()];
        let last = LAST[number / FIRST.len() % LAST.len()];
        let round = number / (FIRST.len() * LAST.len());
        let end = if round == 0 { String::new() } else { (round + 1).to_string() };
        let short = format!("{}.{}{end}", first.to_lowercase(), last.to_lowercase());
        users.insert(format!("U02000{number:05}"), member(&format!("{first} {last}"), &short, Role::Member));
    }
    let mut bot = member("Gangway", "gangway", Role::Member);
    (bot["is_bot"], bot["email"]) = (true.into(), Value::Null);
    users.insert(BOT_USER.into(), bot);
    json!({
        "seed": seed,
        "next": 1,
        "team": {"id": "T0000000001", "name": "Larkmoor", "domain": "larkmoor"},
        "settings": {"require_app_approval": true},
        "app": {
            "id": "A0000000001",
            "name": "Gangway",
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "signing_secret": SIGNING_SECRET,
            "request_url": "",
            "verified": false,
            "redirect_urls": [],
            "approved_scopes": null,
            "restricted": false,
            "installed": null,
        },
        "users": users,
        "requests": [],
        "codes": {},
        "tokens": {},
        "channels": {},
        "messages": {},
        "views": {},
        "posted": {},
        "deliveries": [],
    })
}

fn member(name: &str, short: &str, role: Role) -> Value {
    json!({
        "name": short,
        "real_name": name,
        "email": format!("{short}@larkmoor.example.com"),
        "is_owner": role == Role::Owner,
        "is_admin": matches!(role, Role::Owner | Role::Admin),
        "is_bot": false,
        "deleted": role == Role::Left,
    })
}
