//! The invented company that `gangway demo` fills an empty workspace with: plain data, no database.
//!
//! [`company::company`] is the way in. The same seed and day give the same company to the byte, résumés
//! and portraits too. Nobody in it exists: addresses are at example domains, phone numbers come from the
//! ranges that regulators keep free for fiction.

pub mod application;
pub mod career;
pub mod company;
mod homes;
pub mod jobs;
pub mod names;
pub mod people;
pub mod portrait;
pub mod push;
pub mod resume;
mod resume_docx;
mod resume_pdf;
mod resume_pdf_text;
pub mod screening;
pub mod seed;
pub mod trades;
mod twins;
