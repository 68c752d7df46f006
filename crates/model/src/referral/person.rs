//! Who is referred, as far as it is known.

use serde::{Deserialize, Serialize};

use crate::contact::{normal_email, normal_page};

/// Who is referred. Empty text means "not known".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Phone number.
    pub phone: String,
    /// Address of their profile on a network.
    pub page: String,
    /// What they do.
    pub title: String,
    /// Where they work.
    pub company: String,
}

impl Person {
    /// First and last name, as written on a page.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name.trim(), self.last_name.trim()).trim().to_owned()
    }

    /// Whether nobody is described.
    pub fn is_nobody(&self) -> bool {
        *self == Self::default()
    }

    /// By what the same person is known again: their e-mail address and their profile.
    pub fn marks(&self) -> Vec<String> {
        let email = normal_email(&self.email).map(|email| format!("mail {email}"));
        let page = normal_page(&self.page).map(|page| format!("page {page}"));
        email.into_iter().chain(page).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_known_again_by_address_and_profile() {
        let ida = Person {
            email: " Ida@Example.com".into(),
            page: "https://www.linkedin.com/in/Ida/".into(),
            ..Person::default()
        };
        assert_eq!(ida.marks(), ["mail ida@example.com", "page linkedin.com/in/ida"]);
        assert!(Person::default().marks().is_empty() && Person::default().is_nobody());
    }
}
