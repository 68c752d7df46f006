//! People whom an employee knows: what a file says of them, and how well they are known.
//!
//! A contact belongs to the employee who brought it. Nobody else sees who it is before that employee agrees.

mod fit;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::contact::{normal_email, normal_name, normal_page};

pub use fit::{Fit, Level, Reason, Strength};

/// Somebody an employee knows. Empty text means "not known".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// E-mail addresses as they are compared, the one to write to first.
    pub emails: Vec<String>,
    /// Phone numbers, as written.
    pub phones: Vec<String>,
    /// Their profile on a network, as it is compared.
    pub page: Option<String>,
    /// What they do now.
    pub title: String,
    /// Where they work now.
    pub company: String,
    /// Where they worked before, as far as an older file said so.
    pub worked_at: Vec<String>,
    /// Where they live or work: a town, a region, a country.
    pub place: String,
    /// Since when they are connected.
    pub connected_on: Option<Date>,
}

impl Contact {
    /// First and last name, as written on a page.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name.trim(), self.last_name.trim()).trim().to_owned()
    }

    /// By what the same person is known again: their addresses and profile; where they have neither, their name and
    /// where they work.
    pub fn marks(&self) -> Vec<String> {
        let mails = self.emails.iter().filter_map(|email| normal_email(email)).map(|m| format!("mail {m}"));
        let pages = self.page.iter().map(|page| format!("page {page}"));
        let marks: Vec<String> = mails.chain(pages).collect();
        if marks.is_empty() {
            let (name, company) = (normal_name(&self.full_name()), normal_name(&self.company));
            return vec![format!("name {name} at {company}")];
        }
        marks
    }

    /// Takes over what a newer file says, and keeps what it says nothing of. An employer they left stays known.
    pub fn renew(&mut self, newer: Self) {
        let left = normal_name(&newer.company) != normal_name(&self.company);
        if left && !newer.company.is_empty() && !self.company.is_empty() {
            self.worked_at.push(std::mem::take(&mut self.company));
        }
        for company in newer.worked_at {
            if !self.worked_at.iter().any(|known| normal_name(known) == normal_name(&company)) {
                self.worked_at.push(company);
            }
        }
        let fill = |known: &mut String, said: String| {
            if !said.is_empty() {
                *known = said;
            }
        };
        fill(&mut self.first_name, newer.first_name);
        fill(&mut self.last_name, newer.last_name);
        fill(&mut self.title, newer.title);
        fill(&mut self.company, newer.company);
        fill(&mut self.place, newer.place);
        for email in newer.emails {
            if !self.emails.contains(&email) {
                self.emails.push(email);
            }
        }
        for phone in newer.phones {
            if !self.phones.contains(&phone) {
                self.phones.push(phone);
            }
        }
        self.page = newer.page.or(self.page.take());
        self.connected_on = self.connected_on.or(newer.connected_on);
    }
}

/// The address of a profile as it is compared: one person has one address, whatever country's pages it was copied from.
pub fn profile_page(text: &str) -> Option<String> {
    let page = normal_page(text).filter(|page| !page.contains(char::is_whitespace))?;
    let (host, path) = page.split_once('/')?;
    let network = match host.split_once('.') {
        Some((country, rest)) if country.len() == 2 && rest.contains('.') => rest,
        _ => host,
    };
    Some(without_language(network, path))
}

/// `in/ana-lopez/de` leads to the same person as `in/ana-lopez`.
fn without_language(host: &str, path: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    if parts.len() == 3 && parts[0] == "in" && parts[2].len() == 2 {
        parts.pop();
    }
    format!("{host}/{}", parts.join("/"))
}

/// How well an employee knows somebody, as they say themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// They have not said.
    #[default]
    NotSaid,
    /// By name, or met once.
    Hardly,
    /// Talks to them now and then.
    Somewhat,
    /// A friend or a close colleague.
    Well,
    /// Has worked with them and can say how they work.
    WorkedTogether,
}

impl Known {
    /// Every answer, in the order of a list to choose from.
    pub const ALL: [Self; 5] =
        [Self::NotSaid, Self::Hardly, Self::Somewhat, Self::Well, Self::WorkedTogether];

    /// The word kept in the database and used by forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotSaid => "not_said",
            Self::Hardly => "hardly",
            Self::Somewhat => "somewhat",
            Self::Well => "well",
            Self::WorkedTogether => "worked_together",
        }
    }

    /// What the employee reads.
    pub fn label(self) -> &'static str {
        match self {
            Self::NotSaid => "Not said",
            Self::Hardly => "Hardly",
            Self::Somewhat => "Somewhat",
            Self::Well => "Well",
            Self::WorkedTogether => "Worked together",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ida() -> Contact {
        Contact {
            first_name: "Ida".into(),
            last_name: "Larsen".into(),
            emails: vec!["ida@example.com".into()],
            company: "Harbour Mills".into(),
            title: "Welder".into(),
            ..Contact::default()
        }
    }

    #[test]
    fn a_newer_file_renews_and_forgets_nothing() {
        let mut known = ida();
        known.renew(Contact {
            first_name: "Ida".into(),
            company: "North Yard".into(),
            emails: vec!["ida.larsen@example.org".into()],
            ..Contact::default()
        });
        assert_eq!((known.company.as_str(), known.title.as_str()), ("North Yard", "Welder"));
        assert_eq!(known.worked_at, ["Harbour Mills"]);
        assert_eq!(known.emails, ["ida@example.com", "ida.larsen@example.org"]);
        let before = known.clone();
        known.renew(Contact { company: " north  yard".trim().into(), ..ida() });
        assert_eq!(known.worked_at, before.worked_at, "the same employer is not left");
    }

    #[test]
    fn somebody_without_an_address_is_known_by_name_and_employer() {
        let mut contact = ida();
        assert_eq!(contact.marks(), ["mail ida@example.com"]);
        contact.emails.clear();
        assert_eq!(contact.marks(), ["name ida larsen at harbour mills"]);
        contact.page = profile_page("https://www.linkedin.com/in/ida-larsen/");
        assert_eq!(contact.marks(), ["page linkedin.com/in/ida-larsen"]);
    }

    #[test]
    fn one_person_has_one_page() {
        for same in [
            "https://www.linkedin.com/in/Ana-Lopez/",
            "https://de.linkedin.com/in/ana-lopez?trk=x",
            "http://linkedin.com/in/ana-lopez/en",
            "linkedin.com/in/ana-lopez#about",
        ] {
            assert_eq!(profile_page(same).as_deref(), Some("linkedin.com/in/ana-lopez"), "{same}");
        }
        assert_eq!(profile_page("https://example.org/ana/cv/en").as_deref(), Some("example.org/ana/cv/en"));
        assert_eq!(profile_page("not a page"), None);
    }

    #[test]
    fn words_read_back() {
        for known in Known::ALL {
            assert_eq!(Known::parse(known.as_str()), Some(known));
        }
    }
}
