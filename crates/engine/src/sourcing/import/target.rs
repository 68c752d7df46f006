//! Where a column of a table goes.

use model::{newcomer::ReachKind, pool::Person};
use serde::{Deserialize, Serialize};

/// Where a column goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Nowhere.
    #[default]
    Nowhere,
    /// Given name.
    FirstName,
    /// Family name.
    LastName,
    /// Both in one.
    FullName,
    /// E-mail addresses.
    Email,
    /// Phone numbers.
    Phone,
    /// Addresses of pages.
    Page,
    /// Job title.
    Title,
    /// Where they work.
    Company,
    /// Town.
    City,
    /// State, county or province.
    Region,
    /// Country.
    Country,
    /// Years of work.
    Years,
    /// Branch of business.
    Industry,
    /// Skills, several in a cell.
    Skills,
    /// Languages, several in a cell.
    Languages,
    /// Labels, several in a cell.
    Tags,
    /// A few sentences.
    Summary,
    /// A note.
    Note,
}

impl Target {
    /// Every one with what a page calls it.
    pub const ALL: [(Self, &'static str); 19] = [
        (Self::Nowhere, "Leave out"),
        (Self::FirstName, "First name"),
        (Self::LastName, "Last name"),
        (Self::FullName, "Full name"),
        (Self::Email, "E-mail"),
        (Self::Phone, "Phone"),
        (Self::Page, "Profile's address"),
        (Self::Title, "Title"),
        (Self::Company, "Company"),
        (Self::City, "Town"),
        (Self::Region, "State or county"),
        (Self::Country, "Country"),
        (Self::Years, "Years of work"),
        (Self::Industry, "Industry"),
        (Self::Skills, "Skills"),
        (Self::Languages, "Languages"),
        (Self::Tags, "Tags"),
        (Self::Summary, "Summary"),
        (Self::Note, "Note"),
    ];

    /// What a heading suggests.
    pub fn guess(heading: &str) -> Self {
        let heading: String = heading.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
        match heading.as_str() {
            "firstname" | "givenname" | "forename" | "vorname" => Self::FirstName,
            "lastname" | "surname" | "familyname" | "nachname" => Self::LastName,
            "name" | "fullname" | "candidate" | "candidatename" => Self::FullName,
            "city" | "town" | "location" | "homecitytown" => Self::City,
            "state" | "county" | "region" | "province" | "homestate" => Self::Region,
            "country" | "homecountry" => Self::Country,
            "company" | "employer" | "currentcompany" | "organization" | "organisation" => Self::Company,
            "title" | "jobtitle" | "position" | "currenttitle" | "headline" | "role" => Self::Title,
            "industry" => Self::Industry,
            "summary" | "about" | "bio" => Self::Summary,
            _ if has(&["mail"]) => Self::Email,
            _ if has(&["phone", "mobile", "telefon"]) => Self::Phone,
            _ if has(&["linkedin", "github", "twitter", "url", "website", "profile"]) => Self::Page,
            _ if has(&["yearsof"]) => Self::Years,
            _ if has(&["skill"]) => Self::Skills,
            _ if has(&["language"]) => Self::Languages,
            _ if has(&["tag", "label"]) => Self::Tags,
            _ if has(&["note", "comment"]) => Self::Note,
            _ => Self::Nowhere,
        }
    }

    /// Puts a cell where it goes.
    pub(super) fn put(self, cell: &str, person: &mut Person) {
        let cell = cell.trim();
        if cell.is_empty() {
            return;
        }
        let several = || {
            let parts = cell.split([';', ',', '|', '\n']).map(str::trim).filter(|part| !part.is_empty());
            parts.map(str::to_owned).collect::<Vec<_>>()
        };
        match self {
            Self::Nowhere => {}
            Self::FirstName => person.first_name = cell.into(),
            Self::LastName => person.last_name = cell.into(),
            Self::FullName => {
                let (first, last) = cell.rsplit_once(' ').unwrap_or((cell, ""));
                (person.first_name, person.last_name) = (first.trim().into(), last.into());
            }
            Self::Email => several().iter().for_each(|one| person.add_email(one, ReachKind::Private)),
            Self::Phone => several().iter().for_each(|one| person.add_phone(one, ReachKind::Private)),
            Self::Page => several().iter().for_each(|one| person.add_page(one)),
            Self::Title => person.title = cell.into(),
            Self::Company => person.company = cell.into(),
            Self::City => person.city = cell.into(),
            Self::Region => person.region = cell.into(),
            Self::Country => person.country = cell.into(),
            Self::Years => {
                person.years = cell.split(['.', ',', ' ', '+']).next().and_then(|n| n.parse().ok())
            }
            Self::Industry => person.industry = cell.into(),
            Self::Skills => person.skills.extend(several()),
            Self::Languages => person.languages.extend(several()),
            Self::Tags => person.tags.extend(several()),
            Self::Summary => person.summary = cell.into(),
            Self::Note => person.notes.push(cell.into()),
        }
    }
}
