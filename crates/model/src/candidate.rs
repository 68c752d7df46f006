//! A person considered for jobs.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::CandidateId;

/// A person considered for jobs. Empty text means "not known".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Its identifier.
    pub id: CandidateId,
    /// What is known of the person.
    #[serde(flatten)]
    pub profile: Profile,
}

/// What is known of a person, apart from where they stand in a job.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Given name.
    pub first_name: String,
    /// Middle name or initial.
    pub middle_name: String,
    /// Family name.
    pub last_name: String,
    /// The name the person goes by, where it differs.
    pub preferred_name: String,
    /// Private e-mail address.
    pub email: String,
    /// Phone number as written.
    pub phone: String,
    /// Date of birth.
    pub date_of_birth: Option<Date>,
    /// As the person gave it.
    pub gender: String,
    /// Street and number.
    pub address_line1: String,
    /// Flat, building.
    pub address_line2: String,
    /// Town.
    pub city: String,
    /// State, county or province.
    pub state: String,
    /// Postal code.
    pub postcode: String,
    /// Country.
    pub country: String,
    /// Current or last job title.
    pub headline: String,
    /// Address of a profile page.
    pub profile_url: String,
    /// Where the person came from, for example "Referral".
    pub source: String,
}

impl Profile {
    /// First and last name, as written on a page.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name.trim(), self.last_name.trim()).trim().to_owned()
    }

    /// One or two capitals for a face without a photo.
    pub fn initials(&self) -> String {
        let first = |text: &str| text.chars().find(|c| c.is_alphabetic());
        [first(&self.first_name), first(&self.last_name)]
            .into_iter()
            .flatten()
            .flat_map(char::to_uppercase)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_face_without_a_photo_has_initials() {
        let profile = Profile { first_name: "élodie".into(), last_name: "Ng".into(), ..Default::default() };
        assert_eq!(profile.initials(), "ÉN");
        assert_eq!(Profile::default().initials(), "");
        assert_eq!(profile.full_name(), "élodie Ng");
    }
}
