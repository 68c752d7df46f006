//! What of ours can go into another system.

use serde::{Deserialize, Serialize};

use crate::pool::Person;

/// A field of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is what its label says")]
pub enum Ours {
    FirstName,
    LastName,
    Email,
    Phone,
    Title,
    Company,
    Street,
    City,
    Region,
    Country,
    LinkedIn,
    Website,
    Skills,
    Tags,
    Languages,
    Years,
    Industry,
    Summary,
    Address,
}

impl Ours {
    /// Every field, in the order of the mapping page.
    pub const ALL: [Self; 19] = [
        Self::FirstName,
        Self::LastName,
        Self::Email,
        Self::Phone,
        Self::Title,
        Self::Company,
        Self::Street,
        Self::City,
        Self::Region,
        Self::Country,
        Self::LinkedIn,
        Self::Website,
        Self::Skills,
        Self::Tags,
        Self::Languages,
        Self::Years,
        Self::Industry,
        Self::Summary,
        Self::Address,
    ];

    /// The word in a form.
    pub fn as_str(self) -> &'static str {
        self.words().0
    }

    /// The name people read.
    pub fn label(self) -> &'static str {
        self.words().1
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ours| ours.as_str() == word)
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::FirstName => ("first_name", "First name"),
            Self::LastName => ("last_name", "Last name"),
            Self::Email => ("email", "E-mail address"),
            Self::Phone => ("phone", "Phone"),
            Self::Title => ("title", "Job title"),
            Self::Company => ("company", "Company"),
            Self::Street => ("street", "Street"),
            Self::City => ("city", "City"),
            Self::Region => ("region", "State or region"),
            Self::Country => ("country", "Country"),
            Self::LinkedIn => ("linked_in", "LinkedIn profile"),
            Self::Website => ("website", "Another page of theirs"),
            Self::Skills => ("skills", "Skills"),
            Self::Tags => ("tags", "Tags"),
            Self::Languages => ("languages", "Languages"),
            Self::Years => ("years", "Years of work"),
            Self::Industry => ("industry", "Industry"),
            Self::Summary => ("summary", "Summary"),
            Self::Address => ("address", "Their page here"),
        }
    }

    /// Whether a field of another system goes by one of this one's names.
    pub fn is_called(self, label: &str) -> bool {
        let names: &[&str] = match self {
            Self::Email => &["e-mail", "email", "e-mail address"],
            Self::Title => &["current job title", "job title"],
            Self::Company => &["current employer", "company"],
            Self::Street => &["address", "street"],
            Self::Region => &["region", "state"],
            Self::LinkedIn => &["linkedin profile", "linkedin"],
            other => &[other.label()],
        };
        names.iter().any(|name| name.to_lowercase() == label.trim().to_lowercase())
    }

    /// What is known of it, one a line where there are several.
    pub fn of(self, person: &Person, address: &str) -> String {
        let is_linked_in = |page: &&String| page.to_lowercase().contains("linkedin.");
        match self {
            Self::FirstName => person.first_name.clone(),
            Self::LastName => person.last_name.clone(),
            Self::Email => person.emails.first().map(|email| email.value.clone()).unwrap_or_default(),
            Self::Phone => person.phones.first().map(|phone| phone.value.clone()).unwrap_or_default(),
            Self::Title => person.title.clone(),
            Self::Company => person.company.clone(),
            Self::Street => {
                [&person.street, &person.postcode].map(|part| part.trim()).join(" ").trim().to_owned()
            }
            Self::City => person.city.clone(),
            Self::Region => person.region.clone(),
            Self::Country => person.country.clone(),
            Self::LinkedIn => person.pages.iter().find(is_linked_in).cloned().unwrap_or_default(),
            Self::Website => {
                person.pages.iter().find(|page| !is_linked_in(page)).cloned().unwrap_or_default()
            }
            Self::Skills => person.skills.join("\n"),
            Self::Tags => person.tags.join("\n"),
            Self::Languages => person.languages.join("\n"),
            Self::Years => person.years.map(|years| years.to_string()).unwrap_or_default(),
            Self::Industry => person.industry.clone(),
            Self::Summary => person.summary.clone(),
            Self::Address => address.to_owned(),
        }
    }
}
