//! Pure mapping between the vendor's wire and our model. What is lost or defaulted comes back as a note.

mod application;
mod candidate;
pub mod fields;
mod files;
pub mod included;
mod job;
mod offer;
mod profile;

use connect::{ats::Incoming, unreadable};
use model::remote::RecordKind;
use serde_json::value::RawValue;

pub use files::named;
use included::Included;

/// A row in our terms, or why it could not be read. One that surprises costs no other.
pub fn incoming(kind: RecordKind, row: &RawValue, included: &Included) -> Incoming {
    let read = match kind {
        RecordKind::Job => job::read(row.get(), included),
        RecordKind::Candidate => candidate::read(row.get(), included),
        RecordKind::Application => application::read(row.get(), included),
    };
    read.unwrap_or_else(|surprise| unreadable::keep(row.get(), "/attributes", &surprise))
}

#[cfg(test)]
mod tests;
