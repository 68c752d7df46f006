//! Applications, the heart of the writing half.

pub mod change;
pub mod create;

mod files;
mod nested;
mod stages;
mod tags;

use super::{
    Write,
    attributes::{Table, Takes},
};
use crate::pinpoint::sandbox::errors::Refusal;

/// What may be written when an application is made and when it is changed.
const TABLE: Table = &[
    ("first_name", Takes::Text),
    ("last_name", Takes::Text),
    ("preferred_name", Takes::Text),
    ("preferred_pronouns", Takes::Text),
    ("email", Takes::Email),
    ("phone", Takes::Text),
    ("phone_iso2", Takes::Text),
    ("date_of_birth", Takes::Day),
    ("linkedin_url", Takes::Text),
    ("address1", Takes::Text),
    ("address2", Takes::Text),
    ("town", Takes::Text),
    ("state_province", Takes::Text),
    ("postcode", Takes::Text),
    ("country", Takes::Text),
    ("locale", Takes::Text),
    ("national_identifier", Takes::Text),
    ("channel", Takes::Text),
    ("channel_source", Takes::Text),
    ("internal_candidate", Takes::Flag),
    ("concealed", Takes::Flag),
    ("start_on", Takes::Day),
    ("hired_at", Takes::Time),
    ("external_system_reference", Takes::Text),
    ("add_tag_with_context", Takes::Special),
    ("add_tags_with_context", Takes::Special),
    ("remove_tag_with_context", Takes::Special),
];

/// Removes an application with all that hangs on it. The candidate stays.
pub fn remove(write: &mut Write, id: &str) -> Result<(), Refusal> {
    let to = ("applications", id);
    for (kind, name) in [
        ("answers", "application"),
        ("offers", "application"),
        ("comments", "commentable"),
        ("custom_attributes", "custom_attributable"),
    ] {
        write.take_all(kind, name, to);
    }
    write.take("applications", id);
    Ok(())
}
