//! Screening: what a résumé says, what a job asks for, and how well the one answers the other.
//!
//! A score is arithmetic over reasons, and each reason quotes its place. Nothing here rejects anybody: below the
//! threshold is a place in a list, [`Standing::Qualified`] is a person's word.

mod criteria;
mod document;
mod profile;
mod questions;
mod score;
mod standing;
mod unreadable;
mod voluntary;

pub use criteria::{
    Asks, Comparison, Criteria, CriteriaError, Criterion, Degree, Fluency, KnockOut, Need, Subject,
};
pub use document::{Document, DocumentKind, Found, Span};
pub use profile::{
    Contact, Education, LanguageShown, Month, Position, ResumeProfile, Section, SectionKind, SkillShown,
    Until,
};
pub use questions::{AnswerKind, LONGEST_ANSWER, Question};
pub use score::{KnockOutResult, MatchedBy, Quote, QuoteSource, Reason, Score, Verdict};
pub use standing::{Standing, Threshold};
pub use unreadable::Unreadable;
pub use voluntary::{UNDISCLOSED, VoluntaryQuestion};
