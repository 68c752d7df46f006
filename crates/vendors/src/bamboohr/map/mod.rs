//! Pure mapping between the vendor's wire and our model. What is lost or defaulted comes back as a note.

mod choices;
pub mod employee;
pub mod form;
pub mod matches;
pub mod read_back;
pub mod rows;
