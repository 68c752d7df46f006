//! A person as both versions tell them: only the name of the key for the company's own fields differs.

use connect::ats::Incoming;
use jiff::Timestamp;
use model::{
    candidate::Profile,
    remote::{RemoteCandidate, RemoteRecord, RemoteTag},
};

use super::{
    answers::text,
    contacts::Contacts,
    custom::{self, Values},
};

/// What is told of a person.
#[derive(Debug, Default)]
pub struct Person {
    /// Their number.
    pub id: u64,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// The name the person goes by, which only v3 tells.
    pub preferred_name: Option<String>,
    /// What they do.
    pub title: Option<String>,
    /// Their labels.
    pub tags: Vec<String>,
    /// How they are reached.
    pub contacts: Contacts,
    /// Values of the company's own fields.
    pub values: Option<Values>,
}

/// The person in our terms, without what has no place here: company, photo, education and employment, time zone, linked
/// users, all but one address of each kind.
pub fn incoming(person: Person) -> Incoming {
    let mut notes = vec![];
    let mut profile = Profile {
        first_name: text(person.first_name),
        last_name: text(person.last_name),
        preferred_name: text(person.preferred_name),
        headline: text(person.title),
        ..Profile::default()
    };
    person.contacts.fill(&mut profile);
    let tag = |name: String| RemoteTag { name, category: String::new() };
    let here = RemoteCandidate {
        profile,
        tags: person.tags.into_iter().map(tag).collect(),
        fields: custom::values("candidate", &person.values.unwrap_or_default(), &mut notes),
    };
    Incoming {
        external_id: person.id.to_string(),
        created_at: Some(person.created_at),
        updated_at: Some(person.updated_at),
        record: Ok(RemoteRecord::Candidate(Box::new(here))),
        withheld: [].into(),
        notes,
    }
}
