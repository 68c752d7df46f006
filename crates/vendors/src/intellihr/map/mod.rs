//! Pure mapping between the vendor's wire and our model. What is lost or defaulted comes back as a note.

pub mod choices;
pub mod custom;
pub mod days;
pub mod form;
pub mod job;
pub mod matches;
pub mod names;
pub mod person;
pub mod read_back;
