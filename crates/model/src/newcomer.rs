//! Somebody who is to come into another system: who they are, where they go, and who sent them.
//!
//! Identifiers are the other system's, as text. Empty text means "not known".

use serde::{Deserialize, Serialize};

use crate::{
    contact::{normal_email, normal_page},
    remote::{RemoteTag, RemoteValue},
};

/// A person as they come in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewPerson {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Current or last job title.
    pub headline: String,
    /// Where they work.
    pub company: String,
    /// E-mail addresses, the one that is best to write to first.
    pub emails: Vec<Reach>,
    /// Phone numbers.
    pub phones: Vec<Reach>,
    /// Postal addresses, each in one text.
    pub addresses: Vec<Reach>,
    /// Addresses of their profiles on networks.
    pub profiles: Vec<String>,
    /// Addresses of other pages of theirs.
    pub websites: Vec<String>,
    /// Labels.
    pub tags: Vec<RemoteTag>,
    /// Values of the other system's own fields of people.
    pub fields: Vec<RemoteValue>,
}

/// One way to reach somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// The address or number, as written.
    pub value: String,
    /// In which part of their life.
    pub kind: ReachKind,
}

/// In which part of somebody's life they are reached that way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReachKind {
    /// Their own.
    Private,
    /// At work.
    Work,
    /// Not known.
    Other,
}

/// Why somebody can't come in as they are described.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Incomplete {
    /// A name is missing.
    #[error("A first and a last name are needed.")]
    Name,
    /// One of the e-mail addresses is none.
    #[error("One of the e-mail addresses is none.")]
    Email,
    /// There is nothing by which the person could be found again, so that a repeat would make them twice.
    #[error("An e-mail address or a profile's address is needed, so that nobody is made twice.")]
    Unfindable,
}

impl Incomplete {
    /// The field that a person has to fill in.
    pub fn field(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email | Self::Unfindable => "email",
        }
    }
}

impl NewPerson {
    /// Whether the person may come in.
    pub fn check(&self) -> Result<(), Incomplete> {
        if self.first_name.trim().is_empty() || self.last_name.trim().is_empty() {
            return Err(Incomplete::Name);
        }
        if self.emails.iter().any(|email| normal_email(&email.value).is_none()) {
            return Err(Incomplete::Email);
        }
        if self.emails.is_empty() && self.pages().next().is_none() {
            return Err(Incomplete::Unfindable);
        }
        Ok(())
    }

    /// Their profiles and pages in the form in which they are compared.
    pub fn pages(&self) -> impl Iterator<Item = String> {
        self.profiles.iter().chain(&self.websites).filter_map(|page| normal_page(page))
    }

    /// First and last name, as written on a page.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name.trim(), self.last_name.trim()).trim().to_owned()
    }
}

/// Where somebody goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Destination {
    /// Among those who may be considered one day.
    Prospect {
        /// The pool, where the system has such and one was chosen.
        pool: Option<String>,
        /// The pool's stage.
        stage: Option<String>,
        /// The job they may be considered for, where it is known already.
        job: Option<String>,
    },
    /// Among those who are considered for a job now.
    Application {
        /// The job.
        job: String,
        /// The stage it begins in; `None` for the job's first.
        stage: Option<String>,
    },
}

/// Who sent somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Referrer {
    /// A user of the other system.
    User(String),
    /// A person who may or may not be a user there.
    Person {
        /// Their name.
        name: String,
        /// Their e-mail address.
        email: String,
    },
}

/// A user who is to be made in another system, so that a referral can name them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewUser {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_needs_a_name_and_something_to_be_found_by() {
        let mut person = NewPerson::default();
        assert_eq!(person.check(), Err(Incomplete::Name));
        (person.first_name, person.last_name) = ("Ida".into(), "Larsen".into());
        assert_eq!(person.check(), Err(Incomplete::Unfindable));
        person.profiles.push("https://www.linkedin.com/in/ida-larsen/".into());
        assert_eq!(person.check(), Ok(()));
        assert_eq!(person.pages().collect::<Vec<_>>(), ["linkedin.com/in/ida-larsen"]);
        person.emails.push(Reach { value: "ida at example.com".into(), kind: ReachKind::Private });
        assert_eq!(person.check(), Err(Incomplete::Email));
    }
}
