//! The vendor's JSON exactly, in both directions. What a field means to us is not said here.
//!
//! A page of a thousand records is read in one pass: its rows stay raw until each is read as its type, so that one
//! row that surprises costs no other row, and texts are borrowed from the page.

mod application;
mod candidate;
mod custom;
mod document;
mod error;
mod job;
mod relation;
mod structure;
mod value;
mod webhook;
mod write;

pub use application::{
    Answer, AnswerRelations, Application, ApplicationRelations, Attachment, Offer, OfferRelations, Question,
    Tag,
};
pub use candidate::{Candidate, CandidateRelations, Comment, User};
pub use custom::{
    CustomAttribute, CustomAttributeRelations, CustomField, CustomFieldOption, CustomFieldRelations,
    FieldType, ResourceType,
};
pub use document::{Head, Many, Nothing, One, Row};
pub use error::{Problem, Problems};
pub use job::{BasicType, Job, JobRelations, JobStatus, Stage};
pub use relation::{Ref, ToMany, ToOne};
pub use structure::{Location, Named};
pub use value::{Text, Time};
pub use webhook::Message;
pub use write::{Body, NewComment, NewField, TypedValue};

#[cfg(test)]
mod tests;
