//! The talent pool: people known from anywhere, each as one profile made of the records that say who they are.
//!
//! A record is what one source says of somebody and is never changed by another source; a profile is what its records
//! say together. So two records found to be one person can be told apart again, and nothing was lost meanwhile.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    CandidateId, ConnectionId, PoolRecordId, ProfileId,
    contact::{normal_email, normal_name, normal_page, normal_phone},
    newcomer::{Reach, ReachKind},
};

mod compose;
pub use compose::compose;

/// What is known of a person. Empty text means "not known".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Current or last job title.
    pub title: String,
    /// Where they work.
    pub company: String,
    /// Town.
    pub city: String,
    /// State, county or province.
    pub region: String,
    /// Country, as written or by its two letters.
    pub country: String,
    /// Street and number.
    pub street: String,
    /// Postal code.
    pub postcode: String,
    /// Date of birth.
    pub birth: Option<Date>,
    /// Years of work.
    pub years: Option<u8>,
    /// The branch of business they work in.
    pub industry: String,
    /// A few sentences about them.
    pub summary: String,
    /// E-mail addresses, the one that is best to write to first.
    pub emails: Vec<Reach>,
    /// Phone numbers.
    pub phones: Vec<Reach>,
    /// Addresses of their pages and of their profiles on networks.
    pub pages: Vec<String>,
    /// What they can do.
    pub skills: Vec<String>,
    /// The languages they speak.
    pub languages: Vec<String>,
    /// Labels.
    pub tags: Vec<String>,
    /// Where they worked, the latest first.
    pub positions: Vec<Position>,
    /// Where they learnt, the latest first.
    pub schools: Vec<School>,
    /// What somebody noted.
    pub notes: Vec<String>,
}

/// A time of work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Position {
    /// What they were.
    pub title: String,
    /// Where.
    pub company: String,
    /// Since when, as written: `2021-04`, `2021`.
    pub start: String,
    /// Until when; empty where it goes on.
    pub end: String,
    /// What they did.
    pub summary: String,
}

/// A time of learning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct School {
    /// Where.
    pub school: String,
    /// What they left with.
    pub degree: String,
    /// In what.
    pub field: String,
    /// Since when, as written.
    pub start: String,
    /// Until when.
    pub end: String,
}

/// Whether somebody may be written to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// Nobody asked, or nobody noted it.
    #[default]
    Unknown,
    /// They agreed to be written to.
    Given,
    /// They asked not to be written to. No other source takes this back.
    Withdrawn,
}

impl Consent {
    const ALL: [Self; 3] = [Self::Unknown, Self::Given, Self::Withdrawn];

    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Given => "given",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// What a page says.
    pub fn label(self) -> &'static str {
        match self {
            Self::Unknown => "Not asked",
            Self::Given => "Agreed to be contacted",
            Self::Withdrawn => "Asked not to be contacted",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|consent| consent.as_str() == word)
    }
}

/// Where a record comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Origin {
    /// A file that somebody brought: its name.
    File {
        /// The file's name.
        name: String,
    },
    /// Another system: the person is already there.
    System {
        /// Through which connection.
        connection: ConnectionId,
        /// Which record there.
        external_id: String,
        /// Its page there; empty where it has none.
        address: String,
    },
    /// A candidate of this workspace.
    Candidate {
        /// Which.
        id: CandidateId,
    },
    /// Somebody typed it here.
    Hand,
}

/// What one source says of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its identifier.
    pub id: PoolRecordId,
    /// The profile that it is part of.
    pub profile: ProfileId,
    /// Where it comes from.
    pub origin: Origin,
    /// What it says.
    pub person: Person,
    /// Whether it says that they may be written to.
    pub consent: Consent,
    /// When it was last seen there.
    pub seen_at: Timestamp,
}

/// What all records of one person say together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its identifier.
    pub id: ProfileId,
    /// What is known.
    pub person: Person,
    /// Whether they may be written to.
    pub consent: Consent,
    /// When somebody was last in touch with them, where that is known.
    pub touched_at: Option<Timestamp>,
    /// When anything of it last changed.
    pub changed_at: Timestamp,
}

impl Person {
    /// First and last name, as written on a page.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name.trim(), self.last_name.trim()).trim().to_owned()
    }

    /// City, region and country, as far as they are known.
    pub fn place(&self) -> String {
        let parts = [&self.city, &self.region, &self.country];
        parts
            .into_iter()
            .map(|part| part.trim())
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// The address to write to, where one is known.
    pub fn email(&self) -> Option<&str> {
        self.emails.first().map(|reach| reach.value.as_str())
    }

    /// Adds an e-mail address where it is one and is not there yet.
    pub fn add_email(&mut self, value: &str, kind: ReachKind) {
        let known = |reach: &Reach| normal_email(&reach.value) == normal_email(value);
        if normal_email(value).is_some() && !self.emails.iter().any(known) {
            self.emails.push(Reach { value: value.trim().into(), kind });
        }
    }

    /// Adds a phone number where it is one and is not there yet.
    pub fn add_phone(&mut self, value: &str, kind: ReachKind) {
        let known = |reach: &Reach| normal_phone(&reach.value) == normal_phone(value);
        if normal_phone(value).is_some() && !self.phones.iter().any(known) {
            self.phones.push(Reach { value: value.trim().into(), kind });
        }
    }

    /// Adds the address of a page where it is not there yet.
    pub fn add_page(&mut self, value: &str) {
        if normal_page(value).is_some()
            && !self.pages.iter().any(|page| normal_page(page) == normal_page(value))
        {
            self.pages.push(value.trim().into());
        }
    }

    /// What the person can be found by again, each kind of it in the form in which it is compared.
    pub fn keys(&self) -> Vec<(KeyKind, String)> {
        let emails = self.emails.iter().filter_map(|reach| normal_email(&reach.value));
        let phones = self.phones.iter().filter_map(|reach| normal_phone(&reach.value));
        let pages = self.pages.iter().filter_map(|page| normal_page(page));
        let name = normal_name(&self.full_name());
        let mut keys: Vec<_> = emails
            .map(|email| (KeyKind::Email, email))
            .chain(phones.map(|phone| (KeyKind::Phone, phone)))
            .chain(pages.map(|page| (KeyKind::Page, page)))
            .chain((!name.is_empty()).then_some((KeyKind::Name, name)))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// By what a record can be found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyKind {
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// The address of a page.
    Page,
    /// First and last name.
    Name,
}

impl KeyKind {
    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Page => "page",
            Self::Name => "name",
        }
    }
}
